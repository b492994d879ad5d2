"""Text files, from bytes to a relation: encoding, separator, header, guard. Fast for plain ones, else careful."""

import mmap
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from isu.declaration import Deklaration
from isu.errors import ReadError
from isu.intake.encoding import Text, as_utf8
from isu.intake.header import Rubrikrad, likeness, recognise
from isu.intake.last import Last
from isu.intake.manifest import Manifest
from isu.intake.records import csv_records, write_relation
from isu.intake.relation import Relation, csv_relation
from isu.intake.rubriksok import ROWS, SIGNS, Rating, Rubrikplats, find_line, told_skipped, without_empty_end
from isu.intake.vaktpost import Vaktpost

LINE_END = 0x0A


@dataclass(frozen=True)
class _Fil:
    """A text file whose header has been found and recognised."""

    text: Text
    plats: Rubrikplats
    rubrikrad: Rubrikrad
    deklaration: Deklaration
    scratch: Path

    @property
    def poster(self) -> int:
        """Lines below the header."""
        return self.text.rader - self.plats.linje

    def fast(self) -> Relation:
        plats, names = self.plats, self.rubrikrad.rubriker
        return csv_relation(self.text.path, names, plats.avskiljare, self.poster, plats.rad, plats.osynliga)

    def careful(self) -> Relation:
        plats = self.plats
        records = csv_records(self.text.path, plats.avskiljare, plats.linje, self.deklaration.granser)
        return write_relation(records, self.rubrikrad.rubriker, self.scratch.with_suffix(".parquet"), plats.rad)


def read_text(path: Path, manifest: Manifest, deklaration: Deklaration, vakt: Vaktpost, scratch: Path) -> Last:
    text = as_utf8(path, scratch.with_suffix(".utf8"), deklaration.granser)
    lines = _first_lines(text.path, deklaration.granser.rad_byte)
    plats = find_line(lines, rating_of(deklaration))
    rubriker = without_empty_end(plats.celler)
    rubrikrad, refused = recognised(rubriker, deklaration, manifest)
    vakt.table(text.path, plats.avskiljare, plats.linje, rubriker, rubrikrad)
    vakt.done()
    if text.rader == 0 or not any(c.strip() for c in rubriker):
        raise ReadError("tom_fil")
    if refused:
        raise refused
    fil = _Fil(text, plats, rubrikrad, deklaration, scratch)
    if fil.poster < 1:
        raise ReadError("tom_fil")
    if _blank_below(text, plats.linje):
        return Last(rubrikrad, manifest, fil.careful(), _told(text, plats), None)
    return Last(rubrikrad, manifest, fil.fast(), _told(text, plats), fil.careful)


def rating_of(deklaration: Deklaration) -> Rating:
    """How like a header a row is; one wider than any table is none, and takes no time."""
    return lambda cells: likeness(cells, deklaration) if len(cells) <= deklaration.granser.kolumner else 0


def recognised(
    rubriker: tuple[str, ...], deklaration: Deklaration, manifest: Manifest
) -> tuple[Rubrikrad | None, ReadError | None]:
    """The header's meaning, or why it has none: the guard looks at the file before that is told."""
    if len(rubriker) > deklaration.granser.kolumner:
        return None, ReadError("over_granserna", vad="kolumner", grans=deklaration.granser.kolumner)
    try:
        return recognise(rubriker, deklaration, manifest), None
    except ReadError as error:
        return None, error


def _first_lines(path: Path, longest: int) -> list[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        lines = list(islice(iter(partial(file.readline, longest), ""), ROWS))
    if any(len(line) == longest for line in lines):
        raise ReadError("over_granserna", vad="tecken på en rad", grans=longest)
    return lines


def _blank_below(text: Text, line: int) -> bool:
    """Is any line below the header's blank? Looked for again only when the first blank one stands above the header."""
    if text.forsta_tomma is None or text.forsta_tomma > line:
        return text.forsta_tomma is not None
    with text.path.open("rb") as file:
        for _ in range(line):
            file.readline()
        start = file.tell()
        if start == text.path.stat().st_size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            end = len(content)
            while end > start and content[end - 1] == LINE_END:
                end -= 1
            return content.find(b"\n\n", start - 1, end) >= 0


def _told(text: Text, plats: Rubrikplats) -> tuple[str, ...]:
    told = [f"Teckenkodningen lästes som {text.kodning}.", f"Fältavskiljaren lästes som {SIGNS[plats.avskiljare]}."]
    if text.latin1:
        told.append("Filens tecken skrivs likadant i ISO-8859-1 och Windows-1252.")
    if text.forstorda:
        told.append(f"Filen har {text.forstorda} förstörda tecken (�), som gick förlorade innan den skickades.")
    return (*told, *told_skipped(plats.rad))
