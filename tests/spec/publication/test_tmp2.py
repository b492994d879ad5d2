import numpy as np, pytest, os
from isu.cells.indikator import Matt
from isu.granskning.granska import attacked, INDIKATORER
from isu.granskning.las import read
from isu.granskning.utlatande import breaches
from tests.spec.publication.nation import Nation
from tests.spec.publication.utgavor import Serie, GRUPPER
from tests.spec.publication.test_tmp1 import KOM, celler


def test_r(tmp_path):
    seed, metod = int(os.environ["SEED"]), os.environ["METOD"]
    rng = np.random.default_rng(seed)

    def some():
        return {(kon, ut): int(rng.choice([0, 2, 7, 30, 60])) for kon in (1, 2) for ut in ("true", "false")}

    base = {k: some() for k in KOM}
    late = [k for k in KOM if rng.random() < 0.3][:3]
    upd = {k: {c: max(0, v + int(rng.choice([0, 0, 0, 2, 10, -10, 12]))) for c, v in base[k].items()} for k in KOM}
    for k in KOM:
        if rng.random() < 0.4:
            upd[k] = dict(base[k])
    print("base", base)
    print("late", late)
    print("upd", upd)
    s = Serie(Nation(tmp_path, Matt("andel")), metod)
    s.slapper("a", celler(rng, base, [k for k in KOM if k not in late]))
    s.slapper("b", celler(rng, upd, KOM))
    for namn in "ab":
        for kon in "TKM":
            print(namn, kon, s.laser(namn, "n taljare status_n status revideras_senare", kon=kon))
    from isu.granskning.utgavor import together

    a = read(s.nation.home.releases / "a" / INDIKATORER, "TST-01")
    b = read(s.nation.home.releases / "b" / INDIKATORER, "TST-01")
    from isu.aggregate import read_summor

    for nm, pp, yy in (
        ("new", together(b, a)[0], upd),
        ("old", together(a, b)[0], {k: base[k] for k in KOM if k not in late}),
    ):
        t = attacked(pp, GRUPPER)
        for x in breaches(t, 5):
            q = t.publicerat
            key = [ax[i] for ax, i in zip(q.axlar, x.plats)]
            if key[3] == ("alla",):
                (typ, omr) = key[0]
                ks = [k for k in yy if omr == "0000" or k == omr or k[:2] == omr or GRUPPER[k] == omr]
                kons = {"T": (1, 2), "K": (2,), "M": (1,)}[key[2][0]]
                u = q.storheter[x.plats[-1]][2]
                uts = {None: ("true", "false"), "": ("true",), " -": ("false",)}[u]
                print(
                    "X",
                    nm,
                    x.slag,
                    key[0],
                    key[2],
                    repr(u),
                    t.lag[x.plats],
                    t.hog[x.plats],
                    "sant",
                    sum(yy[k][(c, ut)] for k in ks for c in kons for ut in uts),
                )
