"""What a column of an unknown file holds: how much is filled, which values, of what kind. Pure.

Values stay in here and in the proposal of codes; nothing of them is printed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from isu.declaration.identitet import Identitetsprofil
from isu.declaration.nyckelform import LONGEST, SIGN
from isu.identitet.form import kind_of_column
from isu.identitet.nummer import tolka
from isu.identitet.rubriker import kind_of_header
from isu.kartlaggning.likhet import words

#: Values rarer than this could point somebody out, and are written nowhere.
LEAST_FREQUENT = 5
#: Endings of a header that holds the words of the code in another column.
TEXT_ENDINGS = ("klartext", "text", "namn", "beskrivning", "benamning")
#: More different values than this are no codes.
MOST_DIFFERENT = 200
#: A column is of a kind when so much of it is.
MOSTLY = 0.9
PERSONNUMMER = "personnummer"
#: Which century a number with ten digits is of makes no difference here: only whether it is a number at all.
DAY = date(2026, 1, 1)

DATE = re.compile(
    r"(19|20)\d\d-\d\d?-\d\d?([ T]\d\d:\d\d(:\d\d(\.\d+)?)?)?Z?|(19|20)\d{6}|\d\d?[./]\d\d?[./](19|20)\d\d"
)
_WHOLE = re.compile(r"[+-]?\d{1,9}([.,]0+)?")
#: The signs of an id. Whether it may be an identity number is asked elsewhere.
_KEY = re.compile(f"{SIGN}{{1,{LONGEST}}}")


@dataclass(frozen=True)
class Kolumnbild:
    """One column. `varden` are its different values and how often they occur, none when there are too many.

    A column that only says another's codes in words has that one's header in `text_av`; the other has the words of its
    codes in `klartext`.
    """

    plats: int
    rubrik: str
    ifyllda: int
    olika: int
    datum: bool = False
    heltal: tuple[int, int] | None = None
    nyckelform: bool = False
    varden: Counter = field(default_factory=Counter)
    identitet: str | None = None
    klartext: Mapping[str, str] = field(default_factory=dict)
    text_av: str | None = None

    @property
    def unik(self) -> bool:
        return self.ifyllda > 1 and self.olika == self.ifyllda


def pictures(
    rubriker: Sequence[str], records: Iterable[Sequence[str]], profil: Identitetsprofil
) -> tuple[list[Kolumnbild], int]:
    """Every column with a header, and the number of filled rows."""
    counted: list[Counter] = [Counter() for _ in rubriker]
    texts = texts_of(rubriker)
    said: dict[int, Counter] = {code: Counter() for code in texts.values()}
    rows = 0
    for record in records:
        cells = [cell.strip() for cell in record[: len(rubriker)]]
        rows += any(cells)
        for counter, cell in zip(counted, cells):
            if cell:
                counter[cell] += 1
        for text, code in texts.items():
            if max(text, code) < len(cells) and cells[text] and cells[code]:
                said[code][cells[code], cells[text]] += 1
    found = [_picture(i, r.strip(), c, profil) for i, (r, c) in enumerate(zip(rubriker, counted)) if r.strip()]
    of = {text: rubriker[code].strip() for text, code in texts.items()}
    return [replace(b, klartext=_words_of(said.get(b.plats)), text_av=of.get(b.plats)) for b in found], rows


def texts_of(rubriker: Sequence[str]) -> dict[int, int]:
    """Place of a text → place of its code, where a header is another one with an ending for text: ORS and ORSTEXT."""
    names = ["".join(words(r)) for r in rubriker]
    codes = {name.removesuffix("kod"): i for i, name in enumerate(names) if name}
    stems = {i: name.removesuffix(e) for e in TEXT_ENDINGS for i, name in enumerate(names) if name.endswith(e)}
    return {i: codes[stem] for i, stem in stems.items() if stem and stem in codes and codes[stem] != i}


def _words_of(said: Counter | None) -> dict[str, str]:
    """What each code is called most often, where that is often enough to be told."""
    frequent = [(code, text) for (code, text), n in (said or Counter()).most_common() if n >= LEAST_FREQUENT]
    return dict(reversed(frequent))


def _picture(plats: int, rubrik: str, counted: Counter, profil: Identitetsprofil) -> Kolumnbild:
    different = list(counted)
    return Kolumnbild(
        plats,
        rubrik,
        counted.total(),
        len(different),
        _mostly(DATE.fullmatch, different),
        _bounds(different) if _mostly(_WHOLE.fullmatch, different) else None,
        _mostly(_KEY.fullmatch, different),
        counted if len(different) <= MOST_DIFFERENT else Counter(),
        _identity(rubrik, different, profil),
    )


def _mostly(fits: Callable[[str], object], different: Sequence[str]) -> bool:
    return bool(different) and sum(bool(fits(v)) for v in different) >= MOSTLY * len(different)


def _bounds(different: Sequence[str]) -> tuple[int, int]:
    numbers = [int(re.match(r"[+-]?\d+", v)[0]) for v in different if _WHOLE.fullmatch(v)]
    return min(numbers), max(numbers)


def _identity(rubrik: str, different: Sequence[str], profil: Identitetsprofil) -> str | None:
    """What identity the column holds, by its values and then by its header; None when it seems to hold none.

    A random number of ten digits is now and then a personnummer, so one in a column is not enough.
    """
    if different and sum(tolka(v, DAY) is not None for v in different[:1000]) > 0.5 * len(different[:1000]):
        return PERSONNUMMER
    return kind_of_header(rubrik, profil) or kind_of_column(different, profil)


def any_number(value: str) -> bool:
    """Does the value itself read as an identity number? Such a value is written nowhere."""
    return tolka(value, DAY) is not None or len(re.sub(r"\D", "", value)) >= 6
