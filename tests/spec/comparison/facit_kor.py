"""Numbers of statsmodels, lifelines and PHStatsMethods, printed as JSON: what our functions are held against.

Run in an environment that has them, never in the project's own: with pandas in reach pandera loads it, and every
process of ours would start otherwise than where we are installed.

    python tests/spec/comparison/facit_kor.py > tests/spec/comparison/facit.json
"""

import json
import warnings
from importlib.metadata import version

import numpy as np
import pandas as pd
import PHStatsMethods as ph
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

ANDELAR = [(0, 20), (1, 37), (10, 10), (48, 120), (333, 5000)]
PAR = [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((10, 10), (0, 20)), ((120, 900), (95, 1000))]
TAL = [(0, 1000), (3, 2500), (9, 4000), (10, 4000), (57, 12000), (1200, 90000)]
STRATA = {"x": [[12, 30, 8], [0, 5, 9], [250, 410, 77]], "n": [[900, 1500, 400], [300, 700, 650], [20000, 31000, 6000]]}
STANDARD, REFERENS = [4000, 5000, 1000], {"x": [900, 1400, 300], "n": [60000, 80000, 20000]}
STICKPROV = ([2.0, 4.0, 4.0, 5.0, 7.0, 9.0], [1.0, 3.0, 3.0, 4.0])
TIDER = {
    "6-MP": "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+",
    "aml": "9 13 13+ 18 23 28+ 31 34 45+ 48 161+",
    "aml utan": "5 5 8 8 12 16+ 23 27 30 33 43 45",
    "korta": "1 1 2 2 2 3 4 4 5 5+ 6 6 7 7+ 8 9 9 10 12 15+ 20",
}
KOMMUNER = {"x": [4, 18, 30, 55, 61, 12, 90, 7], "n": [40, 120, 260, 300, 800, 90, 700, 100]}
KVANTILER = [3.1, 2.2, 2.2, 8.0, 5.5, 9.1, 1.0, 4.4, 4.4, 4.4, 7.3, 6.0, 0.3]


def proportions() -> dict:
    df = pd.DataFrame(ANDELAR, columns=["x", "n"])
    out = ph.ph_proportion(df, "x", "n", confidence=[0.95, 0.998])
    return {
        "fall": ANDELAR,
        "statsmodels": [list(map(float, proportion_confint(x, n, method="wilson"))) for x, n in ANDELAR],
        "phstats_95": out[["lower_95_ci", "upper_95_ci"]].values.tolist(),
        "phstats_998": out[["lower_99_8_ci", "upper_99_8_ci"]].values.tolist(),
    }


def differences() -> dict:
    ask = [dict(count1=a[0], nobs1=a[1], count2=b[0], nobs2=b[1]) for a, b in PAR]
    return {
        "fall": PAR,
        "statsmodels": [list(map(float, confint_proportions_2indep(**q, method="newcomb"))) for q in ask],
    }


def rates() -> dict:
    df = pd.DataFrame(TAL[1:], columns=["x", "n"])  # it has no limits of 0 events
    out = ph.ph_rate(df, "x", "n", multiplier=1000)
    exact = [list(map(float, confint_poisson(x, 1, method="exact-c"))) for x, _ in TAL]
    return {"fall": TAL, "statsmodels": exact, "phstats_1000": out[["lower_95_ci", "upper_95_ci"]].values.tolist()}


def long() -> pd.DataFrame:
    rows = [
        {"omr": i, "x": x, "n": n, "w": w, "rx": rx, "rn": rn}
        for i, (xs, ns) in enumerate(zip(STRATA["x"], STRATA["n"]))
        for x, n, w, rx, rn in zip(xs, ns, STANDARD, REFERENS["x"], REFERENS["n"])
    ]
    return pd.DataFrame(rows)


def standardised() -> dict:
    dsr = ph.ph_dsr(long(), "x", "n", "w", group_cols=["omr"], multiplier=1000, euro_standard_pops=False)
    isr = ph.ph_ISRatio(long(), "x", "n", "rx", "rn", group_cols=["omr"])
    columns = ["Value", "lower_95_ci", "upper_95_ci"]
    return {
        **STRATA,
        "w": STANDARD,
        "referens": REFERENS,
        "phstats_dsr_1000": dsr[columns].values.tolist(),
        "phstats_isr": isr[columns].values.tolist(),
    }


def means() -> dict:
    a, b = (DescrStatsW(np.array(v)) for v in STICKPROV)
    out = ph.ph_mean(pd.DataFrame({"v": STICKPROV[0], "g": 1}), "v", "g")
    return {
        "fall": STICKPROV,
        "statsmodels_t": list(map(float, a.tconfint_mean())),
        "statsmodels_welch": list(map(float, CompareMeans(a, b).tconfint_diff(usevar="unequal"))),
        "phstats_t": out[["lower_95_ci", "upper_95_ci"]].values[0].tolist(),
    }


def survival() -> dict:
    found = {}
    for name, text in TIDER.items():
        spells = text.split()
        km = KaplanMeierFitter().fit([int(s.rstrip("+")) for s in spells], ["+" not in s for s in spells])
        band = km.confidence_interval_
        low, high = median_survival_times(band).values[0]
        found[name] = {
            "tider": text,
            "median": float(km.median_survival_time_),
            "granser": [float(low), float(high)],
            "t": band.index.tolist()[1:],
            "nedre": band.iloc[1:, 0].tolist(),
            "ovre": band.iloc[1:, 1].tolist(),
        }
    return found


def funnels() -> dict:
    df = pd.DataFrame(KOMMUNER)
    lim = ph.calculate_funnel_limits(df, "x", "proportion", 100, denom_col="n", years_of_data=1)
    sig = ph.assign_funnel_significance(df.copy(), "x", "proportion", denom_col="n")
    rate_lim = ph.calculate_funnel_limits(
        df.assign(r=1000 * df.x / df.n), "x", "rate", 1000, denom_col="n", rate="r", rate_type="crude", years_of_data=1
    )
    keep = lim.iloc[[0, 30, 60, 99]]
    rk = rate_lim.iloc[[0, 30, 60, 99]]
    return {
        "kommuner": KOMMUNER,
        "andel_n": keep["Population"].tolist(),
        "andel_95": keep[["lower_2s_limit", "upper_2s_limit"]].values.tolist(),
        "andel_998": keep[["lower_3s_limit", "upper_3s_limit"]].values.tolist(),
        "andel_klass": sig["significance"].tolist(),
        "tal_antal": rk["Events"].tolist(),
        "tal_1000_998": rk[["lower_3s_limit", "upper_3s_limit"]].values.tolist(),
    }


def quantiles() -> dict:
    df = pd.DataFrame({"v": KVANTILER})
    return {
        "varden": KVANTILER,
        **{str(k): ph.ph_quantile(df, "v", nquantiles=k, invert=False)["quantile"].tolist() for k in (4, 5, 10)},
    }


def _text(value: object, depth: int = 0) -> str:
    """JSON with a list of numbers on one line, and null for what is never reached."""
    if isinstance(value, dict):
        inner = [
            f"{' ' * (depth + 1)}{json.dumps(k, ensure_ascii=False)}: {_text(v, depth + 1)}" for k, v in value.items()
        ]
        return "{\n" + ",\n".join(inner) + "\n" + " " * depth + "}"
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "[\n" + ",\n".join(f"{' ' * (depth + 1)}{_text(v)}" for v in value) + "\n" + " " * depth + "]"
    return json.dumps(value, ensure_ascii=False).replace("Infinity", "null")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    told = {"versioner": {p: version(p) for p in ("statsmodels", "lifelines", "PHStatsMethods", "scipy", "pandas")}}
    parts = {
        "andelar": proportions,
        "skillnader": differences,
        "tal": rates,
        "standard": standardised,
        "medel": means,
        "overlevnad": survival,
        "trattar": funnels,
        "kvantiler": quantiles,
    }
    print(_text(told | {name: part() for name, part in parts.items()}))
