"""What `isu pseudonymise` tells of a file it has changed: counts and column names, never a value."""

from collections.abc import Sequence
from dataclasses import dataclass, field

NUMMER = {
    "pnr": "personnummer",
    "samnr": "samordningsnummer",
    "tf": "TF-nummer",
    "reserv": "reservnummer",
    "tillf": "tillfälliga id",
    "lokalt": "andra id",
    "tomt": "tomma",
}


@dataclass
class Rapport:
    """Filled while the file is written. `ids` counts the values of `pid` by kind of number.

    `utelamnade` are rows that the source itself says are deleted or superseded, rows that could not be read, and rows
    that are no records; `utan_id` rows where a word stood instead of the person's id.
    """

    tabell: str
    kalla: str | None
    rader: int = 0
    utelamnade: Sequence[int] = (0, 0, 0)
    utan_id: int = 0
    utbytta: list[str] = field(default_factory=list)
    borttagna: list[str] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NUMMER, 0))
    ifyllda: dict[str, int] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """The report, a line per thing worth knowing."""
        kinds = ", ".join(f"{NUMMER[kind]} {count}" for kind, count in self.ids.items() if count)
        filled = ", ".join(f"{name} i {count} rader" for name, count in self.ifyllda.items() if count)
        source = f" (källsystem {self.kalla})" if self.kalla else ""
        return [
            f"Filen lästes som tabellen {self.tabell}{source}: {self.rader} rader.",
            *self._left_out(),
            f"Id som byttes mot pseudonymer: {', '.join(self.utbytta) or 'inga'}.",
            f"Personernas id var: {kinds or 'inga'}.",
            *self._without_id(),
            f"Ifyllt ur numren: {filled or 'inget'}.",
            f"Kolumner som inte följde med: {', '.join(self.borttagna) or 'inga'}.",
            "Samma nyckel ger samma pseudonymer nästa gång. Nyckeln ska stanna hos er.",
        ]

    def _without_id(self) -> list[str]:
        told = f"{self.utan_id} rader hade ett ord i stället för id (som NULL). Där är pid tomt."
        return [told] if self.utan_id else []

    def _left_out(self) -> list[str]:
        told = (
            "{} rader är borttagna eller ersatta i källsystemet och följde inte med.",
            "{} rader gick inte att läsa och följde inte med. Rätta dem och kör igen.",
            "{} rader är inga uppgifter (summor, rubriker, sidfötter) och följde inte med.",
        )
        return [sentence.format(count) for sentence, count in zip(told, self.utelamnade) if count]
