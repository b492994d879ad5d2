"""Rows of the table insats: services decided after an utredning, and advice without a needs test.

As in rader.py the rows are complete; uttag.py takes away what was not yet known.
"""

import numpy as np
import polars as pl

from isu.synthetic.antaganden import Antaganden
from isu.synthetic.enheter import EGEN
from isu.synthetic.kontakter import YEAR
from isu.synthetic.pseudonym import first_number, pseudonyms
from isu.synthetic.rader import age
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import Draws, choose, codes, constant, dates, only_if
from isu.synthetic.storlek import OMRADE

#: Care outside the home that a court may order (LVU), and after which the child goes somewhere.
PLACERING = ["familjehem", "jourhem", "natverkshem", "hvb", "sarskilt_ungdomshem"]
SIS = "sarskilt_ungdomshem"

#: Services where a child stays outside the home: those of the register, with where the child went after.
FORMER = [*PLACERING, "stodboende", "skyddat_boende"]
UTAN_BEHOVSPROVNING = "rad_och_stod"


def insatser(
    rng: np.random.Generator, a: Antaganden, s: Sardrag, kull: int, contact: pl.DataFrame, utredning: pl.DataFrame
) -> pl.DataFrame:
    """All services of one year's people. `utredning_slut`, `effekt` and `nummer` are never delivered."""
    frame = pl.concat([_decided(rng, a, s, utredning), _advice(rng, a, contact)], how="diagonal")
    ids = pseudonyms("i", f"{s.seed}/{s.lamnare}", kull, len(frame))
    decisions = pseudonyms("b", f"{s.seed}/{s.lamnare}", kull, len(frame))
    return frame.with_columns(
        ids.alias("insats_id"),
        only_if(frame["beslut_datum"].is_not_null(), decisions).alias("beslut_id"),
        pl.Series("nummer", first_number(kull) + np.arange(len(frame)), dtype=pl.Int64),
    )


def _decided(rng: np.random.Generator, a: Antaganden, s: Sardrag, utredning: pl.DataFrame) -> pl.DataFrame:
    """One or two services after an utredning that led to one, decided the day it was closed. Nobody is placed twice."""
    row = utredning.filter(pl.col("utfall") == "insats")
    place = np.repeat(np.arange(len(row)), 1 + (rng.random(len(row)) < a.ytterligare_insats))
    row, further = row[place.astype(np.uint32)], np.append(False, place[1:] == place[:-1])[: len(place)]
    n, beslut = len(row), row["avslutad_datum"].to_physical().to_numpy()
    years = np.floor((beslut - row["fodd"].to_numpy()) / YEAR)
    typ = choose(further, constant("personligt_stod", n), _types(rng, a, years))
    unit = _unit(rng, a, s, typ, years)
    effekt = unit["effekt"].to_numpy() + a.kand_sedan_tidigare["effekt"] * (row["tidigare_kand"] == "1").to_numpy()
    start = beslut + np.minimum(rng.exponential(a.insats_startar_efter_dagar, n), 150).astype(np.int64)
    placed = typ.is_in(PLACERING)
    forced = (placed & pl.Series(rng.random(n) < a.lvu_vid_placering)) | (typ == SIS)
    offered = dates(beslut + ((start - beslut) * rng.random(n)).astype(np.int64))
    return _columns(rng, a, row, typ, start).with_columns(
        row["avslutad_datum"].alias("beslut_datum"),
        row["utredning_id"],
        row["avslutad_datum"].alias("utredning_slut"),
        choose(forced, constant("LVU", n), constant("SoL", n)).alias("lagrum"),
        constant("1", n).alias("behovsprovad"),
        choose(typ == SIS, constant("sis", n), _provider(rng, a, unit["utforare"])).alias("regi"),
        only_if(row["skyddad"] != "1", unit["enhet"]).alias("enhet"),
        *(unit[name] for name in ("utforare", "malgrupp")),
        pl.Series("effekt", effekt, dtype=pl.Float64),
        only_if(rng.random(n) < 0.7, offered).alias("forsta_erbjudande_datum"),
        dates(start).alias("verkstalld_datum"),
        helped(rng, codes(rng, a.koder("avslutsorsak", "avslutsorsak"), n, a.uppgift_okand), effekt).alias(
            "avslutsorsak"
        ),
        only_if(typ.is_in(FORMER), codes(rng, a.koder("efter_insats", "efter_insats"), n)).alias("efter_insats"),
    )


def _advice(rng: np.random.Generator, a: Antaganden, contact: pl.DataFrame) -> pl.DataFrame:
    """Advice and support after a contact that opened no utredning; often noted without a person."""
    row = contact.filter(~pl.col("inleds") & ~pl.col("pagaende"))
    row = row.filter(pl.Series(rng.random(len(row)) < a.rad_och_stod))
    n = len(row)
    start = row["beslut"].to_numpy() + rng.integers(0, 30, n)
    named = pl.Series(rng.random(n) >= a.rad_och_stod_utan_pid)
    return _columns(rng, a, row, constant(UTAN_BEHOVSPROVNING, n), start).with_columns(
        only_if(named, row["pid"]).alias("pid"),
        constant("SoL", n).alias("lagrum"),
        constant("0", n).alias("behovsprovad"),
        constant("egen", n).alias("regi"),
    )


def _columns(
    rng: np.random.Generator, a: Antaganden, row: pl.DataFrame, typ: pl.Series, start: np.ndarray
) -> pl.DataFrame:
    """What every service has."""
    return row.select("pid", "kon", "fodd", "alder_kand", "skyddad").with_columns(
        constant(OMRADE, len(row)).alias("omrade"),
        local_words(a, typ).alias("insatstyp_lokal"),
        typ.alias("insatstyp"),
        dates(start).alias("start"),
        dates(start + _days(rng, a, typ)).alias("slut"),
        age(row, start).alias("alder"),
    )


def _types(rng: np.random.Generator, a: Antaganden, years: np.ndarray) -> pl.Series:
    younger, older = (codes(rng, a.koder("insatstyp", "insatstyp", band), len(years)) for band in a.insatstyp)
    return choose(years < 13, younger, older)


def _days(rng: np.random.Generator, a: Antaganden, typ: pl.Series) -> np.ndarray:
    """How long it lasts: a median per type, at most two years."""
    medians = a.insatsdagar_median
    median = typ.replace_strict(medians, default=medians["ovriga"], return_dtype=pl.Float64).to_numpy()
    return np.clip(median * rng.lognormal(0, 0.6, len(typ)), 1, 730).astype(np.int64)


def local_words(a: Antaganden, typ: pl.Series) -> pl.Series:
    """The sender's own words for the type of service."""
    words = {k.kod: k.sv for k in a.kodlistor["insatstyp"].koder}
    return typ.replace_strict(words, default=None, return_dtype=pl.String)


def _unit(rng: np.random.Generator, a: Antaganden, s: Sardrag, typ: pl.Series, years: np.ndarray) -> pl.DataFrame:
    """Which unit gives the service, for whom, and how well it does."""
    younger, older = (constant(grupp, len(typ)) for grupp in a.malgrupper_barn.values())
    malgrupp = choose(years < 13, younger, older)
    nr = s.enheter.draw(rng.random(len(typ)), typ)
    return pl.DataFrame(
        {
            "enhet": s.enheter.words(s.enheter.kod, nr),
            "utforare": s.enheter.words(s.enheter.utforare, nr),
            "malgrupp": malgrupp,
            "effekt": s.enheter.effect(nr, malgrupp) + s.arbetssatt.resultat,
        }
    )


def _provider(rng: np.random.Generator, a: Antaganden, utforare: pl.Series) -> pl.Series:
    """Who provides: as the unit says, where there is one."""
    n = len(utforare)
    by_unit = choose(utforare == EGEN, constant("egen", n), constant("privat", n))
    return choose(utforare.is_not_null(), by_unit, codes(rng, a.koder("regi", "regi"), n))


def helped(rng: Draws, reason: pl.Series, effekt: np.ndarray) -> pl.Series:
    """Some reasons changed for a better one where the effect is good, for a worse one where it is bad."""
    moved, n = rng.random(len(reason)) < 1 - np.exp(-np.abs(effekt)), len(reason)
    better = pl.Series(moved & (effekt > 0)) & reason.is_in(["mal_ej", "mal_delvis", "avbruten_individ"])
    worse = pl.Series(moved & (effekt < 0)) & reason.is_in(["mal_helt", "mal_delvis"])
    return choose(better, constant("mal_helt", n), choose(worse, constant("mal_ej", n), reason))
