"""Does the yardstick (celler_matt.py) answer as the cells do? A few of its numbers beside ours.

The yardstick is meant to cost what counting must cost and is right in ordinary cases only, so the numbers are told
and not demanded to be equal.
"""

from dataclasses import dataclass
from pathlib import Path

from bench.celler_matt import answered

UNGA, VUXNA, ALDRE = ("0-12", "13-17"), ("21-64", "65-79", "80+"), ("65-79", "80+")
BARN, MYNDIGA = (*UNGA, "18-20"), ("18-20", *VUXNA)
ALLA = (*BARN, *VUXNA, "okand")


@dataclass(frozen=True)
class Par:
    """One number: how the yardstick has it (a table, a column, its breakdowns, the bands), and how the cells do."""

    indikator: str
    tabell: str
    kolumn: str
    band: tuple[str, ...] = ALLA
    delade: tuple[str, ...] = ()
    urval: str = "true"
    celler: str = "utfall is not null"


_AKT = ("orsak", "atgard", "forlangd_synnerliga_skal")
_UTR = ("dagar", "barnsamtal_antal", "omrade")
PAR = (
    Par("AKT-02", "svar_aktualisering", "akt_02", ALLA, _AKT),
    Par("AKT-05", "svar_aktualisering", "akt_05", BARN, _AKT, celler="utfall = 'true'"),
    Par("AKT-06", "svar_aktualisering", "akt_06", BARN, _AKT, celler="utfall = 'true'"),
    Par("AKT-07", "svar_akt_07", "n", BARN),
    Par("UTR-02", "svar_utredning", "n", BARN, _UTR),
    Par("UTR-03", "svar_utredning", "utr_03", UNGA, _UTR, celler="utfall = 'true'"),
    Par("UTR-04", "svar_utredning", "utr_04", VUXNA, _UTR),
    Par("VLD-01", "svar_aktualisering", "vld_01", MYNDIGA, _AKT, celler="utfall = 'true'"),
    Par("EKB-01", "svar_ekb", "ekb_01", ALLA, ("manader", "hinder"), celler="true"),
    Par("ALD-01", "svar_aldre_fn", "ald_01", ALDRE),
    Par("AAK-01", "svar_avslut", "n", BARN[1:], (), "krets = 'alla'"),
    Par("AAK-01", "svar_avslut", "aak", BARN[1:], (), "krets = 'alla'", "utfall = 'false'"),
    Par("PLA-01", "svar_placering", "pla_01", BARN, ("antal",), celler="utfall = 'true'"),
    Par("LSS-01", "svar_lss", "lss_01", ALLA, ("punkt",)),
    Par("PLAN-01", "svar_plan", "plan_01", ALLA, ("insatsgrupp",), celler="utfall = 'true'"),
)


def compare(root: Path) -> None:
    """Print, per number: how many (lämnare, period, kön) both have, how many are equal, and the two sums."""
    connection = answered(str(root))
    print(f"{'':<30} {'rader':>7} {'lika':>7} {'mattstocken':>12} {'cellerna':>9}")
    for par in PAR:
        rows, same, theirs, ours = connection.execute(_compared_sql(root, par)).fetchall()[0]
        print(f"{par.indikator + ' ' + par.kolumn:<30} {rows:>7} {same:>7} {theirs or 0:>12} {ours or 0:>9}")


def _compared_sql(root: Path, par: Par) -> str:
    """Only periods that the cells have: the others are not complete. A whole has its breakdowns empty, and is then the
    greatest of the rows that have."""
    bands = ", ".join(f"'{band}'" for band in par.band)
    whole = " and ".join([par.urval, f"band in ({bands})", *(f"{name} is null" for name in par.delade)])
    cells = f"read_parquet('{root}/cells/*/{par.indikator}.parquet', hive_partitioning = false)"
    return f"""
with deras as (
    select lamnare, period, kon, sum(antal) as antal
    from (select lamnare, period, kon, band, max({par.kolumn}) as antal from {par.tabell} where {whole} group by all)
    group by all
),
vara as (
    select lamnare, period, kon, sum(antal) filter (where {par.celler}) as antal
    from {cells}
    where uppdelning = '' and variant = ''
    group by all
)
select count(*), count(*) filter (where coalesce(d.antal, 0) = coalesce(v.antal, 0)), sum(d.antal), sum(v.antal)
from vara as v
left join deras as d using (lamnare, period, kon)"""
