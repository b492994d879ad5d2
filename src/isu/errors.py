"""Errors that reach a person: what is wrong, where, what is allowed and what to do, without a traceback."""


class IsuError(Exception):
    """An expected fault. The message is a whole Swedish sentence and never holds a delivered value."""


class CutOff(IsuError):
    """What the work rests on went away while it was done; when it is back, the same once more may go well."""


class DeclarationError(IsuError):
    """A declaration (table, code list, indicator, reference) that cannot be used. Start-up stops."""


class ReadError(IsuError):
    """A delivered file that cannot be read or understood; `regel` is the rule that refuses it.

    `granskad` tells that the guard had seen all of the file, and found no identity, before it was refused. `fler` are
    other rules that the file breaks, where it is known.
    """

    granskad: bool = False
    fler: tuple["ReadError", ...] = ()

    def __init__(self, regel: str, **uppgifter):
        super().__init__(regel)
        self.regel = regel
        self.uppgifter = uppgifter
