"""Who is alone in a number knows it: what that attacker finds in a release, and on which levels it is reckoned with."""

import json
from dataclasses import replace
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isu.aggregate import read_summor
from isu.cells.indikator import Matt
from isu.declaration import load_declarations
from isu.declaration.profil import Skyddsprofil
from isu.disclosure.besluta import areas_of, decide, verified
from isu.disclosure.krav import Krav
from isu.disclosure.laget import held_by
from isu.disclosure.prova import designed
from isu.disclosure.utformning import Utbudsregel
from isu.errors import DeclarationError
from isu.flow.angrepp import by_name
from isu.granskning import ensamma, granska
from isu.granskning.slaktskap import within_each_other
from isu.home import Home
from tests.spec.publication.nation import KOMMUNER, Nation
from tests.spec.publication.test_publ_bevis import sums

KRAV = Krav(5, 5, 5)
GRUPPER = {k: grupp for k, _, grupp in KOMMUNER}
NIVAER = ("stadsdel", "kommun")
#: 1880 has one, 1885 four and their län five: who is alone in 1880 has 1885 if the län is shown.
CELLER = "lamnare | antal\n1715 | 40\n1780 | 50\n1880 | 1\n1885 | 4"


def published(tmp_path, nivaer: tuple[str, ...]) -> Nation:
    nation = Nation(tmp_path, Matt("antal"))
    nation.deklaration = replace(nation.deklaration, skydd=Skyddsprofil("prov", 5, ensamma=nivaer))
    nation.celler(CELLER)
    nation.publicerar()
    return nation


def counts(nation: Nation) -> pa.Table:
    return by_name(read_summor(nation.home, nation.deklaration, nation.indikator))


def told(nation: Nation) -> dict[str, int]:
    (found,) = granska.audit(nation.home.edition, GRUPPER, summor=lambda _: counts(nation))
    return found.brister


def test_the_attacker_who_is_alone_finds_what_the_profile_did_not_reckon_with(tmp_path, monkeypatch):
    monkeypatch.setattr(ensamma, "PART", 1.0)
    monkeypatch.setattr(granska, "protected_alone", lambda path: frozenset(NIVAER))
    assert set(told(published(tmp_path / "av", ()))) == {"ensam"}
    assert told(published(tmp_path / "pa", NIVAER)) == {}


def test_without_the_sums_nobody_can_see_who_is_alone(tmp_path):
    nation = published(tmp_path, ())
    (found,) = granska.audit(nation.home.edition, GRUPPER)
    assert found.brister == {}


def test_the_levels_of_the_profile_stand_in_the_release(tmp_path):
    about = pq.read_schema(published(tmp_path, NIVAER).home.edition / "indikatorer.parquet").metadata
    limits = json.loads(about[b"skyddsgranser"])
    assert limits["ensamma"] == list(NIVAER)
    assert (limits["utbud_storst"], limits["utbud_dolda_genast"]) == (400, 0.8)


def test_proofs_of_other_levels_may_rest_on_who_is_alone(tmp_path):
    """Asked of riket and the kommungrupper only, the pattern is that of a profile that asks nothing."""
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler(CELLER)
    summor = sums(nation)
    of_kommuner, of_others = (areas_of(summor, nivaer) for nivaer in (NIVAER, ("riket", "kommungrupp")))
    asked, other = decide(summor, KRAV, ensamma=of_kommuner), decide(summor, KRAV, ensamma=of_others)
    assert (other.skydd.status_n[0] == decide(summor, KRAV).skydd.status_n[0]).all()
    assert verified(asked.modell, KRAV, asked.monster, of_kommuner) == []
    assert verified(other.modell, KRAV, other.monster, of_others) == []
    assert verified(other.modell, KRAV, other.monster, of_kommuner) != []


def test_the_profile_that_comes_along_reckons_with_them_and_an_unknown_level_is_refused(tmp_path):
    assert load_declarations().skydd.ensamma == NIVAER
    own = tmp_path / "egna" / "schemas" / "profiles" / "skydd.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("namn: prov\ntroskel: 5\nensamma: [region]\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match="ensamma ska vara en lista av nivåer"):
        load_declarations(Home(tmp_path))


def test_search_and_gate_agree_on_what_holds_what(tmp_path):
    """What two numerators of different variants differ by is no part of the narrower variant's n. A year of persons is
    no sum of its half-years, but holds each."""
    nation = Nation(tmp_path, Matt("andel"), varianter={"": "Alla", "del": "En del"}, periodtyper=("halvar", "helar"))
    nation.celler("""
        lamnare | period | variant | utfall | antal
        1715    | 2024H1 |         | true   | 30
        1715    | 2024H1 |         | false  | 20
        1715    | 2024H1 | del     | true   | 20
        1715    | 2024H1 | del     | false  | 10
        1715    | 2024H2 |         | true   | 25
        1715    | 2024H2 | del     | true   | 15
        1715    | 2024   |         | true   | 40
        1715    | 2024   |         | false  | 20
        1715    | 2024   | del     | true   | 30
        1715    | 2024   | del     | false  | 10
        """)
    _, period, *_, counted = dimensions = decide(sums(nation), KRAV).modell.dimensioner
    assert (period.lager < 0).any() and (counted.lager < 0).any()
    for dimension in dimensions:
        assert (held_by(dimension) == within_each_other(dimension.medlemmar, dimension.lager).T).all()


@pytest.mark.parametrize("seed", range(4))
def test_in_random_small_nations_no_indicator_is_lost_for_a_number_without_proof(tmp_path, seed):
    """Where many are alone some numbers have no proof: their breakdowns have no rows, or their areas show nothing."""
    rng = np.random.default_rng(seed)
    nation = Nation(tmp_path, Matt("andel"), varianter={"": "Alla", "del": "En del av dem"})
    rows = ["lamnare | variant | kon | aldersgrupp | utfall | antal"]
    for kommun, kon, alder, utfall in product(GRUPPER, (1, 2, 9), ("0-12", "13-17"), ("true", "false")):
        antal = rng.choice([0, 1, 1, 3, 4, 8, 30])
        counts = {"": antal, "del": rng.integers(antal + 1)}
        rows += [f"{kommun} | {variant} | {kon} | {alder} | {utfall} | {n}" for variant, n in counts.items()]
    nation.celler("\n".join(rows))
    summor = sums(nation)
    asked = areas_of(summor, NIVAER)
    beslut = designed(summor, KRAV, Utbudsregel(0.5, 0.5), ensamma=asked)
    assert not beslut.hel
    assert verified(beslut.modell, KRAV, beslut.monster, asked) == []
