"""Rows of the table brukarsvar: a survey each autumn, a row per answer, with nothing that ties answers together."""

from datetime import date

import numpy as np
import polars as pl

from isu.period import Period
from isu.synthetic.antaganden import Antaganden
from isu.synthetic.lott import Lott, lott
from isu.synthetic.pseudonym import ids
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import choose, codes, constant, shift, stream, yes_no

#: The answers of each question, the best first; the first half of them count as positive.
SKALOR = {
    "kontakt": ["mycket_latt", "ganska_latt", "ganska_svart", "mycket_svart"],
    "information": ["mycket_latt", "ganska_latt", "ganska_svart", "mycket_svart"],
    "forstaelse": ["mycket_stor", "ganska_stor", "ganska_liten", "mycket_liten"],
    "inflytande": ["ja", "nej"],
    "paverka": ["mycket", "ganska_mycket", "ganska_lite", "mycket_lite", "inte_alls"],
    "nojd": ["mycket_nojd", "ganska_nojd", "ganska_missnojd", "mycket_missnojd"],
    "forandring": [
        "forbattrats_mycket",
        "forbattrats_lite",
        "ingen_forandring",
        "forsamrats_lite",
        "forsamrats_mycket",
    ],
}
UNGA, VUXNA = {"13-17": 0.7, "18-20": 0.3}, {"21-64": 0.9, "65-79": 0.1}
ENHETER = 3


def answers(a: Antaganden, s: Sardrag, halvar: Period) -> pl.DataFrame:
    """The round of the half-year: one in October, none in spring. Rows stand in the order of their random ids."""
    areas = [omrade for omrade in a.brukarsvar_per_1000 if omrade in s.omraden and halvar.fran.month == 7]
    found = pl.concat([_empty(), *(_area(a, s, omrade, halvar.fran.year) for omrade in areas)], how="diagonal")
    numbers = (halvar.fran.year - 1900) * (1 << 23) + np.arange(len(found))
    return found.with_columns(ids("r", f"{s.seed}/{s.lamnare}", numbers).alias("svar_id")).sort("svar_id")


def _empty() -> pl.DataFrame:
    return pl.DataFrame({"datum": []}, schema={"datum": pl.Date})


def _area(a: Antaganden, s: Sardrag, omrade: str, year: int) -> pl.DataFrame:
    rng = stream(s.seed, s.lamnare, "brukarsvar", omrade, year)
    n = rng.poisson(a.brukarsvar_per_1000[omrade] * s.invanare / 1000)
    lot = lott(s.seed, s.lamnare, f"brukarsvar/{omrade}/{year}", np.arange(n))
    respondent = _respondents(lot, omrade, n)
    units = lot.whole(0, ENHETER)
    skill = stream(s.seed, s.lamnare, "brukarsvar/enheter", omrade).normal(0, 0.4, ENHETER) + s.arbetssatt.resultat
    about = pl.DataFrame(
        {
            "omgang": constant(f"Hösten {year}", n),
            "datum": pl.Series([date(year, 10, 31)]).new_from_index(0, n),
            "omrade": constant(omrade, n),
            "respondent": respondent,
            "kon": yes_no(lot, 0.54, n, 0.04).replace({"1": "2", "0": "1"}),
            "alder_grupp": choose(
                respondent == "brukare_13plus",
                codes(lot, a.koder_av(UNGA, "alder_grupp"), n),
                codes(lot, a.koder_av(VUXNA, "alder_grupp"), n),
            ),
            "enhet": pl.Series([f"Mottagning {i + 1}" for i in range(ENHETER)]).gather(units.astype(np.uint32)),
        }
    )
    return pl.concat([_question(a, lot, about, fraga, skill[units]) for fraga in a.brukarsvar_positiva])


def _respondents(lot: Lott, omrade: str, n: int) -> pl.Series:
    if omrade == "barn_unga":
        return codes(lot, {"brukare_13plus": 0.4, "vardnadshavare": 0.6}, n)
    return constant("vuxen", n)


def _question(a: Antaganden, lot: Lott, about: pl.DataFrame, fraga: str, skill: np.ndarray) -> pl.DataFrame:
    """Positive or not by the unit, then a step of the scale; a few do not know."""
    n, scale = len(about), SKALOR[fraga]
    good = len(scale) // 2
    positive = lot.random() < shift(a.brukarsvar_positiva[fraga], skill)
    step = np.where(positive, lot.whole(0, good), good + lot.whole(0, len(scale) - good))
    answer = pl.Series(scale).gather(step.astype(np.uint32))
    unknown = pl.Series(lot.random() < a.vet_ej, dtype=pl.Boolean)
    return about.with_columns(
        constant(fraga, n).alias("fraga"), choose(unknown, constant("vet_ej", n), answer).alias("svar")
    )
