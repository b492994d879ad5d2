"""PLA-01 and RES-01, by the words of their definitions: what is known of the person comes through the service."""

import polars as pl

from tests.omrakning.las import Nation
from tests.omrakning.perioder import pagick, under
from tests.omrakning.person import fyllda_ar, med_person, utan_skyddade

FAMILJEHEM = ["familjehem", "jourhem", "natverkshem"]


def _insatser(nation: Nation) -> pl.DataFrame:
    return med_person(nation, nation.tabell("insats")).with_columns(
        fodelsear=pl.coalesce("fodelsear", pl.col("start").dt.year().cast(pl.Int64) - pl.col("alder"))
    )


def pla_01(nation: Nation, times: pl.DataFrame) -> pl.DataFrame:
    """Placed some day of the period, of the forms of each variant. The caller counts each child once."""
    service = _insatser(nation).select("kommun", "insats_id", "pid", "id_typ", "fodelsear", insats_kon="kon")
    told = med_person(nation, nation.tabell("insats")).select("kommun", "insats_id", i_tabellen="fodelsear")
    rows = utan_skyddade(nation, nation.tabell("placering"), "insats", "insats_id")
    rows = rows.join(service, on=["kommun", "insats_id"], how="left")
    rows = rows.join(told, on=["kommun", "insats_id"], how="left")
    own = pl.when(pl.col("kon").is_in(["1", "2"])).then(pl.col("kon"))
    began = pl.col("start").dt.year().cast(pl.Int64) - pl.col("alder")
    rows = rows.with_columns(
        kon=pl.coalesce(own, "insats_kon", pl.lit("9")), fodelsear=pl.coalesce("i_tabellen", began, "fodelsear")
    )
    going = pagick(rows, pl.col("start"), pl.col("slut"), times)
    reached = pl.col("till").dt.year().cast(pl.Int64) - pl.col("fodelsear")
    going = going.with_columns(alder=reached, person="pid", ordning="start")
    return pl.concat([_variant(going, namn) for namn in ("", "familjehem", "hvb", "alla_former", "bara_personnummer")])


def _variant(going: pl.DataFrame, namn: str) -> pl.DataFrame:
    forms = {"familjehem": FAMILJEHEM, "hvb": ["hvb"]}.get(namn, [*FAMILJEHEM, "hvb"])
    within = pl.lit(True) if namn == "alla_former" else pl.col("form").is_in(forms)
    if namn == "bara_personnummer":
        kind = pl.when(pl.col("id_typ") != "okand").then(pl.col("id_typ") == "pnr")
        within = within & kind
    rows = going.with_columns(variant=pl.lit(namn), utfall=within.cast(pl.Int64))
    return rows.filter(pl.col("utfall").is_null() | (pl.col("utfall") == 1))


def res_01(nation: Nation, times: pl.DataFrame) -> pl.DataFrame:
    """Services that ended in the period, and whether their overall goals were reached; else unknown."""
    ended = _insatser(nation).join(_bedomda(nation), on=["kommun", "insats_id"], how="left")
    ended = ended.filter(pl.col("slut").is_not_null()).with_columns(
        alder=pl.when(pl.col("slut") == pl.col("start"))
        .then(fyllda_ar("alder", "start"))
        .otherwise(pl.col("slut").dt.year().cast(pl.Int64) - pl.col("fodelsear"))
    )
    ended = under(ended, "slut", times)
    partly = pl.col("nadd").is_in(["helt", "delvis"]).cast(pl.Int64)
    fully = (pl.col("nadd") == "helt").cast(pl.Int64)
    reached = {"": partly, "helt": fully}
    return pl.concat([ended.with_columns(variant=pl.lit(namn), utfall=word) for namn, word in reached.items()])


def _bedomda(nation: Nation) -> pl.DataFrame:
    """insats → helt, delvis or inte, of the overall goals in the latest plan with any; NULL if one is not assessed."""
    goals = nation.tabell("mal").filter(pl.col("overgripande") == "1")
    goals = goals.join(nation.tabell("plan"), on=["kommun", "plan_id"])
    latest = goals.sort("upprattad", descending=True).group_by("kommun", "insats_id", maintain_order=True).first()
    goals = goals.join(latest.select("kommun", "insats_id", "plan_id"), on=["kommun", "insats_id", "plan_id"])
    assessed = pl.col("maluppfyllelse").is_in(["helt", "delvis", "inte"]).fill_null(False)
    every = goals.group_by("kommun", "insats_id").agg(
        alla=assessed.all(),
        helt=(pl.col("maluppfyllelse") == "helt").all(),
        inte=(pl.col("maluppfyllelse") == "inte").all(),
    )
    word = pl.when("helt").then(pl.lit("helt")).when("inte").then(pl.lit("inte")).otherwise(pl.lit("delvis"))
    return every.select("kommun", "insats_id", nadd=pl.when("alla").then(word))
