"""Releases one after the other, for examples: what binds, what waits, and what an attacker finds in two of them."""

from dataclasses import replace

import numpy as np
import pyarrow.parquet as pq

from isu.aggregate import Summor, add_up
from isu.declaration.profil import Skyddsprofil
from isu.granskning.granska import INDIKATORER, audit
from isu.granskning.las import SHOWN, WITHHELD, Publicerat, read
from isu.granskning.utgavor import laid_like
from isu.granskning.utlatande import breaches
from isu.granskning.vetat import attacked
from isu.release import Utgivna, keep, make_release, rules_of, write_edition
from isu.release.utgivet import NONE
from tests.spec.publication.nation import HELHET, KOMMUNER, Nation

GRUPPER = {k: grupp for k, _, grupp in KOMMUNER}


class Serie:
    """A nation that makes releases; with `binder` False each is made as if it were the first."""

    def __init__(self, nation: Nation, metod: str = "enkel", binder: bool = True):
        self.nation, self.binder = nation, binder
        self.namn: list[str] = []
        nation.deklaration = replace(nation.deklaration, skydd=Skyddsprofil("prov", 5, metod=metod))

    def slapper(self, namn: str, celler: str = "", revision: bool = False):
        """Make a release of the cells as they are, after those of the table have been changed."""
        nation = self.nation
        if celler:
            nation.celler(celler)
        binds = Utgivna(tuple(reversed(self.namn)), revision) if self.binder else NONE
        add_up(nation.home, nation.deklaration, nation.indikator)
        write_edition(nation.home, nation.deklaration, [nation.indikator], [], (), binds)
        rules = {nation.indikator.id: rules_of(nation.deklaration, nation.indikator)}
        keep(nation.home, namn, nation.home.edition / INDIKATORER, rules, bound=bool(binds.namn))
        self.namn.append(namn)
        return make_release(nation.home, namn)

    def laser(self, namn: str, kolumner: str, **urval: str) -> dict[str, dict]:
        """Area → the columns asked for, of the rows of the whole."""
        rows = pq.read_table(self.nation.home.releases / namn / INDIKATORER).to_pylist()
        wanted = HELHET | urval
        chosen = [r for r in rows if all(r[k] == v for k, v in wanted.items())]
        return {r["omrade"]: " ".join(_text(r[k]) for k in kolumner.split()) for r in chosen}

    def fynd(self, namn: str, mot: str | None = None) -> set[str]:
        """What the attacker of `isu audit` finds in a release, with another beside it."""
        folder = self.nation.home.releases
        found = audit(folder / namn, GRUPPER, tidigare=folder / mot if mot else None)
        return {slag for u in found for slag in u.brister}


def _text(value) -> str:
    if isinstance(value, bool):
        return "väntar" if value else "-"
    return "." if value is None else str(value)


def told_by(serie: Serie, one: tuple[str, Summor], other: tuple[str, Summor]) -> set[str]:
    """What an attacker finds in the first release who also has the second, and has been told which rows are the same
    in both: what the first withholds of them is taken from the second. Each is a name and the counts behind it."""
    mine, its = (
        read(serie.nation.home.releases / namn / INDIKATORER, summor.indikator) for namn, summor in (one, other)
    )
    tal, lage, vantar = laid_like(its, mine)
    told = (mine.lage == WITHHELD) & (lage == SHOWN) & ~vantar & _same_rows(mine, one[1], other[1])
    merged = replace(mine, tal=np.where(told, tal, mine.tal), lage=np.where(told, SHOWN, mine.lage).astype(np.int8))
    return {b.slag for b in breaches(attacked(merged, GRUPPER), 5)}


def _same_rows(published: Publicerat, one: Summor, other: Summor) -> np.ndarray:
    """Where all counts are the same in both; never where what is published has no name in the sums."""
    rows = [_rows_of(published, summor) for summor in (one, other)]
    here = rows[0][1] & rows[1][1]
    return (here & (rows[0][0] == rows[1][0]).all(-1))[..., None]


def _rows_of(published: Publicerat, summor: Summor) -> tuple[np.ndarray, np.ndarray]:
    """The counts of every published row, and whether there is such a row."""
    at = []
    for axel, own in zip(summor.axlar.values(), published.axlar, strict=False):
        names = [m if isinstance(m, str) else m[-1] for m in axel.medlemmar]
        at.append([names.index(m[-1]) if m[-1] in names else -1 for m in own])
    here = np.all(np.meshgrid(*(np.array(a) >= 0 for a in at), indexing="ij"), axis=0)
    (del_,) = summor.delar
    return np.concatenate([del_.n[..., None], del_.taljare], -1)[np.ix_(*at)], here
