"""How good the rows are that the numbers rest on: one measure per table, counted and added up as indicators are.

Made from the declarations of the tables, so a new table has its own. A unit is a row that starts in the period; the
groups are the table's columns, and the outcome is whether the row has what the variant asks for. So the same adding,
the same disclosure control and the same statuses hold for quality as for everything else that is published.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from isu.cells.falt import OMAPPAD, Matt, Uppdelning
from isu.cells.indikator import Indikator
from isu.cells.sqlgraf import PERIODER
from isu.declaration import Deklaration
from isu.declaration.tabell import Tabell
from isu.duck import quoted
from isu.period import HALVAR, HELAR

#: The variants, with what a row has when it counts.
IFYLLD, OMAPPADE, UTAN_PERSON, SENA = "", "omappade", "utan_person", "sena"
VARIANTER = {
    IFYLLD: "Uppgiften finns: kolumnen är ifylld med något annat än att uppgift saknas",
    OMAPPADE: "Koden är lokal och saknar översättning",
    UTAN_PERSON: "Raden hör inte till någon person",
    SENA: "Raden kom först med en leverans för ett senare halvår",
}
#: The group of what concerns the whole row.
RADEN = "raden"
PREFIX = "KVA-"


def quality_measures(deklaration: Deklaration, indikatorer: Mapping[str, Indikator]) -> dict[str, Indikator]:
    """One per table with dates that some indicator reads, by id: KVA-<tabell>. Answered for by the same lämnare."""
    found = {}
    for namn, tabell in sorted(deklaration.tabeller.items()):
        omraden = sorted({o for i in indikatorer.values() if namn in i.tabeller for o in i.omraden})
        if tabell.start and omraden:
            found[f"{PREFIX}{namn}"] = _measure(tabell, deklaration, omraden)
    return found


def _measure(tabell: Tabell, deklaration: Deklaration, omraden: Iterable[str]) -> Indikator:
    groups = {name: column.metadata["sv"] for name, column in judged(tabell).items()}
    return Indikator(
        id=f"{PREFIX}{tabell.namn}",
        version="1",
        grupp="KVA",
        omraden=tuple(omraden),
        namn={"sv": f"Kvalitet: {tabell.namn}", "en": f"Quality: {tabell.namn}"},
        definition={"sv": f"Rader i {tabell.namn} som börjar i perioden.", "en": f"Rows of {tabell.namn} that start."},
        population=tabell.sv,
        kalla=tabell.kalla,
        riktning="ingen",
        aldersgrupper={"0-": (0, None)},
        periodtyper=(HALVAR, HELAR),
        matt=(Matt("andel"),),
        varianter=VARIANTER,
        uppdelningar={"kolumn": Uppdelning({RADEN: "Hela raden"} | groups, utan_total=True)},
        sql=quality_sql(tabell, {n: deklaration.kodlistor[k].okanda for n, k in _listed(tabell).items()}),
        path=Path(f"{PREFIX}{tabell.namn}"),
        kolumner=("period", "variant", "kon", "alder", "kolumn", "utfall", "antal"),
        tabeller=(tabell.namn,),
    )


def asked(tabell: Tabell) -> frozenset[tuple[str, str]]:
    """The (variant, column) that are counted of the table; other combinations of the two mean nothing."""
    return frozenset((variant, kolumn) for variant, kolumn, _ in _tests(tabell, dict.fromkeys(_listed(tabell), [])))


def judged(tabell: Tabell) -> Mapping:
    """Columns that may be empty or unknown; a key is neither."""
    return {name: column for name, column in tabell.kolumner.items() if name not in tabell.nyckel}


def _listed(tabell: Tabell) -> dict[str, str]:
    return {n: column.metadata["kodlista"] for n, column in judged(tabell).items() if column.metadata.get("kodlista")}


def quality_sql(tabell: Tabell, okanda: Mapping[str, list[str]]) -> str:
    """Counted rows (`antal`) per period, variant and column. `okanda` are a code column's codes for not known."""
    tests = _tests(tabell, okanda)
    counts = ",\n    ".join(f"count(*) filter (where {test}) as antal_{nr}" for nr, (_, _, test) in enumerate(tests))
    laid_out = ",\n    ".join(
        f"{{variant: {quoted(variant)}, kolumn: {quoted(kolumn)}, har: antal_{nr}}}"
        for nr, (variant, kolumn, _) in enumerate(tests)
    )
    return f"""
with raknat as (
  select
    p.period,
    count(*) as rader,
    {counts}
  from {tabell.namn} as t
  join {PERIODER} as p on t.{tabell.start} between p.fran and p.till
  group by p.period
),
utlagt as (
  select period, rader, unnest([
    {laid_out}
  ]) as del
  from raknat
)
select
  period, del.variant as variant, '9' as kon, null::integer as alder, del.kolumn as kolumn, u.utfall,
  case when u.utfall then del.har else rader - del.har end as antal
from utlagt, (values (true), (false)) as u (utfall)"""


def _tests(tabell: Tabell, okanda: Mapping[str, list[str]]) -> list[tuple[str, str, str]]:
    """(variant, column, condition) of everything that is counted of a table."""
    found = [(SENA, RADEN, f"t.levererad_fran >= {_next_half_year(f't.{tabell.start}')}")]
    if "pid" in tabell.kolumner:
        found.append((UTAN_PERSON, RADEN, "t.pid is null"))
    for name in judged(tabell):
        codes = ", ".join(map(quoted, [*okanda.get(name, ()), OMAPPAD])) if name in okanda else ""
        known = f" and t.{name} not in ({codes})" if codes else ""
        found.append((IFYLLD, name, f"t.{name} is not null{known}"))
        if name in okanda:
            found.append((OMAPPADE, name, f"t.{name} = {quoted(OMAPPAD)}"))
    return found


def _next_half_year(day: str) -> str:
    """A row is late in its year where it is in its half-year: else the year less a half-year would tell of few, and of
    whatever else is counted of the table."""
    return f"date_trunc('year', {day}) + if(month({day}) <= 6, interval 6 months, interval 12 months)"
