"""What happens to the adults of one area: cases and the services that follow, as numbers.

vuxna.py makes rows of it. All years are made at once, each row by its own lottery (lott.py), so that a later last year
changes nothing of the earlier ones. Whole numbers are days since 1970.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from isu.synthetic.antaganden import Antaganden
from isu.synthetic.kontakter import YEAR, day_number, days_of
from isu.synthetic.lott import Lott, lott
from isu.synthetic.pseudonym import first_number
from isu.synthetic.rader import granted_to_known, known_before
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import choose, codes, positions, shift, stream
from isu.synthetic.storlek import OMRADEN

EKB = "forsorjningsstod"
MONTH = YEAR / 12

#: No service is older when the first year begins: LSS came in 1994.
HOGST_AR = 25

#: Numbers that one person has for cases and services: two per case, the second for a service that goes with the first.
PER_PERSON = 8


@dataclass(frozen=True)
class Personer:
    """`nummer` is the person's own; `bas` and `plats` make the numbers of its cases."""

    bas: np.ndarray
    plats: np.ndarray
    dag: np.ndarray
    bestand: np.ndarray
    fodd: np.ndarray

    @property
    def nummer(self) -> np.ndarray:
        return self.bas + self.plats


def cases(a: Antaganden, s: Sardrag, omrade: str, years: range, last: int) -> tuple[Personer, pl.DataFrame]:
    """The persons of the area and their cases: one row per case, those begun by `last` only."""
    who = _persons(a, s, omrade, years)
    open_before = np.flatnonzero(who.bestand)
    rounds = [_stock(a, s, omrade, who, open_before)]
    turn, dag = np.flatnonzero(~who.bestand), who.dag[~who.bestand]
    for runda in range(a.hogst_arenden):
        rounds.append(_round(a, s, omrade, who, turn, dag, runda))
        turn, dag = _returning(a, s, omrade, rounds[-1], last)
    return who, pl.concat(rounds, how="diagonal")


def _persons(a: Antaganden, s: Sardrag, omrade: str, years: range) -> Personer:
    """Those who have a service when the first year begins, then those who become known in each year."""
    o, first = a.omraden[omrade], day_number(date(years[0], 1, 1))
    bas, plats, dag = [], [], []
    for kull in (years[0] - 1, *years):
        rng = stream(s.seed, s.lamnare, omrade, kull)
        stock = kull < years[0]
        n = rng.poisson(o["bestand_per_1000" if stock else "nya_per_1000"] * s.invanare / 1000)
        dag.append(np.full(n, first) if stock else days_of(rng, a, kull, n))
        bas.append(np.full(n, first_number(kull, OMRADEN.index(omrade)), dtype=np.int64))
        plats.append(np.arange(n))
    bas, plats, dag = (np.concatenate(parts) for parts in (bas, plats, dag))
    lot = lott(s.seed, s.lamnare, f"{omrade}/person", bas + plats)
    ages = np.interp(np.arange(101), list(o["aldrar"]), list(o["aldrar"].values()), left=0)
    alder = positions(lot, ages.tolist(), len(lot)) + lot.random()
    return Personer(
        bas,
        plats,
        dag,
        bas < first_number(years[0], OMRADEN.index(omrade)),
        dag - np.floor(alder * YEAR).astype(np.int64),
    )


def _stock(a: Antaganden, s: Sardrag, omrade: str, who: Personer, turn: np.ndarray) -> pl.DataFrame:
    """Services that are going on when the first year begins; how long they have lasted says nothing of what is left."""
    o, lot, nummer = a.omraden[omrade], *_lottery(s, omrade, who, turn, 0)
    typ, lowest = _types(lot, o, who.dag[turn], who.fodd[turn])
    mean = o["bestand_ar"] * YEAR
    old_enough = who.fodd[turn] + np.ceil(lowest * YEAR).astype(np.int64)
    lasted = (lot.exponential(mean) % (HOGST_AR * YEAR)).astype(np.int64)
    start = np.maximum(who.dag[turn] - 1 - lasted, old_enough)
    slut = np.maximum(who.dag[turn], start) + lot.exponential(mean).astype(np.int64)
    columns = {
        "person": turn,
        "nummer": nummer,
        "start": start,
        "slut": slut,
        "avslutad": start - _wait(a, lot, o, typ),
    }
    told = [pl.lit(False).alias("kontakt"), pl.lit(True).alias("insats"), typ.alias("insatstyp")]
    return pl.DataFrame(columns).with_columns(*told, *_unit(a, s, o, lot, typ))


def _round(
    a: Antaganden, s: Sardrag, omrade: str, who: Personer, turn: np.ndarray, dag: np.ndarray, runda: int
) -> pl.DataFrame:
    """One case each: it comes in, an utredning may be opened, and a service may follow."""
    o, lot, nummer = a.omraden[omrade], *_lottery(s, omrade, who, turn, runda + 1)
    n = len(turn)
    typ = codes(lot, o["typ"], n)
    chance = typ.replace_strict(o["inleds"], return_dtype=pl.Float64).to_numpy()
    beslut = dag + lot.exponential(o["forhandsbedomning"]).astype(np.int64)
    about = o["utredningsdagar"]
    length = lot.lognormal(about["median"] * s.arbetssatt.tempo, about["spridning"])
    avslutad = beslut + np.clip(length, 1, 700).astype(np.int64)
    inleds, granted = lot.random() < chance, _granted(o["utfall"], s)
    utfall = codes(lot, granted, n)
    insatstyp, _ = _types(lot, o, dag, who.fodd[turn])
    start = avslutad + _wait(a, lot, o, insatstyp)
    unit = _unit(a, s, o, lot, insatstyp)
    known = lot.random() < known_before(a, np.full(n, runda > 0))
    utfall = choose(known, codes(lot, granted_to_known(a, granted), n), utfall)
    return (
        pl.DataFrame({"person": turn, "nummer": nummer, "dag": dag, "beslut": beslut, "avslutad": avslutad})
        .with_columns(
            pl.lit(True).alias("kontakt"),
            typ.alias("typ"),
            pl.Series("inleds", inleds),
            utfall.alias("utfall"),
            pl.Series("kand", known),
            pl.Series("insats", inleds & (utfall == "insats").to_numpy()),
            insatstyp.alias("insatstyp"),
            pl.Series("start", start),
            pl.Series("slut", start + _days(a, lot, insatstyp)),
            *unit,
        )
        .with_columns(pl.col("effekt") + known_effect(a))
    )


def known_effect(a: Antaganden) -> pl.Expr:
    """How much less a service helps those who are known since earlier."""
    return a.kand_sedan_tidigare["effekt"] * pl.col("kand").fill_null(False).cast(pl.Float64)


def _granted(utfall: dict[str, float], s: Sardrag) -> dict[str, float]:
    """How readily the lämnare grants differs."""
    return utfall | {"insats": utfall["insats"] * s.arbetssatt.beviljar}


def _lottery(s: Sardrag, omrade: str, who: Personer, turn: np.ndarray, runda: int) -> tuple[Lott, np.ndarray]:
    nummer = who.bas[turn] + who.plats[turn] * PER_PERSON + 2 * runda
    return lott(s.seed, s.lamnare, f"{omrade}/arende", nummer), nummer


def _types(lot: Lott, o: dict, dag: np.ndarray, fodd: np.ndarray) -> tuple[pl.Series, np.ndarray]:
    """The type of service by age, and the lowest age that it is for."""
    years, u = np.floor((dag - fodd) / YEAR), lot.random()
    lowest = [int(band.partition("-")[0]) for band in o["insatstyp"]]
    band = np.maximum(np.searchsorted(lowest, years, side="right") - 1, 0)
    names = [typ for shares in o["insatstyp"].values() for typ in shares]
    limits = np.concatenate(
        [i + np.cumsum([*s.values()]) / sum(s.values()) for i, s in enumerate(o["insatstyp"].values())]
    )
    place = np.searchsorted(limits, band + u, side="right")
    return pl.Series(names, dtype=pl.String).gather(place.astype(np.uint32)), np.array(lowest)[band]


def _wait(a: Antaganden, lot: Lott, o: dict, typ: pl.Series) -> np.ndarray:
    mean = typ.replace_strict(o["vantan"], default=o["vantan"]["ovriga"], return_dtype=pl.Float64).to_numpy()
    late = (lot.random() < a.ej_verkstalld["andel"]) & (mean > 0)
    return (lot.exponential(mean) + np.where(late, a.ej_verkstalld["dagar"], 0)).astype(np.int64)


def _days(a: Antaganden, lot: Lott, typ: pl.Series) -> np.ndarray:
    """How long it lasts. Ekonomiskt bistånd is mostly short, and for some long."""
    known = a.insatsdagar_median | a.insatsdagar_vuxna
    median = typ.replace_strict(known, default=known["ovriga"], return_dtype=pl.Float64).to_numpy()
    days = lot.lognormal(median, 0.6)
    months = np.where(lot.random() < a.langa, a.manader_medel["langa"], a.manader_medel["korta"])
    days = np.where((typ == EKB).to_numpy(), lot.exponential(months * MONTH), days)
    return np.clip(days, 1, 40 * YEAR).astype(np.int64)


def _unit(a: Antaganden, s: Sardrag, o: dict, lot: Lott, typ: pl.Series) -> list[pl.Series]:
    grupp = (
        codes(lot, o["malgrupper"], len(typ))
        if o["malgrupper"]
        else pl.Series([None], dtype=pl.String).new_from_index(0, len(typ))
    )
    unit = s.enheter.draw(lot.random(), typ)
    effekt = s.enheter.effect(unit, grupp) + s.arbetssatt.resultat
    return [
        grupp.alias("malgrupp"),
        pl.Series("enhet_nr", unit, dtype=pl.Int64),
        pl.Series("effekt", effekt, dtype=pl.Float64),
    ]


def _returning(a: Antaganden, s: Sardrag, omrade: str, cases: pl.DataFrame, last: int) -> tuple[np.ndarray, np.ndarray]:
    """Who comes back and when, after the service or after the utredning; less often where the unit does well."""
    o = a.omraden[omrade]
    lot = lott(s.seed, s.lamnare, f"{omrade}/ater", cases["nummer"].to_numpy())
    beslut, avslutad = cases["beslut"].to_numpy(), cases["avslutad"].to_numpy()
    ended = np.where(cases["inleds"].to_numpy(), avslutad, beslut)
    if o["aterkommer_efter"] == "insats":
        ended = np.where(cases["insats"].to_numpy(), cases["slut"].to_numpy(), ended)
    helped = np.where(cases["insats"].to_numpy(), cases["effekt"].to_numpy(), 0.0)
    later = ended + 15 + lot.exponential(o["gap"]).astype(np.int64)
    back = (lot.random() < shift(o["aterkommer"], -0.6 * helped)) & (later <= last)
    return cases["person"].to_numpy()[back], later[back]
