import numpy as np, pytest, os
from isu.aggregate import read_summor
from isu.cells.indikator import Matt
from tests.spec.publication.nation import Nation, uppdelning
from tests.spec.publication.utgavor import Serie, true_findings

KOM = ["1715", "1780", "1880", "1885"]
PER = os.environ.get("PER", "")


def celler(base, kommuner, perioder):
    rows = []
    for k in kommuner:
        for p in perioder:
            for (kon, ut), n in base[k][p].items():
                rows.append(f"{k} | {p} | {kon} | {ut} | {n}")
    return "\n".join(["lamnare | period | kon | utfall | antal", *rows])


@pytest.mark.parametrize("seed", range(int(os.environ.get("N0", "0")), int(os.environ.get("N1", "12"))))
@pytest.mark.parametrize("metod", ["enkel", "bevisad"])
def test_r(tmp_path, seed, metod):
    rng = np.random.default_rng(seed)

    def some():
        return {(kon, ut): int(rng.choice([0, 2, 7, 30, 60])) for kon in (1, 2) for ut in ("true", "false")}

    def plus(a, b):
        return {c: a[c] + b[c] for c in a}

    base = {k: {"2024H1": some(), "2024H2": some()} for k in KOM}
    late = [k for k in KOM if rng.random() < 0.3][:3]
    upd = {
        k: {
            "2024H1": {c: max(0, v + int(rng.choice([0, 0, 0, 2, 10, -10, 12]))) for c, v in base[k]["2024H1"].items()},
            "2024H2": base[k]["2024H2"],
        }
        for k in KOM
    }
    for k in KOM:
        if rng.random() < 0.4:
            upd[k] = dict(base[k])
        upd[k]["2024"] = plus(upd[k]["2024H1"], upd[k]["2024H2"])
    second = ["2024H1", "2024H2", "2024"] if PER else ["2024H1"]
    nat = Nation(tmp_path, Matt("andel"), periodtyper=("halvar", "helar"))
    s = Serie(nat, metod)

    def sums():
        return read_summor(nat.home, nat.deklaration, nat.indikator)

    s.slapper("a", celler(base, [k for k in KOM if k not in late], ["2024H1"]))
    ya = sums()
    s.slapper("b", celler(upd, KOM, second))
    yb = sums()
    s.slapper("c", celler(upd, KOM, second), revision=True)
    yc = sums()
    res = (
        s.fynd("b"),
        s.fynd("b", "a"),
        true_findings(s, "b", "a", yb),
        true_findings(s, "a", "b", ya),
        s.fynd("c"),
        s.fynd("c", "b"),
        true_findings(s, "c", "b", yc),
        true_findings(s, "b", "c", yb),
        true_findings(s, "a", "c", ya),
    )
    rows = s.laser("b", "revideras_senare")
    rc = s.laser("c", "revideras_senare")
    print(seed, metod, res, late, list(rows.values()).count("väntar"), list(rc.values()).count("väntar"))
