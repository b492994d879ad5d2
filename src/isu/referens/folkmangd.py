"""What SCB's table of the population says, in our words. Pure: a frame of SCB's labels or codes in, counts out.

A table has sums among its cells: totals and five-year ages are known by their names and left out. Riket and län are
kept as regions of their own: from 2025 SCB adds a little noise to each cell (Cell Key Method), so sums are never made
where SCB has made them.
"""

import re
from collections.abc import Callable, Iterable, Mapping

import polars as pl

from isu.declaration.befolkning import CELLER, HELA_RIKET, HOGSTA_ALDER, KOLUMNER, regions
from isu.declaration.lamnare import Kommun
from isu.errors import IsuError

#: Columns of the frame that `fil` and `pxweb` bring, all text; civilstand may be empty for a table without it.
KALLKOLUMNER = ("region", "civilstand", "alder", "kon", "ar", "antal")

#: SCB's code of the whole country; ours is HELA_RIKET.
RIKET = "00"
#: What a label or a code is read as when it is a sum that the parts of the table give as well.
SUMMA = ""
SAMTLIGA = "SAMTLIGA"

KON = {"1": 1, "män": 1, "man": 1, "2": 2, "kvinnor": 2, "kvinna": 2}
CIVILSTAND = {
    "og": "OG", "ogifta": "OG", "g": "G", "gifta": "G", "sk": "SK", "skilda": "SK",
    "änkl": "ÄNKL", "änkor/änklingar": "ÄNKL", "sc": SAMTLIGA, "": SAMTLIGA,
}  # fmt: skip
ALLA_CIVILSTAND = {"OG", "G", "SK", "ÄNKL"}

#: "34 år", "34", "100+ år". In the tables from 2025 the code is 100+1; 100+5 and 100+10 end coarser divisions.
_ALDER = re.compile(r"^(?:(?P<ar>\d\d?)|(?P<hogst>100\+1?))(?: år)?$")
_GROVRE_ALDER = re.compile(r"^(?:\d*\s*[-–]\s*\d+|100\+(?:5|10))(?: år)?$")
_REGION = re.compile(r"^(?P<kod>\d{2}(?:\d{2}(?:-\S+)?)?)(?:\s+\D.*)?$")


def folkmangd(
    frame: pl.DataFrame, kommuner: Mapping[str, Kommun], place: str, stadsdelar: Iterable[str] = ()
) -> pl.DataFrame:
    """kommunkod, ar, kon, alder, antal of every kommun, stadsdel, län and riket there is; stops at what can't be
    understood."""
    read = frame.select(
        _read(frame["region"], region_reader(kommuner, stadsdelar), place, "regionen").alias("kommunkod"),
        _read(frame["civilstand"], civilstand_of, place, "civilståndet"),
        _read(frame["alder"], alder_of, place, "åldern").cast(pl.Int64, strict=False),
        _read(frame["kon"], kon_of, place, "könet").cast(pl.Int64, strict=False),
        _read(frame["ar"], ar_of, place, "året").cast(pl.Int64, strict=False),
        frame["antal"].str.replace_all(r"[\s\u00a0]", ""),
    ).filter(pl.col("alder").is_not_null(), pl.col("kon").is_not_null())
    counted = _once(_numbers(read, place), place)
    return _over_civilstand(counted, place).select(KOLUMNER).sort(KOLUMNER[:-1])


def region_reader(kommuner: Mapping[str, Kommun], stadsdelar: Iterable[str] = ()) -> Callable[[str], str | None]:
    """Reads «0114 Upplands Väsby», «0114» and «Upplands Väsby», and län and riket in the same ways; a stadsdel by its
    code, with or without a name."""
    known = regions(kommuner, stadsdelar)
    codes = {k.lan.lower(): k.lan_kod for k in kommuner.values()} | {"riket": RIKET}
    codes |= {k.kommun.lower(): code for code, k in kommuner.items()}

    def region_of(text: str) -> str | None:
        match = _REGION.match(text)
        code = match["kod"] if match else codes.get(text.lower())
        code = HELA_RIKET if code == RIKET else code
        return code if code in known else None

    return region_of


def civilstand_of(text: str) -> str | None:
    return SAMTLIGA if text.lower().startswith("totalt") else CIVILSTAND.get(text.lower())


def alder_of(text: str) -> str | None:
    match = _ALDER.match(text)
    if match:
        return match["ar"] or str(HOGSTA_ALDER)
    return SUMMA if text.lower().startswith("tot") or _GROVRE_ALDER.match(text) else None


def kon_of(text: str) -> str | None:
    return SUMMA if text.lower().startswith("tot") or text == "1+2" else _text(KON.get(text.lower()))


def ar_of(text: str) -> str | None:
    return text if re.fullmatch(r"(?:19|20)\d\d", text) else None


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def _read(labels: pl.Series, reader: Callable[[str], str | None], place: str, what: str) -> pl.Series:
    """Each different label is read once."""
    stripped = labels.fill_null("").str.strip_chars()
    known = {label: reader(label) for label in stripped.unique().sort()}
    strange = next((label for label, value in known.items() if value is None), None)
    if strange is not None:
        raise IsuError(
            f"{place}: {what} »{strange}« går inte att förstå. Välj SCB:s tabell Folkmängden efter region, civilstånd, "
            "ålder och kön, med alla kommuner, ettårsklasser till 100+ år, och både män och kvinnor."
        )
    return stripped.replace_strict(known, return_dtype=pl.String)


def _numbers(frame: pl.DataFrame, place: str) -> pl.DataFrame:
    """SCB writes a cell that it does not show as two dots; such a table is no population."""
    typed = frame.with_columns(pl.col("antal").cast(pl.Int64, strict=False))
    wrong = typed["antal"].is_null() | (typed["antal"] < 0)
    if wrong.any():
        row = typed.row(wrong.arg_max(), named=True)
        raise IsuError(
            f"{place}: {wrong.sum()} tal är inte antal personer, det första för kommun {row['kommunkod']}, "
            f"år {row['ar']}. Välj Folkmängd som tabellinnehåll."
        )
    return typed


def _once(frame: pl.DataFrame, place: str) -> pl.DataFrame:
    """The same cell may stand under several names (100+ år of each division of ages); then its number is the same."""
    unique = frame.unique()
    twice = unique.select(pl.exclude("antal")).is_duplicated()
    if twice.any():
        row = unique.filter(twice).sort(pl.all()).row(0, named=True)
        raise IsuError(
            f"{place}: kommun {row['kommunkod']}, år {row['ar']}, ålder {row['alder']} står flera gånger med olika "
            "tal. Ta med varje år en gång, och bara ettårsklasser."
        )
    return unique


def _over_civilstand(frame: pl.DataFrame, place: str) -> pl.DataFrame:
    """SCB's own total where the table has one, else the sum of all four; a part of them would be too few people."""
    found = set(frame["civilstand"].unique())
    if SAMTLIGA in found:
        return frame.filter(pl.col("civilstand") == SAMTLIGA)
    if found and found != ALLA_CIVILSTAND:
        raise IsuError(f"{place}: alla civilstånd finns inte med. Välj alla fyra, eller inget.")
    return frame.group_by(KOLUMNER[:-1]).agg(pl.col("antal").sum())


def joined(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Several tables, SCB's two series for instance, as one; every kommun and year is whole."""
    together = _once(pl.concat(list(frames)), "Filerna tillsammans")
    sizes = together.group_by("kommunkod", "ar").len().filter(pl.col("len") != CELLER).sort("kommunkod", "ar")
    if len(sizes):
        region, ar, n = sizes.row(0)
        raise IsuError(
            f"Region {region}, år {ar} har {n} tal men ska ha {CELLER}: män och kvinnor, varje ålder från 0 till "
            "99 år, och 100+ år. Hämta tabellen igen med alla ettårsklasser."
        )
    kommuner = together.filter(pl.col("kommunkod").str.len_chars() == 4, pl.col("kommunkod") != HELA_RIKET)
    if kommuner.is_empty():
        raise IsuError("Ingen kommun finns i tabellen. Välj alla kommuner som region.")
    return together.sort(KOLUMNER[:-1])
