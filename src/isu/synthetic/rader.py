"""Rows of the three event tables, as they will be when everything about them is known.

What a sender knew on a certain day is decided in uttag.py. Each function makes one table's rows out of the contacts
of one year's people; the columns are those of the declared tables, with a few helpers that are never delivered.
"""

import numpy as np
import polars as pl

from isu.declaration import Kodlista
from isu.synthetic.antaganden import Antaganden
from isu.synthetic.kontakter import YEAR
from isu.synthetic.pseudonym import first_number, pseudonyms
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import choose, codes, constant, dates, only_if, shift, yes_no
from isu.synthetic.storlek import OMRADE

VALD = "vald_narstaende"
OMAPPAD, OMAPPAD_ANDEL = "lokal_17", 0.05


def age(row: pl.DataFrame, days: np.ndarray) -> pl.Series:
    """Age in completed years, empty where the year of birth is not known."""
    years = np.floor((days - row["fodd"].to_numpy()) / YEAR)
    return only_if(row["alder_kand"], np.clip(years, 0, 120).astype(np.int32))


def aktualiseringar(
    rng: np.random.Generator, a: Antaganden, s: Sardrag, kull: int, contact: pl.DataFrame
) -> pl.DataFrame:
    """One or more rows per contact: further anmälningar about the same event get the same decision."""
    extra = np.minimum(rng.geometric(1 - a.annu_en_anmalan, len(contact)) - 1, 5)
    row = contact[np.repeat(np.arange(len(contact)), 1 + extra).astype(np.uint32)]
    n, dag, beslut = len(row), row["dag"].to_numpy(), row["beslut"].to_numpy()
    further = np.arange(n) > np.repeat(np.cumsum(1 + extra) - 1 - extra, 1 + extra)
    inkom = np.minimum(dag + np.where(further, rng.integers(0, 7, n), 0), beslut)
    orsak = _reasons(rng, a, s, row["inleds"].to_numpy())
    reporter = codes(rng, a.anmalare_lokal, n, a.uppgift_okand)
    pid_known = (rng.random(n) >= a.pid_okant) | row["inleds"].to_numpy() | row["pagaende"].to_numpy()
    unmapped = (rng.random(n) < OMAPPAD_ANDEL) & s.omappad_orsak
    return pl.DataFrame(
        {
            "aktualisering_id": pseudonyms("a", f"{s.seed}/{s.lamnare}", kull, n),
            "pid": only_if(pid_known, row["pid"]),
            "inkom_datum": dates(inkom),
            "typ": pl.Series(np.where(further, "anmalan", row["typ"].to_numpy())),
            "omrade": constant(OMRADE, n),
            "avser_vald": _violence(rng, a, orsak),
            "anmalare_lokal": reporter,
            "anmalare": reporter.replace_strict(a.anmalare, default=None, return_dtype=pl.String),
            "orsak_lokal": _local(orsak, a.kodlistor["orsak"]),
            "orsak": _with_local(orsak, unmapped),
            "skyddsbedomning_datum": _safety_day(rng, a, inkom),
            "atgard": pl.Series(_decision(row)),
            "atgard_datum": dates(beslut),
            "forlangd_synnerliga_skal": yes_no(rng, np.where(beslut - inkom > 14, a.synnerliga_skal, 0), n),
            "utredning_id": row["utredning_id"],
            "kon": row["kon"],
            "alder": age(row, inkom),
        }
    )


def _reasons(rng: np.random.Generator, a: Antaganden, s: Sardrag, opened: np.ndarray) -> pl.Series:
    """Some reasons lead to an utredning more often than others; of all contacts each has its own share."""
    shares, n = s.arbetssatt.orsak, len(opened)
    tilted = {kod: share * a.orsak_leder_till_utredning.get(kod, 1.0) for kod, share in shares.items()}
    among_opened = {kod: share / sum(tilted.values()) for kod, share in tilted.items()}
    part = opened.mean() if n else 0.0
    left = {kod: max(share - part * among_opened[kod], 0.0) for kod, share in shares.items()}
    others = left if any(left.values()) else shares
    return choose(opened, *(codes(rng, chosen, n, a.orsak_okand) for chosen in (among_opened, others)))


def _decision(row: pl.DataFrame) -> np.ndarray:
    not_opened = np.where(row["pagaende"].to_numpy(), "pagaende_utredning", "inleds_inte")
    return np.where(row["inleds"].to_numpy(), "inleds", not_opened)


def _violence(rng: np.random.Generator, a: Antaganden, orsak: pl.Series) -> pl.Series:
    chance = np.where((orsak == VALD).fill_null(False).to_numpy(), 0.98, a.vald_vid_annan_orsak)
    return yes_no(rng, chance, len(orsak), a.vald_okant)


def _local(orsak: pl.Series, kodlista: Kodlista) -> pl.Series:
    """The sender's own number and words for the reason, with the letters that Swedish has."""
    words = {k.kod: f"{10 + i} {k.sv}" for i, k in enumerate(kodlista.koder)}
    return orsak.replace_strict(words, default=None, return_dtype=pl.String)


def _with_local(orsak: pl.Series, unmapped: np.ndarray) -> pl.Series:
    """Some reasons as a code that nobody has translated: outside the common list, which is a warning."""
    return choose(pl.Series(unmapped) & orsak.is_not_null(), constant(OMAPPAD, len(orsak)), orsak)


def _safety_day(rng: np.random.Generator, a: Antaganden, inkom: np.ndarray) -> pl.Series:
    n = len(inkom)
    wait = np.where(rng.random(n) < a.skyddsbedomning_samma_dag, 0, rng.geometric(0.6, n))
    return only_if(rng.random(n) >= a.skyddsbedomning_okand, dates(inkom + wait))


def utredningar(rng: np.random.Generator, a: Antaganden, s: Sardrag, kull: int, contact: pl.DataFrame) -> pl.DataFrame:
    """One row per contact that opened an utredning. The last columns are helpers and never delivered."""
    row = contact.filter(pl.col("inleds"))
    n, start, slut = len(row), row["beslut"].to_numpy(), row["avslutad"].to_numpy()
    known = yes_no(rng, known_before(a, row["aterkommer"].to_numpy()), n, a.uppgift_okand)
    utfall = choose(
        known == "1", *(codes(rng, of, n) for of in (granted_to_known(a, s.arbetssatt.utfall), s.arbetssatt.utfall))
    )
    years = np.floor((start - row["fodd"].to_numpy()) / YEAR)
    extended = (slut - start > 115) & (rng.random(n) < a.forlangd)
    return pl.DataFrame(
        {
            "utredning_id": row["utredning_id"],
            "pid": row["pid"],
            "omrade": constant(OMRADE, n),
            "lagrum": codes(rng, {"SoL": 1 - a.lvu_utredning, "LVU": a.lvu_utredning}, n),
            "inledd_datum": dates(start),
            "avslutad_datum": dates(slut),
            "forlangd_beslut_datum": only_if(extended, dates(np.minimum(start + rng.integers(95, 118, n), slut))),
            "tidigare_kand": known,
            **_content(rng, a, s, years, utfall),
            "utfall": utfall,
            "uppfoljning_23kap": yes_no(rng, np.where(utfall == "insats", 0, a.uppfoljning), n),
            "kon": row["kon"],
            "alder": age(row, start),
            "alder_vid_avslut": age(row, slut),
            "nummer": pl.Series(first_number(kull) + np.arange(n), dtype=pl.Int64),
            "insatstyp": constant("strukturerad_oppenvard", n),
            **{name: row[name] for name in ("typ", "fodd", "alder_kand", "skyddad")},
        }
    )


def known_before(a: Antaganden, again: np.ndarray) -> np.ndarray:
    """How likely each is to be known since earlier, by whether it is a case made after another one."""
    about = a.kand_sedan_tidigare
    return np.where(again, about["aterkommer"], about["forsta"])


def granted_to_known(a: Antaganden, utfall: dict[str, float]) -> dict[str, float]:
    """Who is known since earlier gets a service more often."""
    return utfall | {"insats": utfall["insats"] * a.kand_sedan_tidigare["insats"]}


def _content(
    rng: np.random.Generator, a: Antaganden, s: Sardrag, years: np.ndarray, utfall: pl.Series
) -> dict[str, pl.Series]:
    """How it was done and what was found."""
    n = len(utfall)
    used = yes_no(rng, a.instrument, n, a.uppgift_okand)
    needs = np.where(utfall == "insats", a.risk_vid_insats, -a.risk_vid_insats)
    return {
        "barnsamtal_antal": _talks(rng, a, s, years),
        "info_andra_professioner": yes_no(rng, a.info_andra, n, a.uppgift_okand),
        "bedomningsinstrument": used,
        "instrument": only_if(used == "1", codes(rng, {"FREDA": 0.4, "Signs of Safety": 0.3, "Övrigt": 0.3}, n)),
        "riskfaktorer": _factors(rng, a.riskfaktorer, needs),
        "skyddsfaktorer": _factors(rng, a.skyddsfaktorer, -needs),
        "vh_installning": _attitude(rng, utfall),
        "barn_installning": only_if(years >= 6, _attitude(rng, utfall)),
    }


def _talks(rng: np.random.Generator, a: Antaganden, s: Sardrag, years: np.ndarray) -> pl.Series:
    low, middle, high = a.barnsamtal_medel.values()
    mean = np.select([years < 6, years < 13], [low, middle], high) * s.arbetssatt.samtal
    drawn = rng.poisson(mean).astype(np.int32)
    return only_if(rng.random(len(years)) >= a.barnsamtal_okant, drawn)


def _factors(rng: np.random.Generator, shares: dict[str, float], step: np.ndarray) -> pl.Series:
    """Those that were found, parted by |; empty where none was. `step` is how much likelier each row has them."""
    n = len(step)
    found = {name: only_if(rng.random(n) < shift(share, step), constant(name, n)) for name, share in shares.items()}
    text = pl.DataFrame(found).select(pl.concat_str(pl.all(), separator="|", ignore_nulls=True)).to_series()
    return only_if(text != "", text)


def _attitude(rng: np.random.Generator, utfall: pl.Series) -> pl.Series:
    """Whether the one asked agrees to a service; nobody is asked where none is proposed."""
    n = len(utfall)
    agrees = codes(rng, {"samtycker": 0.84, "delvis": 0.10, "okand": 0.06}, n)
    refuses = codes(rng, {"samtycker_ej": 0.90, "delvis": 0.10}, n)
    return only_if(utfall.is_in(["insats", "ej_samtycke"]), choose(utfall == "ej_samtycke", refuses, agrees))
