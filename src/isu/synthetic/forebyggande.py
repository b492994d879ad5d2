"""Rows of the table forebyggande_insats: services without a needs test, begun in each month of a half-year.

Some lämnare send a row per service, others a count of those that are alike (mängdstatistik).
"""

import numpy as np
import polars as pl

from isu.period import Period
from isu.synthetic.antaganden import Antaganden
from isu.synthetic.lott import Lott, lott
from isu.synthetic.manader import Manad, months_of
from isu.synthetic.pseudonym import ids
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import codes, constant, only_if, stream, yes_no

GRUPP = ["3", "4"]
VERKSAMHETER = {"Familjecentral": 0.34, "Öppen mottagning": 0.30, "Fältgrupp": 0.16, "Skolsamverkan": 0.20}
ALDRAR = {"0-12": 0.58, "13-17": 0.34, "18-20": 0.05, "okand": 0.03}
BOENDE = {"bada_foraldrar": 0.5, "vaxelvis": 0.17, "en_foralder": 0.3, "okant": 0.03}


def preventive(a: Antaganden, s: Sardrag, halvar: Period) -> pl.DataFrame:
    rows = pl.concat([_month(a, s, manad) for manad in months_of(halvar)])
    if s.forebyggande_som_antal:
        rows = _counted(rows)
    numbers = (halvar.fran.toordinal() << 12) + np.arange(len(rows))
    return rows.with_columns(ids("f", f"{s.seed}/{s.lamnare}", numbers).alias("rad_id"))


def _month(a: Antaganden, s: Sardrag, manad: Manad) -> pl.DataFrame:
    """Groups begin in autumn and after Christmas; July is quiet."""
    rng = stream(s.seed, s.lamnare, "forebyggande", manad.forsta.toordinal())
    season = a.gruppstart[manad.forsta.month - 1] / np.mean(a.gruppstart)
    n = rng.poisson(a.forebyggande_per_1000 * s.invanare / 1000 / 12 * season * s.arbetssatt.samtal)
    lot = lott(s.seed, s.lamnare, f"forebyggande/{manad.namn}", np.arange(n))
    kategori = codes(lot, a.koder("insatskategori", "insatskategori"), n)
    women, men = _carers(lot, n)
    return pl.DataFrame(
        {
            "kategori": kategori,
            "verksamhet": codes(lot, VERKSAMHETER, n, a.uppgift_okand),
            "samverkan": yes_no(lot, 0.35, n, 0.05),
            "startmanad": pl.Series([manad.forsta]).new_from_index(0, n),
            "alder_grupp": codes(lot, a.koder_av(ALDRAR, "alder_grupp"), n),
            "kon": codes(lot, {"1": 0.49, "2": 0.49, "9": 0.02}, n),
            "boendesituation": codes(lot, a.koder_av(BOENDE, "boendesituation"), n),
            "omsorg_kvinnor": only_if(kategori != "1", women),
            "omsorg_man": only_if(kategori != "1", men),
            "tolk": yes_no(lot, 0.12, n, 0.02),
            "resultat": codes(lot, a.koder("forebyggande_resultat", "forebyggande_resultat"), n),
            "antal": constant("1", n).cast(pl.Int32),
        }
    )


def _carers(lot: Lott, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Mothers take part more often than fathers."""
    return (lot.random(n) < 0.8).astype(np.int32), (lot.random(n) < 0.42).astype(np.int32)


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    """Only what a tally can tell: month, category, age group, kön and result."""
    told = ["kategori", "startmanad", "alder_grupp", "kon", "resultat"]
    summed = [pl.col(name).sum().cast(pl.Int32) for name in ("omsorg_kvinnor", "omsorg_man", "antal")]
    return rows.group_by(told).agg(*summed).sort(told)
