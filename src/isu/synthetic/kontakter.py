"""The people who become known in one year, a kull, and their contacts with the social services from then on.

A contact is an event that somebody reports or applies about; the next files make rows of it. A contact may open
an utredning, or fall within one that is open. Whole numbers are days since 1970.
"""

from datetime import date

import numpy as np
import polars as pl

from isu.synthetic.antaganden import Antaganden
from isu.synthetic.pseudonym import pseudonyms
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import Draws, choose, codes, dates, only_if, positions, yes_no

YEAR = 365.2425
_EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    return (day - _EPOCH).days


def people(rng: np.random.Generator, a: Antaganden, s: Sardrag, kull: int) -> pl.DataFrame:
    """One row per person; `dag` is the first contact, `fodd` the day of birth, which is never delivered."""
    n = rng.poisson(s.anmalningar_per_ar / reports_per_person(a))
    dag = days_of(rng, a, kull, n)
    age = positions(rng, a.aldersvikter, n) + rng.random(n)
    fodd = dag - np.floor(age * YEAR).astype(np.int64)
    kon = {"1": a.andel_pojkar, "2": 1 - a.andel_pojkar}
    pid = pseudonyms("p", f"{s.seed}/{s.lamnare}", kull, n)
    return person_columns(rng, a, pid, dag, fodd, kon)


def person_columns(
    rng: Draws, a: Antaganden, pid: pl.Series, dag: np.ndarray, fodd: np.ndarray, kon: dict[str, float]
) -> pl.DataFrame:
    """What is known of each person on the day that it becomes known; `fodd` is never delivered."""
    n, years = len(pid), (dag - fodd) / YEAR
    known = rng.random(n) >= a.fodelsear_okant
    abroad = {"sverige": 1 - a.utrikes_fodd, "utrikes": a.utrikes_fodd}
    younger, older = (codes(rng, a.koder("boendesituation", "boendesituation", band), n) for band in a.boendesituation)
    return pl.DataFrame(
        {
            "pid": pid,
            "dag": dag,
            "fodd": fodd,
            "alder_kand": known,
            "fodelsear": only_if(known, dates(fodd).dt.year()),
            "kon": codes(rng, kon, n, a.kon_okant, "9"),
            "id_typ": codes(rng, a.koder("id_typ", "id_typ"), n),
            "fodelseland": codes(rng, abroad, n, a.fodelseland_okant, "okant"),
            "ensamkommande": yes_no(rng, np.where((years > 12) & (years < 18), a.ensamkommande, 0), n),
            "funktionsnedsattning_kand": yes_no(rng, a.funktionsnedsattning_kand, n, a.uppgift_okand),
            "boendesituation": choose(years < 18, younger, older),
            "skyddad": yes_no(rng, a.skyddad, n),
        }
    )


def reports_per_person(a: Antaganden) -> float:
    """Expected anmälningar per person over all contacts, so that the nation's total comes out right."""
    again = a.aterkommer_inom_ar + a.aterkommer_senare
    contacts = sum(again**k for k in range(a.hogst_kontakter))
    further = a.annu_en_anmalan / (1 - a.annu_en_anmalan)
    return contacts * (a.typ["anmalan"] + further)


def days_of(rng: np.random.Generator, a: Antaganden, kull: int, n: int) -> np.ndarray:
    """Days in the year: fewest in July, few at weekends."""
    days = np.arange(day_number(date(kull, 1, 1)), day_number(date(kull + 1, 1, 1)))
    month = dates(days).dt.month().to_numpy()
    weights = np.array(a.manadsvikter)[month - 1] * np.where(_weekend(days), a.helgvikt, 1.0)
    return days[positions(rng, weights.tolist(), n)]


def _weekend(days: np.ndarray) -> np.ndarray:
    """1970-01-01 was a Thursday."""
    return (days + 3) % 7 >= 5


def contacts(rng: np.random.Generator, a: Antaganden, s: Sardrag, kull: int, person: pl.DataFrame) -> pl.DataFrame:
    """One row per contact, with the id of the utredning that it opened or fell within.

    The rounds follow each other because a later contact depends on whether an earlier utredning is still open.
    """
    who, dag = np.arange(len(person)), person["dag"].to_numpy()
    state = {name: np.full(len(person), -1) for name in ("fran", "till", "av")}
    rounds, first = [], 0
    for _ in range(a.hogst_kontakter):
        rounds.append(_round(rng, a, s, who, dag, state, first))
        first += len(who)
        who, dag = _returning(rng, a, s, who, dag, person["fodd"].to_numpy())
    columns = {name: np.concatenate([r[name] for r in rounds]) for name in rounds[0]}
    ids = pseudonyms("u", f"{s.seed}/{s.lamnare}", kull, first)
    within = columns.pop("oppnade")
    return person.drop("dag")[columns.pop("person").astype(np.uint32)].with_columns(
        pl.Series("typ", list(a.typ)).gather(columns.pop("typ")),
        only_if(within >= 0, ids.gather(np.maximum(within, 0).astype(np.uint32))).alias("utredning_id"),
        pl.Series("aterkommer", np.arange(first) >= len(person)),
        *(pl.Series(name, values) for name, values in columns.items()),
    )


def _round(
    rng: np.random.Generator,
    a: Antaganden,
    s: Sardrag,
    who: np.ndarray,
    dag: np.ndarray,
    state: dict[str, np.ndarray],
    first: int,
) -> dict[str, np.ndarray]:
    """Everybody's next contact; `state` remembers when an utredning is open and which contact opened it."""
    n = len(who)
    typ = positions(rng, list(a.typ.values()), n)
    beslut = dag + _decision_days(rng, s, n)
    length = rng.lognormal(np.log(s.arbetssatt.utredningsdagar), a.utredningsdagar["spridning"], n)
    avslutad = beslut + np.clip(length, 5, 420).astype(np.int64)
    ongoing = dag <= state["till"][who]
    opens = ~ongoing & (rng.random(n) < np.array([s.arbetssatt.inleds[t] for t in a.typ])[typ])
    joined = np.maximum(np.minimum(beslut, dag + 4), state["fran"][who])
    state["fran"][who[opens]] = beslut[opens]
    state["till"][who[opens]] = avslutad[opens]
    state["av"][who[opens]] = first + np.flatnonzero(opens)
    oppnade = np.where(ongoing | opens, state["av"][who], -1)
    return {
        "person": who,
        "dag": dag,
        "typ": typ,
        "beslut": np.where(ongoing, joined, beslut),
        "pagaende": ongoing,
        "inleds": opens,
        "oppnade": oppnade,
        "avslutad": avslutad,
    }


def _decision_days(rng: np.random.Generator, s: Sardrag, n: int) -> np.ndarray:
    """Days to the decision: most within fourteen, a tail up to two months."""
    within = np.minimum(rng.exponential(5.5, n), 14).astype(np.int64)
    late = 15 + np.minimum(rng.exponential(9.0, n), 45).astype(np.int64)
    return np.where(rng.random(n) < s.arbetssatt.inom_14_dagar, within, late)


def _returning(
    rng: np.random.Generator, a: Antaganden, s: Sardrag, who: np.ndarray, dag: np.ndarray, fodd: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Who has another contact, and when: within a year or during the second, and before turning 21."""
    draw = rng.random(len(who))
    soon = draw < s.arbetssatt.aterkommer_inom_ar
    gap = np.where(soon, 21 + rng.beta(1.0, 1.7, len(who)) * 340, rng.integers(366, 700, len(who)))
    later = dag + gap.astype(np.int64)
    later = later + np.where(_weekend(later) & (rng.random(len(who)) < 1 - a.helgvikt), 2, 0)
    back = (draw < s.arbetssatt.aterkommer_inom_ar + a.aterkommer_senare) & (later - fodd[who] < 21 * YEAR)
    return who[back], later[back]
