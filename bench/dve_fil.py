"""The file that both engines judge: made-up aktualiseringar, a share of the rows with one planted fault each."""

import polars as pl

from bench.intag import made_up

#: Column → (rule that it breaks, what is written). None is an empty cell.
FAULTS: tuple[tuple[str, str, str | None], ...] = (
    ("aktualisering_id", "varde_saknas", None),
    ("pid", "ej_nyckelform", "p 4"),
    ("inkom_datum", "ej_datum", "2024-13-45"),
    ("typ", "ej_i_kodlistan", "samtal"),
    ("kon", "ej_i_kodlistan", "7"),
    ("orsak", "okand_kod", "lokal17"),
    ("alder", "utanfor_granser", "121"),
    ("alder", "ej_heltal", "sju"),
    ("skyddsbedomning_datum", "rimligt_datum", "2031-01-01"),
    ("skyddsbedomning_datum", "datumordning", "2023-12-01"),
    ("inkom_datum", "inom_intervall", "2024-09-01"),
    ("atgard_datum", "kravs_om", None),
    ("atgard_datum", "forhandsbedomning_over_14_dagar", "2024-06-30"),
    ("utredning_id", "tom_om", "u1"),
    ("anmalare_lokal", "fel_langd", "x" * 101),
)


def planted(rows: int, every: int) -> pl.DataFrame:
    """Rows without faults, of which every `every`th is then broken by one fault, the kinds in turn. All is text.

    And every 2,000th row has the id of the row above it: a duplicated key.
    """
    frame, rad = _faultless(rows), pl.int_range(rows)
    for kind, (column, _rule, written) in enumerate(FAULTS):
        hit, value = rad % (every * len(FAULTS)) == every * kind, pl.lit(written, pl.String)
        frame = frame.with_columns(pl.when(hit).then(value).otherwise(pl.col(column)).alias(column))
    key = pl.col("aktualisering_id")
    return frame.with_columns(pl.when(rad % 2000 == 1999).then(key.shift(1)).otherwise(key).alias("aktualisering_id"))


def _faultless(rows: int) -> pl.DataFrame:
    """Every rule is kept: decided within 14 days, and an investigation only where one is opened."""
    frame, opened = made_up(rows, 0.0), pl.int_range(rows) // 7 % 2 == 0
    decided = pl.min_horizontal("atgard_datum", pl.col("inkom_datum") + pl.duration(days=14))
    return frame.with_columns(
        atgard=pl.when(opened).then(pl.lit("inleds")).otherwise(pl.lit("inleds_inte")),
        utredning_id=pl.when(opened).then("u" + pl.int_range(rows).cast(pl.String)),
        alder=(pl.int_range(rows) % 18).cast(pl.String),
        skyddsbedomning_datum=pl.col("inkom_datum").cast(pl.String),
        inkom_datum=pl.col("inkom_datum").cast(pl.String),
        atgard_datum=decided.cast(pl.String),
    )
