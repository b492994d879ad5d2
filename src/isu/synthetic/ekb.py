"""Rows of the table ekb_manad: a row per month, household and member, for the months that a household has aid.

Made for one half-year at a time out of the services forsorjningsstod; every month has its own lottery, so that nothing
depends on which half-years are asked for.
"""

import numpy as np
import polars as pl

from isu.period import Period
from isu.synthetic.antaganden import Antaganden
from isu.synthetic.kontakter import YEAR, day_number, person_columns
from isu.synthetic.lott import Lott, lott
from isu.synthetic.manader import Manad, months_of
from isu.synthetic.pseudonym import ids
from isu.synthetic.rader import age
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import choose, codes, constant, dates, only_if, positions, yes_no

PAR, MED_BARN = ["7", "8"], ["4", "6", "8"]
MAN, KVINNA = ["3", "4"], ["5", "6"]
VUXNA = ["sokande", "medsokande"]
#: Most who come back have done so within this time.
ATERKOMST = int(2 * YEAR)

#: What a member takes over from the applicant's service.
KOLUMNER = [
    *("hid", "hushallstyp", "belopp_medel", "nummer", "start", "slut", "forst", "sist"),
    *("pid", "kon", "fodd", "alder_kand", "skyddad"),
]


def members(a: Antaganden, s: Sardrag, insats: pl.DataFrame) -> pl.DataFrame:
    """Every member of every household for each time that it has aid.

    The household is the applicant's: whoever comes back comes back with the same one.
    """
    row = (
        insats.filter(pl.col("insatstyp") == "forsorjningsstod")
        .with_columns(pl.col("nummer") // 8 * 8)
        .with_columns(
            pl.col("start").min().over("nummer").alias("forst"),
            pl.col("slut").sort_by("start").first().over("nummer").alias("sist"),
        )
    )
    lot, n = lott(s.seed, s.lamnare, "hushall", row["nummer"].to_numpy()), len(row)
    typ = _household_type(a, lot, row["kon"])
    children = np.array(list(a.barn_per_hushall))[positions(lot, list(a.barn_per_hushall.values()), n)]
    row = row.with_columns(
        typ.alias("hushallstyp"),
        ids("h", f"{s.seed}/{s.lamnare}", row["nummer"].to_numpy()).alias("hid"),
        pl.Series("belopp_medel", _amount(a, lot, typ, children), dtype=pl.Float64),
    )
    children = np.where(typ.is_in(MED_BARN).to_numpy(), children, 0)
    parts = [_member(a, s, row, 0, "sokande"), _member(a, s, row.filter(typ.is_in(PAR)), 1, "medsokande")]
    most = int(max(a.barn_per_hushall))
    parts += [_member(a, s, row.filter(pl.Series(children >= i)), 1 + i, "barn") for i in range(1, most + 1)]
    return pl.concat(parts)


def further_people(a: Antaganden, s: Sardrag, member: pl.DataFrame) -> pl.DataFrame:
    """The members who have no case of their own, as persons."""
    row = member.filter(pl.col("medlem") > 0).unique(["nummer", "medlem"], keep="first", maintain_order=True)
    lot = lott(s.seed, s.lamnare, "hushall/person", row["nummer"].to_numpy() + row["medlem"].to_numpy())
    dag, fodd = row["forst"].to_physical().to_numpy().astype(np.int64), row["fodd"].to_numpy()
    person = person_columns(lot, a, row["pid"], dag, fodd, {"1": 0.5, "2": 0.5})
    return person.with_columns(
        row["kon"],
        row["skyddad"],
        row["alder_kand"],
        only_if(row["alder_kand"], dates(fodd).dt.year()).alias("fodelsear"),
    )


def _household_type(a: Antaganden, lot: Lott, kon: pl.Series) -> pl.Series:
    """Drawn by share, then turned to the applicant's kön."""
    typ = codes(lot, a.koder("hushallstyp", "hushallstyp"), len(kon))
    typ = choose((kon == "2") & typ.is_in(MAN), (typ.cast(pl.Int8) + 2).cast(pl.String), typ)
    return choose((kon == "1") & typ.is_in(KVINNA), (typ.cast(pl.Int8) - 2).cast(pl.String), typ)


def _amount(a: Antaganden, lot: Lott, typ: pl.Series, children: np.ndarray) -> np.ndarray:
    adults = np.where(typ.is_in(PAR).to_numpy(), a.belopp["par"], a.belopp["vuxen"])
    more = np.where(typ.is_in(MED_BARN).to_numpy(), a.belopp["barn"] * children, 0)
    return lot.lognormal(adults + more, a.belopp["spridning"])


def _member(a: Antaganden, s: Sardrag, row: pl.DataFrame, nr: int, roll: str) -> pl.DataFrame:
    """The `nr`th member. The applicant is known; the others are made here, with ids beside the applicant's."""
    lot, n = lott(s.seed, s.lamnare, f"hushall/{nr}", row["nummer"].to_numpy()), len(row)
    hinder = codes(lot, a.koder("forsorjningshinder", "forsorjningshinder"), n)
    base = row.select(*KOLUMNER).with_columns(
        constant(roll, n).alias("roll"),
        only_if(np.full(n, roll in VUXNA), hinder).alias("forsorjningshinder"),
        pl.lit(nr, dtype=pl.Int64).alias("medlem"),
    )
    if nr == 0:
        return base
    own = ids("pqrtux"[nr], f"{s.seed}/{s.lamnare}", row["nummer"].to_numpy())
    return base.with_columns(own.alias("pid"), _sex(lot, row, roll).alias("kon"), _born(lot, row, roll).alias("fodd"))


def _sex(lot: Lott, row: pl.DataFrame, roll: str) -> pl.Series:
    n = len(row)
    if roll == "barn":
        return codes(lot, {"1": 0.51, "2": 0.49}, n)
    return choose(row["kon"] == "1", constant("2", n), constant("1", n))


def _born(lot: Lott, row: pl.DataFrame, roll: str) -> pl.Series:
    """A co-applicant is about as old as the applicant; a child is under 18 as long as the first aid lasts, with time to
    come back, if that can be. What comes later may not be known here: it would change who was born when."""
    first, last = (row[name].to_physical().to_numpy().astype(np.int64) for name in ("forst", "sist"))
    if roll == "medsokande":
        about = row["fodd"].to_numpy() + (1500 * lot.normal()).astype(np.int64)
        return pl.Series(np.minimum(about, first - int(18.1 * YEAR)), dtype=pl.Int64)
    youngest = np.maximum(17.5 * YEAR - (last - first) - ATERKOMST, YEAR)
    return pl.Series(first - (lot.random() * youngest).astype(np.int64), dtype=pl.Int64)


def ekb_months(a: Antaganden, s: Sardrag, member: pl.DataFrame, halvar: Period) -> pl.DataFrame:
    return pl.concat([_month(a, s, member, manad) for manad in months_of(halvar)])


def _month(a: Antaganden, s: Sardrag, member: pl.DataFrame, manad: Manad) -> pl.DataFrame:
    """Members of households whose aid touches the month; now and then a household goes without one."""
    row = member.filter((pl.col("start") <= manad.sista) & (pl.col("slut") >= manad.forsta))
    house = lott(s.seed, s.lamnare, f"ekb/{manad.namn}", row["nummer"].to_numpy())
    paused = pl.Series(house.random() < a.uppehall, dtype=pl.Boolean)
    late = pl.Series(house.random() < a.sen_registrering, dtype=pl.Boolean)
    belopp = (row["belopp_medel"] * pl.Series(house.lognormal(1.0, 0.12))).round(0).cast(pl.Decimal(18, 2))
    orsak = codes(house, a.koder("ekb_avslutsorsak", "ekb_avslutsorsak"), len(row))
    own = lott(s.seed, s.lamnare, f"ekb/{manad.namn}/egen", row["nummer"].to_numpy() + row["medlem"].to_numpy())
    trained = yes_no(own, a.arbetsmarknadsinsats, len(row), a.uppgift_okand)
    ends = row["slut"] <= manad.sista
    alder = age(row, np.full(len(row), day_number(manad.sista)))
    return (
        row.with_columns(
            pl.lit(manad.forsta).alias("manad"),
            pl.when(late).then(manad.nasta).otherwise(manad.forsta).alias("insamlingsmanad"),
            belopp.alias("belopp"),
            only_if(row["roll"].is_in(VUXNA), trained).alias("arbetsmarknadsinsats"),
            ends.cast(pl.Int8).cast(pl.String).alias("avslutad"),
            only_if(ends, orsak).alias("avslutsorsak"),
            only_if(ends, _local(a, orsak)).alias("avslutsorsak_lokal"),
            alder.alias("alder"),
        )
        .filter(ends | ~paused)
        .unique(["nummer", "medlem"], keep="last", maintain_order=True)
    )


def _local(a: Antaganden, orsak: pl.Series) -> pl.Series:
    """The sender's own number and words for why the aid ended."""
    words = {k.kod: f"{10 + i} {k.sv}" for i, k in enumerate(a.kodlistor["ekb_avslutsorsak"].koder)}
    return orsak.replace_strict(words, default=None, return_dtype=pl.String)
