"""What a report is made of, asked of an edition's published files: the rows of one area, and of what it is compared
with. Nothing else is read, so nothing else can be told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from isu.declaration.lamnare import Lamnare
from isu.duck import quoted
from isu.katalog.utgava import KOMMUN, KOMMUNGRUPP, LAN, RIKET, STADSDEL, Utgavefiler
from isu.rapport.fynd import Rad

KEY = ("indikator", "variant", "matt", "utfall", "uppdelning", "grupp")

#: Numbers of the whole by sex and by age, in the order of the release; those of groups where there is no whole.
EGNA = """
select
  indikator, variant, matt, utfall, uppdelning, grupp, periodtyp, period, kon, aldersgrupp,
  n, n_okand, varde, nedre, ovre, tillforlitlighet, tackning, status, status_n
from {indikatorer}
where {helheten} and (kon = 'T' or aldersgrupp = 'alla')
  and omrade_typ = {typ} and omrade = {kod} and indikator in ({valda})
order by
  indikator, variant, matt, utfall, uppdelning, grupp,
  periodtyp, period, kon desc, aldersgrupp = 'alla' desc, aldersgrupp"""

#: The same of larger areas: all ages, both sexes.
STORRE = """
select
  omrade_typ, omrade, indikator, variant, matt, utfall, uppdelning, grupp, periodtyp, period,
  varde, nedre, ovre, antal_kommuner, status
from {indikatorer}
where {helheten} and kon = 'T' and aldersgrupp = 'alla'
  and (omrade_typ, omrade) in (values {omraden_valda}) and indikator in ({valda})"""

#: Each comparison with what the number itself is.
JAMFORDA = """
select j.* exclude (omrade_typ, omrade, kon, aldersgrupp), i.n, i.nedre, i.ovre, i.tillforlitlighet,
  i.tackning, i.tackning_klass
from {jamforelser} as j
join {indikatorer} as i using (
  indikator, variant, matt, omrade_typ, omrade, periodtyp, period, kon, aldersgrupp, uppdelning, grupp, utfall
)
where {helheten} and kon = 'T' and aldersgrupp = 'alla'
  and omrade_typ = {typ} and omrade = {kod} and indikator in ({valda})
order by all"""


@dataclass(frozen=True)
class Omradet:
    """The area of a lämnare, what it is called, and the larger ones by what they are: riket, län, kommungrupp."""

    typ: str
    kod: str
    namn: str
    storre: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Uppgifter:
    """Everything that is told of one lämnare's area, and the words for it.

    `valda` are the indicators that the lämnare answers for, `egna` the rows of its area, `jamforda` its comparisons,
    `storre` the totals of larger areas by (kind, *key, period).
    """

    omrade: Omradet
    valda: Sequence[str]
    egna: Sequence[Rad]
    jamforda: Sequence[Rad]
    storre: Mapping[tuple, Rad]
    definitioner: Mapping[str, Rad]
    koder: Mapping[tuple[str, str, str], tuple[str, str]]
    namn: Mapping[tuple[str, str], Rad]

    @property
    def totaler(self) -> dict[tuple, Rad]:
        """(*key, period) → the row of both sexes and all ages."""
        whole = (r for r in self.egna if r["kon"] == "T" and r["aldersgrupp"] == "alla")
        return {(*key(r), r["period"]): r for r in whole}


def key(r: Rad) -> tuple:
    return tuple(r[k] for k in KEY)


class Underlag(Utgavefiler):
    """One edition or release, asked for one lämnare at a time."""

    def __init__(self, folder: Path):
        super().__init__(folder, "indikatorer", "jamforelser", threads=1)

    def tells_of(self, sender: Lamnare) -> bool:
        """Has its area reported anything, and is any indicator here one that it answers for?"""
        return _own_area(sender) in self.reporting and bool(self._chosen(sender))

    def of(self, sender: Lamnare, with_larger: bool = True) -> Uppgifter:
        """What the edition tells of the lämnare; of larger areas only where that is asked for."""
        omrade, valda = self._area(sender), self._chosen(sender)
        own = {"typ": quoted(omrade.typ), "kod": quoted(omrade.kod)}
        egna, jamforda = (self._found(sql, valda, **own) for sql in (EGNA, JAMFORDA))
        storre = self._larger(omrade, valda) if with_larger else {}
        return Uppgifter(omrade, valda, egna, jamforda, storre, self.definitioner, self.koder, self.omraden)

    def _area(self, sender: Lamnare) -> Omradet:
        """A geographic part is an area of its own; any other lämnare tells of its kommun."""
        typ, kod = _own_area(sender)
        kommun = self.omraden[KOMMUN, sender.kommunkod]
        storre = {RIKET: (RIKET, "0000"), LAN: (LAN, kommun["lan"]), KOMMUNGRUPP: (KOMMUNGRUPP, kommun["kommungrupp"])}
        return Omradet(typ, kod, self.omraden[typ, kod]["namn"], storre)

    def _chosen(self, sender: Lamnare) -> list[str]:
        """The indicators of any område that the lämnare answers for."""
        return [id_ for id_, d in self.definitioner.items() if sender.omraden & set(d["omraden"].split(" "))]

    def _larger(self, omrade: Omradet, valda: Iterable[str]) -> dict[tuple, Rad]:
        areas = ", ".join(f"({quoted(typ)}, {quoted(kod)})" for typ, kod in omrade.storre.values())
        rows = self._found(STORRE, valda, omraden_valda=areas)
        return {(r["omrade_typ"], *key(r), r["period"]): r for r in rows}

    def _found(self, sql: str, valda: Iterable[str], **texts: str) -> list[Rad]:
        helheten = f"(uppdelning = '' or indikator in ({_listed(self.without_whole) or 'null'}))"
        return list(self.rows(sql, valda=_listed(valda), helheten=helheten, **texts))

    @cached_property
    def without_whole(self) -> list[str]:
        """The indicators that are told by group alone, since a sum of the groups means nothing."""
        sql = "select indikator from {indikatorer} group by all having bool_and(uppdelning <> '') order by all"
        return [r["indikator"] for r in self.rows(sql)]

    @cached_property
    def reporting(self) -> frozenset[tuple[str, str]]:
        """Every area that has delivered for anything."""
        sql = (
            "select distinct omrade_typ, omrade from {indikatorer} "
            "where status not in ('ej_rapporterat', 'ej_tillampligt')"
        )
        return frozenset((r["omrade_typ"], r["omrade"]) for r in self.rows(sql))


def _own_area(sender: Lamnare) -> tuple[str, str]:
    return (STADSDEL, sender.lamnare) if sender.geografisk_del else (KOMMUN, sender.kommunkod)


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(map(quoted, ids))
