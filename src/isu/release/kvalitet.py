"""The quality of what the numbers rest on, as published rows: `kvalitet.parquet` beside the indicators. Pure.

The rows come from the same adding and the same disclosure control as every other number; here they get names of their
own. Joined with the indicators by table, period and area.
"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from isu.aggregate.axel import ALLA, TOTALT
from isu.aggregate.utlagg import constant
from isu.cells.kvalitet import PREFIX, VARIANTER, asked
from isu.declaration.tabell import Tabell
from isu.release.beskriven import described
from isu.release.kodtexter import KODER, KVALITETSMATT
from isu.release.parquet import with_coded_texts

KVALITET = "kvalitet.parquet"
IFYLLD = "ifylld"

#: name, type, Swedish, English. The first six are the key.
KOLUMNER = (
    ("tabell", pa.string(), "Tabellen som raderna står i", "Table that the rows stand in"),
    (
        "matt",
        pa.string(),
        "ifylld, omappade (koder utan översättning), utan_person, sena (kom med en leverans för ett senare "
        "halvår); eller brott i serien: systembyte, definitionsbyte; eller gallrade (raderna sparas inte längre, talen "
        "är frysta)",
        "Filled in, local codes without a translation, rows without a person, rows that came with a delivery of a "
        "later half-year; or breaks in the series: another system, another definition; or erased (rows no longer kept, "
        "numbers frozen)",
    ),
    ("kolumn", pa.string(), "Kolumnen, eller raden för hela raden", "Column, or raden for the whole row"),
    ("omrade_typ", pa.string(), "kommun, kommungrupp, lan eller riket", "Kind of area"),
    ("omrade", pa.string(), "Kommunkod, kommungrupp, länskod eller 0000", "Code of the area; 0000 is the nation"),
    ("period", pa.string(), "Halvår eller år som raderna börjar i", "Half-year or year that the rows start in"),
    ("rader", pa.int64(), "Antal rader; tom för brott och gallrade", "Rows; empty for breaks and erased"),
    (
        "antal",
        pa.int64(),
        "Antal av dem som måttet gäller; för brott och gallrade antalet kommuner som det gäller",
        "Those of them that the measure is about; for breaks and erased the municipalities that it holds for",
    ),
    ("andel", pa.float64(), "Andelen i procent med en decimal", "Their share in per cent, one decimal"),
    (
        "antal_kommuner",
        pa.int64(),
        "Antal kompletta kommuner bakom talen; för brott de som har lämnat både före och i perioden, för gallrade de "
        "som har lämnat i den",
        "Complete municipalities behind the numbers; for breaks those that delivered before and in the period, for "
        "erased those that delivered in it",
    ),
    ("status", pa.string(), "Gäller antal och andel", "Governs antal and andel"),
    ("status_n", pa.string(), "Gäller rader", "Governs rader"),
)
SCHEMA = described(
    KOLUMNER,
    "Kvaliteten bakom talen, brott i serien och gallrade rader",
    "Quality behind the numbers, breaks in the series and erased rows",
    6,
    KODER | {"matt": KVALITETSMATT},
)
LAID_OUT = with_coded_texts(SCHEMA)
#: Quality is of both sexes and all ages together.
WHOLE = {"kon": [TOTALT], "aldersgrupp": [ALLA]}

#: Published row → row of quality.
_FROM = {"rader": "n", "antal": "taljare", "andel": "varde"}


def quality_rows(rows: pa.Table, tabell: Tabell) -> Iterator[pa.Table]:
    """The rows of one table, from the published rows of WHOLE: only what is asked of a column."""
    meant = asked(tabell)
    for variant in VARIANTER:
        columns = [kolumn for named, kolumn in meant if named == variant]
        chosen = pc.and_(pc.equal(rows["variant"], variant), pc.is_in(rows["grupp"], pa.array(columns, pa.string())))
        found = rows.filter(chosen)
        if found.num_rows:
            yield _named(found, variant or IFYLLD)


def _named(rows: pa.Table, matt: str) -> pa.Table:
    tabell = rows["indikator"][0].as_py().removeprefix(PREFIX)
    own = {"tabell": tabell, "matt": matt}
    arrays = [constant(own[name], rows.num_rows) if name in own else rows[_source(name)] for name, *_ in KOLUMNER]
    return pa.table(arrays, LAID_OUT.names).cast(LAID_OUT)


def _source(name: str) -> str:
    return "grupp" if name == "kolumn" else _FROM.get(name, name)
