"""`python -m bench sajt`: the comparison site of a whole nation, from a release of a few kommuner.

ISU_BENCH_UTGAVA names the release (`make demo` makes one of twelve kommuner). Every area that has reported nothing is
given the rows of one of its kind that has, with its numbers a little otherwise: as many rows, statuses and series as if
all had reported, though its larger areas are no sums of its kommuner.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import duckdb

from bench.matning import isu, measure, python, tell

RELEASE = Path(os.environ.get("ISU_BENCH_UTGAVA", "demo-hem/releases/latest"))

#: Area → the one of its kind whose rows it gets, in turn.
LENT = """
create temp table lan as
with delivered as (
  select omrade_typ, omrade, row_number() over (partition by omrade_typ order by omrade) as plats
  from (select distinct omrade_typ, omrade from read_parquet('{release}/indikatorer.parquet')
        where status <> 'ej_rapporterat')
),
lenders as (select omrade_typ, count(*) as antal from delivered group by omrade_typ),
asking as (
  select omrade_typ, omrade, row_number() over (partition by omrade_typ order by omrade) as plats
  from read_parquet('{release}/omraden.parquet')
)
select asking.omrade_typ, asking.omrade, coalesce(own.omrade, lender.omrade) as av,
  if(own.omrade is null, 0.8 + 0.4 * random(), 1) as faktor
from asking
join lenders using (omrade_typ)
left join delivered own using (omrade_typ, omrade)
join delivered lender
  on lender.omrade_typ = asking.omrade_typ and lender.plats = 1 + asking.plats % lenders.antal
"""

_SCALED = "least(round({0} * faktor, 1), greatest({0}, 100)) as {0}"
#: File → what is otherwise in the rows that an area is given. A share stays below a hundred.
CHANGED = {
    "indikatorer": ", cast(round(n * faktor) as bigint) as n, "
    + ", ".join(_SCALED.format(name) for name in ("varde", "nedre", "ovre")),
    "jamforelser": "",
}
ROWS = """
copy (
  select t.* replace (lan.omrade as omrade{changed})
  from lan join read_parquet('{release}/{name}.parquet') t on t.omrade_typ = lan.omrade_typ and t.omrade = lan.av
  order by indikator, variant, matt, omrade_typ, omrade, periodtyp, period, kon, aldersgrupp, uppdelning, grupp, utfall
) to '{folder}/{name}.parquet' (format parquet, compression zstd, row_group_size 65536)"""


#: In a process of its own: what the bench has held, a command that it starts is told to have held too.
MAKE = "import sys, pathlib, bench.sajt; bench.sajt.a_whole_nation(*map(pathlib.Path, sys.argv[1:]))"


def run(folder: Path) -> None:
    nation = folder / "2025H2"
    measure(python(MAKE, str(RELEASE.resolve()), str(nation)))
    measured = measure(isu("site", str(nation), "--ut", str(folder / "webb")))
    files = [path for path in (folder / "webb").rglob("*") if path.is_file()]
    first = _kilobytes(_loaded_first(folder / "webb"))
    print(f"Webbplats: {len(files)} filer, {_kilobytes(files) / 1e3:.0f} MB; den första sidan {first:.0f} kB")
    for kind in ("kommun", "indikator"):
        largest = max(_kilobytes([path]) for path in (folder / "webb" / kind).glob("*.html"))
        print(f"Största sidan under {kind}/: {largest:.0f} kB")
    tell("isu site", measured)


def a_whole_nation(release: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in ("omraden", "definitioner", "koder"):
        shutil.copy(release / f"{name}.parquet", folder)
    with duckdb.connect() as connection:
        connection.execute("set memory_limit = '6GB'")
        connection.execute("select setseed(0.5)")
        connection.execute(LENT.format(release=release))
        for name, changed in CHANGED.items():
            connection.execute(ROWS.format(release=release, folder=folder, name=name, changed=changed))


def _kilobytes(files: Iterable[Path]) -> float:
    return sum(path.stat().st_size for path in files) / 1e3


def _loaded_first(site: Path) -> list[Path]:
    return [site / "index.html", site / "statik" / "sajt.css", site / "statik" / "sok.js"]
