"""Traps of disclosure, each a small table: the attacker of `isu audit` finds something when small numbers alone are
withheld, and nothing when the rule with proofs has decided.

`bara_sma` and `bevisat` are what is found in the published file: kinds of breach, see `isu.granskning.utlatande`.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from typer.testing import CliRunner

from isu.aggregate import add_up, read_summor
from isu.cells.indikator import Matt
from isu.cli.kommandon import app
from isu.comparison.intervall import wilson
from isu.declaration import load_declarations
from isu.declaration.profil import Skyddsprofil
from isu.disclosure.besluta import decide, only_primary, verified
from isu.disclosure.krav import Krav
from isu.disclosure.skydd import SEKRETESS
from isu.errors import DeclarationError
from isu.flow.angrepp import assumed, is_true
from isu.flow.rapporter import Utskick
from isu.granskning.bredvid import left_beside
from isu.granskning.granska import audit, gathered
from isu.granskning.kunskap import INOM, LIKA, SUMMA
from isu.home import Home
from isu.release.avrunda import rounded
from tests.spec.publication.angripare import found_in, publish
from tests.spec.publication.nation import KOMMUNER, Nation, uppdelning

KRAV = Krav(5, 5, 5)
GRUPPER = "abcd"
PROFILER = Path(__file__).parents[3] / "schemas" / "profiles"
KOMMUNKODER = [k for k, _, _ in KOMMUNER]


def sums(nation: Nation):
    add_up(nation.home, nation.deklaration, nation.indikator)
    return read_summor(nation.home, nation.deklaration, nation.indikator)


def attacked(nation: Nation, tmp_path) -> tuple[set[str], set[str]]:
    """What is found with the primary rule alone, and with proofs."""
    summor = sums(nation)
    bara_sma = found_in(publish(tmp_path / "sma.parquet", summor, only_primary(summor, KRAV)))
    beslut = decide(summor, KRAV)
    assert not beslut.hel
    assert not beslut.monster.obevisade.any()
    return bara_sma, found_in(publish(tmp_path / "bevis.parquet", summor, beslut.skydd))


#: The head of the indicator, and its cells. Every kommun has some in each, so that there is something to protect with.
FALLOR = {
    "totaler: tre pojkar räknas fram ur T - K": (
        (Matt("antal"),),
        {},
        """
        lamnare | kon | antal
        1715    | 1   | 3
        1715    | 2   | 40
        1780    | 1   | 30
        1780    | 2   | 40
        1880    | 1   | 20
        1880    | 2   | 20
        1885    | 1   | 20
        1885    | 2   | 20
        """,
    ),
    "län och kommungrupp: 1715 räknas fram ur båda": (
        (Matt("antal"),),
        {},
        """
        lamnare | antal
        1715    | 3
        1780    | 40
        1880    | 50
        1885    | 60
        """,
    ),
    "två dolda som är små tillsammans": (
        (Matt("antal"),),
        {"uppdelningar": {"typ": uppdelning("a", "b", "c", "d")}},
        """
        lamnare | uppdelning | grupp | antal
        1715    |            |       | 64
        1715    | typ        | a     | 1
        1715    | typ        | b     | 3
        1715    | typ        | c     | 40
        1715    | typ        | d     | 20
        1780    |            |       | 80
        1780    | typ        | a     | 20
        1780    | typ        | b     | 20
        1780    | typ        | c     | 20
        1780    | typ        | d     | 20
        1885    |            |       | 80
        1885    | typ        | a     | 20
        1885    | typ        | b     | 20
        1885    | typ        | c     | 20
        1885    | typ        | d     | 20
        """,
    ),
    "täljare med nämnare: tre utan, av fyrtio": (
        (Matt("andel"),),
        {},
        """
        lamnare | utfall | antal
        1715    | true   | 37
        1715    | false  | 3
        1780    | true   | 20
        1780    | false  | 20
        1880    | true   | 20
        1880    | false  | 20
        1885    | true   | 20
        1885    | false  | 20
        """,
    ),
    "två varianter: skillnaden mellan dem är tre": (
        (Matt("antal"),),
        {"varianter": {"": "Alla", "anmalan": "Bara anmälningar"}},
        """
        lamnare | variant | antal
        1715    |         | 30
        1715    | anmalan | 27
        1780    |         | 40
        1780    | anmalan | 20
        1880    |         | 40
        1880    | anmalan | 20
        1885    |         | 40
        1885    | anmalan | 20
        """,
    ),
    "kapslade nämnare: varianten har tre som helheten har tjugo av": (
        (Matt("andel"),),
        {"varianter": {"": "Alla", "del": "En del av dem"}},
        """
        lamnare | variant | utfall | antal
        1715    |         | true   | 20
        1715    |         | false  | 20
        1715    | del     | true   | 18
        1715    | del     | false  | 20
        1780    |         | true   | 30
        1780    |         | false  | 30
        1780    | del     | true   | 15
        1780    | del     | false  | 15
        1880    |         | true   | 30
        1880    |         | false  | 30
        1880    | del     | true   | 15
        1880    | del     | false  | 15
        1885    |         | true   | 30
        1885    |         | false  | 30
        1885    | del     | true   | 15
        1885    | del     | false  | 15
        """,
    ),
    "inom 120 dagar bredvid fyra månader: tre däremellan": (
        (Matt("andel"),),
        {"varianter": {"": "Fyra månader", "120_dagar": "120 dagar"}},
        """
        lamnare | variant   | utfall | antal
        1715    |           | true   | 20
        1715    |           | false  | 20
        1715    | 120_dagar | true   | 17
        1715    | 120_dagar | false  | 23
        1780    |           | true   | 30
        1780    |           | false  | 30
        1780    | 120_dagar | true   | 30
        1780    | 120_dagar | false  | 30
        1880    |           | true   | 30
        1880    |           | false  | 30
        1880    | 120_dagar | true   | 25
        1880    | 120_dagar | false  | 35
        1885    |           | true   | 30
        1885    |           | false  | 30
        1885    | 120_dagar | true   | 25
        1885    | 120_dagar | false  | 35
        """,
    ),
    "nämnaren är resten i en annan variant: tre flickor utan pågående utredning": (
        (Matt("andel"),),
        {"varianter": {"": "Inleds, av de andra", "med_pagaende": "Pågående, av alla"}},
        """
        lamnare | variant      | kon | utfall | antal
        1715    |              | 1   | true   | 20
        1715    | med_pagaende | 1   | true   | 30
        1715    | med_pagaende | 1   | false  | 20
        1715    |              | 2   | true   | 3
        1715    | med_pagaende | 2   | true   | 30
        1715    | med_pagaende | 2   | false  | 3
        1780    |              | 1   | true   | 12
        1780    | med_pagaende | 1   | true   | 30
        1780    | med_pagaende | 1   | false  | 12
        1780    |              | 2   | true   | 3
        1780    | med_pagaende | 2   | true   | 12
        1780    | med_pagaende | 2   | false  | 3
        1880    |              | 1   | true   | 12
        1880    | med_pagaende | 1   | true   | 30
        1880    | med_pagaende | 1   | false  | 12
        1880    |              | 2   | true   | 3
        1880    | med_pagaende | 2   | true   | 30
        1880    | med_pagaende | 2   | false  | 3
        1885    |              | 1   | true   | 20
        1885    | med_pagaende | 1   | true   | 20
        1885    | med_pagaende | 1   | false  | 20
        1885    |              | 2   | true   | 3
        1885    | med_pagaende | 2   | true   | 20
        1885    | med_pagaende | 2   | false  | 3
        """,
    ),
    "täljaren är nämnaren i en annan variant: alla utom tre väntar, och hur länge": (
        (Matt("andel", variant=("",)), Matt("antal", variant=("vantande",))),
        {"varianter": {"": "Väntar", "vantande": "De som väntar"}},
        """
        lamnare | variant  | kon | utfall | antal
        1715    |          | 1   | true   | 37
        1715    |          | 1   | false  | 3
        1715    |          | 2   | true   | 20
        1715    |          | 2   | false  | 20
        1715    | vantande | 1   | true   | 37
        1715    | vantande | 2   | true   | 20
        1780    |          | 1   | true   | 20
        1780    |          | 1   | false  | 20
        1780    |          | 2   | true   | 20
        1780    |          | 2   | false  | 20
        1780    | vantande | 1   | true   | 20
        1780    | vantande | 2   | true   | 20
        1880    |          | 1   | true   | 20
        1880    |          | 1   | false  | 20
        1880    |          | 2   | true   | 20
        1880    |          | 2   | false  | 20
        1880    | vantande | 1   | true   | 20
        1880    | vantande | 2   | true   | 20
        1885    |          | 1   | true   | 20
        1885    |          | 1   | false  | 20
        1885    |          | 2   | true   | 20
        1885    |          | 2   | false  | 20
        1885    | vantande | 1   | true   | 20
        1885    | vantande | 2   | true   | 20
        """,
    ),
    "tre varianter är tillsammans en fjärde: tre pojkar blir kvar": (
        (Matt("antal"),),
        {"varianter": {"": "Alla", "a": "Av a", "b": "Av b", "c": "Av c"}},
        """
        lamnare | variant | kon | antal
        1715    |         | 1   | 43
        1715    | a       | 1   | 20
        1715    | b       | 1   | 20
        1715    | c       | 1   | 3
        1715    |         | 2   | 60
        1715    | a       | 2   | 20
        1715    | b       | 2   | 20
        1715    | c       | 2   | 20
        1780    |         | 1   | 75
        1780    | a       | 1   | 20
        1780    | b       | 1   | 25
        1780    | c       | 1   | 30
        1780    |         | 2   | 70
        1780    | a       | 2   | 30
        1780    | b       | 2   | 20
        1780    | c       | 2   | 20
        1880    |         | 1   | 60
        1880    | a       | 1   | 15
        1880    | b       | 1   | 20
        1880    | c       | 1   | 25
        1880    |         | 2   | 60
        1880    | a       | 2   | 20
        1880    | b       | 2   | 20
        1880    | c       | 2   | 20
        1885    |         | 1   | 75
        1885    | a       | 1   | 20
        1885    | b       | 1   | 35
        1885    | c       | 1   | 20
        1885    |         | 2   | 60
        1885    | a       | 2   | 20
        1885    | b       | 2   | 20
        1885    | c       | 2   | 20
        """,
    ),
    "år minus halvår": (
        (Matt("antal"),),
        {"periodtyper": ("halvar", "helar")},
        """
        lamnare | period | antal
        1715    | 2024H1 | 3
        1715    | 2024H2 | 30
        1715    | 2024   | 33
        1780    | 2024H1 | 30
        1780    | 2024H2 | 30
        1780    | 2024   | 60
        1880    | 2024H1 | 30
        1880    | 2024H2 | 30
        1880    | 2024   | 60
        1885    | 2024H1 | 30
        1885    | 2024H2 | 30
        1885    | 2024   | 60
        """,
    ),
    "länet är en kommun": (
        (Matt("antal"),),
        {},
        """
        lamnare | antal
        1780    | 3
        1880    | 50
        1885    | 60
        """,
    ),
    "nollor skyddar inte: alla andra är noll": (
        (Matt("antal"),),
        {},
        """
        lamnare | kon | aldersgrupp | antal
        1715    | 1   | 0-12        | 3
        1715    | 2   | 0-12        | 0
        1715    | 2   | 13-17       | 30
        1780    | 2   | 0-12        | 30
        1880    | 1   | 13-17       | 30
        1885    | 2   | 0-12        | 30
        """,
    ),
    "okänt kön: två som varken är K eller M": (
        (Matt("andel"),),
        {},
        """
        lamnare | kon | utfall | antal
        1715    | 1   | true   | 3
        1715    | 1   | false  | 20
        1715    | 2   | true   | 20
        1715    | 2   | false  | 20
        1715    | 9   | true   | 2
        1780    | 1   | true   | 20
        1780    | 1   | false  | 20
        1885    | 1   | true   | 20
        1885    | 1   | false  | 20
        """,
    ),
}


@pytest.mark.parametrize("falla", FALLOR)
def test_the_attacker_finds_the_trap_until_it_is_proved_safe(tmp_path, falla):
    matt, head, celler = FALLOR[falla]
    nation = Nation(tmp_path, *matt, **head)
    nation.celler(celler)
    bara_sma, bevisat = attacked(nation, tmp_path)
    assert bara_sma
    assert not bevisat


def test_who_is_in_a_numerator_or_left_of_it_is_no_count_of_its_own_in_another_variant(tmp_path):
    """The n of those who wait is the numerator of all, and n of the others what it leaves: two coordinates for four
    numbers."""
    nation = Nation(
        tmp_path,
        Matt("andel", variant=("",)),
        Matt("antal", variant=("andra",)),
        Matt("antal", variant=("vantande",)),
        varianter={"": "Väntar", "andra": "De andra", "vantande": "De som väntar"},
    )
    nation.celler("""
        lamnare | variant  | utfall | antal
        1715    |          | true   | 37
        1715    |          | false  | 20
        1715    | andra    | true   | 20
        1715    | vantande | true   | 37
        """)
    beslut = decide(sums(nation), KRAV)
    rows = beslut.modell.dimensioner[-1].medlemmar
    alla, taljare, andra, vantande = (
        rows[beslut.plan.rakning.plats[place]].tolist() for place in ((0, None), (0, 0), (1, None), (2, None))
    )
    assert (alla, taljare, andra, vantande) == ([1, 0], [0, 1], [1, -1], [0, 1])


def test_two_variants_that_differ_by_few_are_not_taken_for_equal(tmp_path):
    """One boy of 21 in 1715 has two services. Where that one is seen a number is withheld, so that the two variants are
    equal wherever both are shown: a reader who takes them to be equal takes the 20 boys for 21."""
    nation = Nation(tmp_path, Matt("antal"), varianter={"": "Per insats", "per_barn": "Per barn"})
    nation.celler("""
        lamnare | variant  | kon | antal
        1715    |          | 1   | 21
        1715    |          | 2   | 30
        1715    | per_barn | 1   | 20
        1715    | per_barn | 2   | 30
        1780    |          | 1   | 30
        1780    |          | 2   | 30
        1780    | per_barn | 1   | 30
        1780    | per_barn | 2   | 30
        1880    |          | 1   | 30
        1880    |          | 2   | 30
        1880    | per_barn | 1   | 30
        1880    | per_barn | 2   | 30
        1885    |          | 1   | 30
        1885    |          | 2   | 30
        1885    | per_barn | 1   | 30
        1885    | per_barn | 2   | 30
        """)
    summor = sums(nation)
    skydd = decide(summor, KRAV).skydd
    at = (0, 0, summor.axlar["kon"].medlemmar.index("M"), summor.axlar["aldersgrupp"].medlemmar.index("alla"), 0)
    assert sorted(status[at] == SEKRETESS for status in skydd.status_n) == [False, True]
    assert not found_in(publish(tmp_path / "bevis.parquet", summor, skydd))


def with_groups(tmp_path, first: dict[str, int]) -> Nation:
    """Thirty in each of four groups of every kommun, save in 1715."""
    nation = Nation(tmp_path, Matt("antal"), uppdelningar={"typ": uppdelning(*GRUPPER)})
    rows = []
    for kommun in KOMMUNKODER:
        parts = {g: 30 for g in GRUPPER} | (first if kommun == "1715" else {})
        rows += [f"{kommun} | typ | {g} | {n}" for g, n in parts.items()]
        rows.append(f"{kommun} | | | {sum(parts.values())}")
    nation.celler("\n".join(["lamnare | uppdelning | grupp | antal", *rows]))
    return nation


def test_who_is_alone_cannot_subtract_itself(tmp_path):
    summor = sums(with_groups(tmp_path, {"a": 4, "b": 1}))
    # The one in group b knows it: what is withheld of a and b together would tell that person of the four in a.
    assert rests_on_b(decide(summor, KRAV))
    beslut = decide(summor, KRAV, ensamma=True)
    assert not beslut.hel
    assert not rests_on_b(beslut)


def test_the_verifier_refuses_proofs_that_rest_on_somebody_who_is_alone(tmp_path):
    """Four in group a and one in b: who is alone in b knows it, and what protects a must not be that b may be two."""
    summor = sums(with_groups(tmp_path, {"a": 4, "b": 1}))
    for ensamma, faults in ((False, True), (True, False)):
        beslut = decide(summor, KRAV, ensamma=ensamma)
        assert not verified(beslut.modell, KRAV, beslut.monster)
        told = verified(beslut.modell, KRAV, beslut.monster, ensamma=True)
        assert any("ensam" in fault for fault in told) is faults


def test_a_kommun_of_one_person_does_not_protect_the_other_of_its_lan(tmp_path):
    """1880 has one, 1885 four and their län five: who is alone in 1880 has 1885 if the län is shown."""
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler("lamnare | antal\n1715 | 40\n1780 | 50\n1880 | 1\n1885 | 4")
    summor = sums(nation)
    whole = [("lan", "18"), ("halvar", "2024H1"), "T", "alla", ("", "")]
    at = tuple(axel.medlemmar.index(m) for axel, m in zip(summor.axlar.values(), whole, strict=True))
    for ensamma in (False, True):
        beslut = decide(summor, KRAV, ensamma=ensamma)
        assert not beslut.hel
        assert (beslut.skydd.status_n[0][at] == SEKRETESS) == ensamma


def rests_on_b(beslut) -> bool:
    """Does any proof of 1715's group a change its group b?"""
    in_b = np.zeros(beslut.modell.y.shape, bool)
    in_b[0, :, :, :, 1] = True
    own = np.unique(beslut.monster.bevis[:, 0, :, :, :, 1])
    proofs = beslut.monster.certifikat
    return any(np.isin(proofs.plats[proofs.of(i)], np.flatnonzero(in_b)).any() for i in own if i >= 0)


def test_the_same_seed_gives_the_same_pattern_and_another_may_give_another(tmp_path):
    summor = sums(with_groups(tmp_path, {"a": 3}))
    patterns = [decide(summor, KRAV, seed).monster.dolda for seed in (1, 1, 2, 3, 4)]
    assert np.array_equal(patterns[0], patterns[1])
    assert any(not np.array_equal(patterns[0], other) for other in patterns)


def test_the_pattern_of_the_period_before_is_tried_first(tmp_path):
    summor = sums(with_groups(tmp_path, {"a": 3}))
    first, *others = [decide(summor, KRAV, seed).monster.dolda for seed in (1, 2, 3, 4)]
    other = next(p for p in others if not np.array_equal(p, first))
    assert np.array_equal(decide(summor, KRAV, 1, earlier=other).monster.dolda, other)


def test_a_later_release_must_not_show_what_an_earlier_one_withheld_or_tell_a_few_by_difference(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler("lamnare | antal\n1715 | 30\n1780 | 40\n1880 | 50\n1885 | 60")
    for namn, antal in (("forst", 30), ("sedan", 32)):
        nation.celler(f"lamnare | antal\n1715 | {antal}")
        summor = sums(nation)
        (tmp_path / namn).mkdir()
        publish(tmp_path / namn / "indikatorer.parquet", summor, decide(summor, KRAV).skydd)
    grupper = {k: grupp for k, _, grupp in KOMMUNER}
    (ensam,) = audit(tmp_path / "sedan", grupper)
    (jamford,) = audit(tmp_path / "sedan", grupper, tidigare=tmp_path / "forst")
    assert not ensam.brister
    assert set(jamford.brister) == {"skillnad"}


def test_the_profile_chooses_the_rule_with_proofs_and_the_release_tells_it(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler("lamnare | antal\n1715 | 3\n1780 | 40\n1880 | 50\n1885 | 60")
    for profil in (Skyddsprofil("prov", 5, metod="bevisad"), Skyddsprofil("sos", 21, 4, 4, metod="bevisad")):
        nation.deklaration = replace(nation.deklaration, skydd=profil)
        rows = nation.publicerar()
        assert rows.schema.metadata[b"skyddsmetod"] == b"bevisad"
        assert not found_in(nation.home.edition / "indikatorer.parquet", profil.troskel)
    secret = tmp_path / ".skyddshemlighet"
    assert secret.stat().st_mode & 0o077 == 0
    assert not any(path.name == secret.name for path in nation.home.edition.iterdir())


def test_a_profile_with_several_limits_needs_the_rule_with_proofs(tmp_path):
    own = tmp_path / "egna" / "schemas" / "profiles" / "skydd.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("namn: prov\ntroskel: 21\ntaljare: 4\nmetod: enkel\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match="bevisad"):
        load_declarations(Home(tmp_path))
    for profil in sorted(PROFILER.glob("skydd_s*.yaml")):
        own.write_text(profil.read_text(encoding="utf-8"), encoding="utf-8")
        assert load_declarations(Home(tmp_path)).skydd.kalla.startswith("Kolada")


def test_isu_audit_ends_with_1_when_something_can_be_had_back(tmp_path):
    nation = Nation(tmp_path / "hem", Matt("antal"))
    nation.celler("lamnare | antal\n1715 | 3\n1780 | 40\n1880 | 50\n1885 | 60")
    summor = sums(nation)
    for namn, skydd, code in (("sma", only_primary(summor, KRAV), 1), ("bevis", decide(summor, KRAV).skydd, 0)):
        (tmp_path / namn).mkdir()
        publish(tmp_path / namn / "indikatorer.parquet", summor, skydd)
        told = CliRunner().invoke(app, ["audit", str(tmp_path / namn), "--lp", "--sample", "0.02"])
        assert told.exit_code == code
        assert "1715" not in told.output


@pytest.mark.parametrize("metod", ["enkel", "bevisad"])
def test_isu_audit_tells_apart_what_it_finds_only_by_a_guess(tmp_path, metod):
    """Thirty women and thirty men, and 28 of either of another variant, who are others: it is no more wherever both are
    shown, but it is in 1885. Of a release with proofs all that is so was reckoned with, so who believes it is wrong."""
    nation = Nation(tmp_path / "hem", Matt("antal"), varianter={"": "Alla", "annan": "Andra"})
    antal = {(k, v, kon): 28 if v else 30 for k in KOMMUNKODER for v in ("", "annan") for kon in (1, 2)}
    antal |= {("1885", "", 1): 1, ("1885", "annan", 1): 3}
    rows = [f"{k} | {v} | {kon} | {n}" for (k, v, kon), n in antal.items()]
    nation.celler("\n".join(["lamnare | variant | kon | antal", *rows]))
    summor = sums(nation)
    publish(tmp_path / "indikatorer.parquet", summor, decide(summor, KRAV).skydd, metod=metod)
    found = gathered(list(audit(tmp_path, {k: grupp for k, _, grupp in KOMMUNER})))
    of_guess, apart = (found.brister, {}) if metod == "enkel" else (found.gissade[0].antagna, found.brister)
    assert "visat" in of_guess
    assert apart == {}
    assert any("annan n inom huvudvarianten n" in told for told in assumed(found)) is (metod == "bevisad")


@pytest.mark.parametrize(
    ("skydd", "options", "code", "told"),
    [
        ("bevis", [], 0, ["Utgåvan ligger i"]),
        (
            "sma",
            [],
            1,
            [
                "ett dolt tal är säkert mellan 1 och",
                "brister: TST-01",
                "går att räkna fram. Det kan bero på",
                "--trots-brister",
            ],
        ),
        ("sma", ["--trots-brister"], 0, ["ett dolt tal är säkert mellan 1 och", "Utgåvan ligger i"]),
    ],
)
def test_isu_release_attacks_first_and_makes_no_release_of_what_can_be_had_back(
    tmp_path, monkeypatch, skydd, options, code, told
):
    """The edition's numbers are those of one kommun with three, with small numbers alone withheld or with proofs."""
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler("lamnare | antal\n1715 | 3\n1780 | 40\n1880 | 50\n1885 | 60")
    nation.publicerar()
    summor = sums(nation)
    status = only_primary(summor, KRAV) if skydd == "sma" else decide(summor, KRAV).skydd
    publish(nation.home.edition / "indikatorer.parquet", summor, status)
    made = []
    monkeypatch.setattr("isu.flow.publicera.edition_is_stale", lambda home: False)
    monkeypatch.setattr("isu.flow.publicera.keep", lambda *_, **__: None)
    monkeypatch.setattr("isu.flow.publicera.write_release", lambda home, namn: made.append(namn))
    monkeypatch.setattr("isu.flow.rapporter.send_reports", lambda home, namn: Utskick(namn))
    for of_files in ("files_of", "_deliveries_of"):
        monkeypatch.setattr(f"isu.flow.publicera.{of_files}", lambda *_: {})
    ended = CliRunner().invoke(app, ["release", "prov", "--home", str(tmp_path), *options])
    assert (ended.exit_code, made) == (code, ["prov"] if code == 0 else [])
    assert [part for part in told if part not in ended.output] == [], ended.output
    assert "1715" not in ended.output


def test_a_value_and_its_limits_tell_the_count_so_that_they_are_withheld_with_it(tmp_path):
    """2 of 7: 28.6 %, 8.2–64.1 %. No other numerator and n below a hundred give the same three numbers."""
    fits = [(x, n) for n in range(1, 100) for x in range(n + 1) if _printed(x, n) == (28.6, 8.2, 64.1)]
    assert fits == [(2, 7)]
    nation = Nation(tmp_path, Matt("andel"))
    nation.celler("lamnare | utfall | antal\n" + "\n".join(f"{k} | {u} | 30" for k in KOMMUNKODER for u in UTFALL))
    nation.celler("lamnare | utfall | antal\n1715 | true | 2\n1715 | false | 5")
    rows = nation.publicerar()
    assert not left_beside(rows)
    careless = [{"varde": 28.6, "nedre": 8.2, "ovre": 64.1} if r["omrade"] == "1715" else {} for r in rows.to_pylist()]
    assert left_beside(changed(rows, careless))["bredvid"] > 0


def test_a_standardised_rate_tells_its_only_withheld_stratum_so_that_it_is_not_shown(tmp_path):
    """Four boys of 0–12 in 1715, and 15 in every other stratum: the standardised rate is a sum of known and theirs."""
    nation = Nation(tmp_path, Matt("per_1000"), befolkning=(0, 20))
    nation.befolkas("\n".join(["kommun | ar | per_alder", *(f"{k} | 2024 | 100" for k in KOMMUNKODER)]))
    strata = [(k, kon, band) for k in KOMMUNKODER for kon in (1, 2) for band in ("0-12", "13-17", "18-20")]
    cells = [(*s, 4 if s == ("1715", 1, "0-12") else 15) for s in strata]
    nation.celler("\n".join(["lamnare | kon | aldersgrupp | antal", *(" | ".join(map(str, c)) for c in cells)]))
    rows = nation.publicerar()
    assert not left_beside(rows)
    careless = [
        {"standardiserat": 30.0, "standardiserat_metod": "dobson"}
        if (r["omrade"], r["kon"], r["aldersgrupp"]) == ("1715", "T", "alla")
        else {}
        for r in rows.to_pylist()
    ]
    assert left_beside(changed(rows, careless)) == {"standardiserat": 1}


UTFALL = ("true", "false")


def _printed(x: int, n: int) -> tuple[float, ...]:
    low, high = (100 * float(limit) for limit in wilson(np.array(x), np.array(n), 0.95))
    return tuple(float(v) for v in rounded(np.array([100 * x / n, low, high])))


def changed(rows: pa.Table, by: list[dict]) -> pa.Table:
    return pa.Table.from_pylist([row | more for row, more in zip(rows.to_pylist(), by, strict=True)], rows.schema)


@pytest.mark.parametrize(
    ("slag", "whole", "parts", "believed"),
    [
        (INOM, ("", "andel", None), [("sen", "andel", None)], True),
        (INOM, ("sen", "andel", None), [("", "andel", None)], False),
        (LIKA, ("", "andel", None), [("sen", "andel", None)], False),
        (SUMMA, ("", "andel", None), [("", "andel", ""), ("sen", "andel", None)], True),
        (LIKA, ("", "andel", None), [("forr", "andel", None)], True),
    ],
)
def test_the_attack_before_a_release_with_proofs_believes_only_what_is_true(slag, whole, parts, believed):
    """Five units of which three are so; another variant counts the two that are not. In one place of two the latter are
    withheld, so that a reader of the file could take any of these for true. Of a variant that an earlier release had,
    and that is counted no more, nobody knows better."""
    n, so, sen = np.array([[5, 9]]), np.array([[3, 8]]), np.array([[2, 1]])
    numbers = {("", "andel", None): n, ("", "andel", ""): so, ("sen", "andel", None): sen}
    assert is_true(numbers, slag, whole, tuple(parts)) is believed
