"""Calls the identity guard on everything that a file holds, and remembers whether all of it has been seen.

What the guard looks for is known in isu.identitet; here is only what is shown to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from isu.declaration import Deklaration
from isu.errors import ReadError
from isu.identitet.vakt import granska
from isu.intake.celler import JOINER
from isu.intake.header import Rubrikrad, identity_places, likeness

FREE_TEXT = "fritext"


@dataclass
class Vaktpost:
    """One file's way past the guard. `granskad` is True when nothing is left to show and nothing was found."""

    deklaration: Deklaration
    scratch: Path
    pa_vakt: bool = True
    granskad: bool = False
    _vid_sidan: list[str] = field(default_factory=list)

    def beside(self, texts: Iterable[str]) -> None:
        """Texts that stand outside the rows: names of parts, a manifest, comments. Shown to the guard at the end."""
        self._vid_sidan += texts

    def table(self, text: Path, separator: str, line: int, header: Sequence[str], known: Rubrikrad | None) -> None:
        """Rows whose header is on `line`; `known` where a table was recognised. Raises ReadError on an identity."""
        too_wide = len(header) > self.deklaration.granser.kolumner
        if known is None and (too_wide or likeness(header, self.deklaration) < 2):
            return self._look(text, separator)
        declared = known.kanda or known.platser.values() if known else self._declared(header)
        identity = {*identity_places(header, self.deklaration), *(known.identitet if known else ())}
        self._look(text, separator, line, header, declared, identity)

    def unread(self, text: Path, separator: str, line: int, header: Sequence[str]) -> None:
        """A sheet that nobody reads, yet is kept with the file. Sentences may stand there: notes, instructions."""
        if not header:
            return self._look(text, separator)
        try:
            self._look(text, separator, line, header, (), identity_places(header, self.deklaration))
        except ReadError as error:
            if error.regel != FREE_TEXT:  # named only when the text breaks no graver rule
                raise

    def plain(self, text: Path, separator: str) -> None:
        """Text without a header: numbers are looked for, and nothing is known of its columns."""
        self._look(text, separator)

    def done(self) -> None:
        """Show what stands beside; after this the whole file has passed."""
        lines = [" ".join(t.split()) for t in self._vid_sidan if t.strip()]
        if lines and self.pa_vakt:
            target = self.scratch.with_suffix(".vidsidan")
            target.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")
            self._look(target, JOINER)
        self.granskad = self.pa_vakt

    def _declared(self, header: Sequence[str]) -> list[int]:
        return [i for i, cell in enumerate(header) if likeness([cell], self.deklaration)]

    def _look(self, text: Path, separator: str, line=0, header=(), declared=(), identity=()) -> None:
        if self.pa_vakt:
            granska(text, separator, line, header, frozenset(declared), frozenset(identity), self.deklaration.identitet)
