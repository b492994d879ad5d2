"""Releases one after the other, for examples: what binds, what waits, and what an attacker finds in two of them."""

from dataclasses import replace

import pyarrow.parquet as pq

from isu.aggregate import Summor, add_up
from isu.declaration.profil import Skyddsprofil
from isu.granskning.angrepp import Tabell, possible
from isu.granskning.granska import INDIKATORER, attacked, audit
from isu.granskning.las import read
from isu.granskning.utgavor import together
from isu.granskning.utlatande import breaches
from isu.release import Utgivna, keep, make_release, write_edition
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
        keep(nation.home, namn, nation.home.edition / INDIKATORER, [nation.indikator.id], bound=bool(binds.namn))
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


def true_findings(serie: Serie, one: str, other: str, summor: Summor) -> set[str]:
    """What an attacker finds in the first release, who takes what is withheld in it from the other, and is right:
    `summor` are the counts that the first was made of. What is believed and is not so is no leak."""
    files = [serie.nation.home.releases / namn / INDIKATORER for namn in (one, other)]
    merged, _ = together(*(read(path, summor.indikator) for path in files))
    tabell = attacked(merged, GRUPPER)
    if not possible(tabell):
        return set()
    return {b.slag for b in breaches(tabell, 5) if _is_so(tabell, b.plats, summor)}


def _is_so(tabell: Tabell, place: tuple[int, ...], summor: Summor) -> bool:
    published = tabell.publicerat
    at = []
    for axel, own, i in zip(summor.axlar.values(), published.axlar, place, strict=False):
        names = [m if isinstance(m, str) else m[-1] for m in axel.medlemmar]
        at.append(names.index(own[i][-1]))
    variant, matt, utfall = published.storheter[place[-1]]
    del_ = next(d for d in summor.delar if (d.variant, d.matt) == (variant, matt))
    n = int(del_.n[tuple(at)])
    part = 0 if utfall is None else int(del_.taljare[(*at, del_.utfall.index(utfall.removesuffix(" -")))])
    true = n if utfall is None else n - part if utfall.endswith(" -") else part
    return tabell.lag[place] <= true <= tabell.hog[place]
