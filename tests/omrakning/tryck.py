"""From units to the numbers that would be printed: kön, ages and groups, then each measure, as docs/forskare.md says.

Values are whole tenths, half a tenth upwards. Nothing is withheld here.
"""

import polars as pl

from tests.omrakning.huvuden import Huvud
from tests.omrakning.las import Nation
from tests.omrakning.perioder import perioder

NYCKEL = ["variant", "kommun", "periodtyp", "period", "kon", "aldersgrupp", "uppdelning", "grupp"]
KON = pl.DataFrame({"rad_kon": ["1", "2", "9", "1", "2"], "kon": ["T", "T", "T", "M", "K"]})


def celler(nation: Nation, huvud: Huvud, ar: list[int]) -> pl.DataFrame:
    """NYCKEL, n, n_okand, `varden` (the known outcomes) and `slut` (which of them have been seen to end)."""
    units = huvud.enheter(nation, perioder(ar, *huvud.typer)).rename({"kon": "rad_kon"})
    units = _med_band(units, huvud)
    groups = [units.with_columns(uppdelning=pl.lit(""), grupp=pl.lit(""))]
    groups += [units.with_columns(uppdelning=pl.lit(u), grupp=pl.col(u).fill_null("okand")) for u in huvud.uppdelningar]
    units = pl.concat(groups)
    units = _en_per_person(units) if huvud.per_person else units
    units = units.join(KON, on="rad_kon").join(_tryckta_aldrar(huvud), on="band")
    known = pl.col("utfall").is_not_null()
    ended = (~pl.col("censurerad")).filter(known) if "censurerad" in units.columns else pl.lit(None)
    return units.group_by(NYCKEL).agg(
        n=known.sum().cast(pl.Int64),
        n_okand=(~known).sum().cast(pl.Int64),
        varden=pl.col("utfall").filter(known),
        slut=ended,
    )


def _med_band(units: pl.DataFrame, huvud: Huvud) -> pl.DataFrame:
    """The band of each unit; those of a known age outside them are left out, unknown ones are `okand`."""
    unknown = pl.col("alder").is_null() | (pl.col("alder") < 0)
    band = pl.when(unknown).then(pl.lit("okand"))
    for namn, (low, high) in huvud.aldrar.items():
        band = band.when(pl.col("alder").is_between(low, high)).then(pl.lit(namn))
    units = units.with_columns(band=band).filter(pl.col("band").is_not_null())
    if huvud.begransad:
        units = units.with_columns(utfall=pl.when(pl.col("band") != "okand").then("utfall"))
    return units


def _en_per_person(units: pl.DataFrame) -> pl.DataFrame:
    """The first of each person, period and group. Who has no pseudonym is a unit of unknown outcome."""
    whose = ["variant", "kommun", "periodtyp", "period", "uppdelning", "grupp", "person"]
    ordered = units.sort("ordning", "rad_kon", "band", "utfall")
    persons = ordered.filter(pl.col("person").is_not_null()).group_by(whose, maintain_order=True)
    known = pl.col("utfall").drop_nulls().first()
    first = persons.agg(pl.col("rad_kon", "band").first(), utfall=known)
    nobody = ordered.filter(pl.col("person").is_null()).with_columns(utfall=pl.lit(None, pl.Int64))
    return pl.concat([first, nobody.select(first.columns)], how="vertical_relaxed")


def _tryckta_aldrar(huvud: Huvud) -> pl.DataFrame:
    """band → each printed age group that it is part of."""
    pairs = [(band, "alla") for band in [*huvud.aldrar, "okand"]] + [(band, band) for band in huvud.aldrar]
    pairs += [(band, union) for union, bands in huvud.unioner.items() for band in bands]
    return pl.DataFrame(pairs, schema=["band", "aldersgrupp"], orient="row")


def invanare(nation: Nation, huvud: Huvud) -> pl.DataFrame:
    """kommun, ar, kon, aldersgrupp → inhabitants of just those."""
    groups = {"alla": huvud.befolkning} | huvud.aldrar
    groups |= {u: (huvud.aldrar[b[0]][0], huvud.aldrar[b[-1]][1]) for u, b in huvud.unioner.items()}
    spans = pl.DataFrame(
        [(g, *span) for g, span in groups.items()], schema=["aldersgrupp", "fran", "till"], orient="row"
    )
    found = nation.befolkning.with_columns(rad_kon=pl.col("kon").cast(pl.String)).drop("kon").join(KON, on="rad_kon")
    found = found.join(spans, how="cross").filter(pl.col("alder").is_between("fran", "till"))
    keys = [pl.col("kommunkod").alias("kommun"), "ar", "kon", "aldersgrupp"]
    return found.group_by(keys).agg(befolkning_sjalv=pl.col("antal").sum())


def matvarden(rows: pl.DataFrame, huvud: Huvud) -> pl.DataFrame:
    """Adds `taljare_sjalv` and `tiondelar` to rows of matt, n, varden, slut, manader and befolkning_sjalv."""
    yes = pl.col("varden").list.eval(pl.element() >= huvud.gjort).list.sum().fill_null(0).cast(pl.Int64)
    total, n, matt = pl.col("varden").list.sum().fill_null(0), pl.col("n_sjalv"), pl.col("matt")
    rates = {"per_1000": 1000, "per_10000": 10000}
    rows = rows.with_columns(
        taljare_sjalv=pl.when(matt.is_in(["antal", *rates]))
        .then(n)
        .when(matt == "andel")
        .then(yes)
        .when(matt == "medel")
        .then(total)
    )
    counted, per = pl.col("taljare_sjalv"), pl.col("befolkning_sjalv")
    return rows.with_columns(
        tiondelar=pl.when(matt == "per_1000").then(_avrundat(counted * 1000, per))
        .when(matt == "per_10000").then(_avrundat(counted * 10000, per))
        .when(matt == "manadsmedian").then(_median("manader"))
        .when(n == 0).then(None)  # nobody: there is no value, but a rate of nobody among many is 0
        .when(matt == "antal").then(10 * n)
        .when(matt == "andel").then(_avrundat(counted * 100, n))
        .when(matt == "medel").then(_avrundat(counted, n))
        .when(matt == "median").then(_median("varden"))
        .when(matt == "km_median").then(_km("varden", "slut"))
    )  # fmt: skip


def _avrundat(above: pl.Expr, below: pl.Expr) -> pl.Expr:
    """Whole tenths of above / below, half a tenth upwards."""
    return (above * 20 + below) // (pl.when(below > 0).then(below) * 2)


def _median(column: str) -> pl.Expr:
    """Of whole numbers: in tenths it is exact."""
    return (pl.col(column).list.median() * 10).cast(pl.Int64)


def _km(varden: str, slut: str) -> pl.Expr:
    return pl.struct(varden, slut).map_elements(
        lambda row: kaplan_meier(row[varden], row[slut]), return_dtype=pl.Int64, skip_nulls=False
    )


def kaplan_meier(times: list[int] | None, ended: list[bool] | None) -> int | None:
    """The first time at which at most half are left, in tenths; None where the curve stays above."""
    left, chance = len(times or []), 1.0
    for day in sorted(set(times or [])):
        here = [e for t, e in zip(times, ended) if t == day]
        chance *= 1 - sum(here) / left
        left -= len(here)
        if chance <= 0.5 + 1e-12:
            return 10 * day
    return None
