"""Calls the identity guard on everything that a file holds, and remembers whether all of it has been seen.

What the guard looks for is known in isu.identitet; here is only what is shown to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from isu.declaration import Deklaration
from isu.errors import ReadError
from isu.identitet.vakt import granska
from isu.intake.celler import JOINER
from isu.intake.header import Rubrikrad, identity_places, likeness

#: Where a finding is, when it is in no row: in Swedish and English.
BESIDE = {
    "var": "utanför raderna (i en kommentar, en egenskap, ett filnamn eller följefilen)",
    "var_en": "outside the rows (in a comment, a property, a file name or the manifest)",
    "kolumner": "–",
    "rader": "–",
}


@dataclass
class Vaktpost:
    """One file's way past the guard. `granskad` is True when nothing is left to show and nothing was found; `dolda` are
    the numbers of sheets that the sender does not see."""

    deklaration: Deklaration
    scratch: Path
    pa_vakt: bool = True
    granskad: bool = False
    dolda: set[int] = field(default_factory=set)
    _vid_sidan: list[str] = field(default_factory=list)
    _sidofiler: list[Path] = field(default_factory=list)

    def beside(self, texts: Iterable[str]) -> None:
        """Texts that stand outside the rows: names of parts, a manifest, comments. Shown to the guard at the end."""
        self._vid_sidan += texts

    def beside_file(self, texts: Path) -> None:
        """A file of such texts, one a line. A workbook's are shown whole, those that cells point to as well: the cells
        have been shown before, so what is found here stands in none of them."""
        self._sidofiler.append(texts)

    def table(
        self,
        text: Path,
        separator: str,
        line: int,
        header: Sequence[str],
        known: Rubrikrad | None,
        blad: int | None = None,
    ) -> None:
        """Rows whose header is on `line`; `known` where a table was recognised; `blad` is the sheet's number where
        there are several. Raises ReadError on an identity."""
        if known is None and not self._is_header(header):
            return self._look(text, separator, blad=blad)
        declared = known.kanda or known.platser.values() if known else self._declared(header)
        identity = {*identity_places(header, self.deklaration), *(known.identitet if known else ())}
        self._look(text, separator, line, header, declared, identity, blad)

    def unread(self, text: Path, separator: str, line: int, header: Sequence[str], blad: int | None) -> None:
        """A sheet that nobody reads, yet is kept with the file: all its columns are unknown."""
        identity = identity_places(header, self.deklaration) if header else ()
        self._look(text, separator, line if header else 0, header, (), identity, blad)

    def plain(self, text: Path, separator: str, blad: int | None) -> None:
        """A sheet without header: numbers are looked for, and nothing is known of its columns."""
        self._look(text, separator, blad=blad)

    def done(self) -> None:
        """Show what stands beside; after this the whole file has passed."""
        lines = [" ".join(t.split()) for t in self._vid_sidan if t.strip()]
        if lines:
            target = self.scratch.with_suffix(".vidsidan")
            target.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")
            self._sidofiler.append(target)
        for texts in self._sidofiler:
            self._look(texts, JOINER, blad=0)
        self.granskad = self.pa_vakt

    def _is_header(self, header: Sequence[str]) -> bool:
        return len(header) <= self.deklaration.granser.kolumner and likeness(header, self.deklaration) > 1

    def _declared(self, header: Sequence[str]) -> list[int]:
        return [i for i, cell in enumerate(header) if likeness([cell], self.deklaration)]

    def _look(self, text: Path, separator: str, line=0, header=(), declared=(), identity=(), blad=None) -> None:
        if not self.pa_vakt:
            return
        profil = self.deklaration.identitet
        try:
            granska(text, separator, line, header, frozenset(declared), frozenset(identity), profil)
        except ReadError as error:
            for each in (error, *error.fler):
                each.uppgifter = _with_place(each.uppgifter, blad, blad in self.dolda)
            raise


def _with_place(told: dict[str, Any], blad: int | None, dolt: bool) -> dict[str, Any]:
    """The guard's words with the sheet, or with a place outside the rows (0), put to them."""
    if blad is None:
        return told
    if blad == 0:
        return told | {name: words for name, words in BESIDE.items() if name in told}
    hidden = (", som är dolt", ", which is hidden") if dolt else ("", "")
    sv, en = f"blad {blad}{hidden[0]}", f"sheet {blad}{hidden[1]}"
    ends = {"var": f" på {sv}", "var_en": f" on {en}", "kolumner": f" ({sv})"}
    return told | {name: f"{told[name]}{end}" for name, end in ends.items() if name in told}
