"""How units become cells: what the framework does for every indicator, tried with small ones made for it."""

import pytest

from isu.errors import DeclarationError
from tests.spec.tabell import Exempel, rader

HEAD = """/*---
id: X-01
version: "1"
grupp: X
omraden: [barn_unga]
namn: {{sv: Namn, en: Name}}
definition: {{sv: Vad, en: What}}
population: Alla
kalla: Egen
riktning: ingen
{ages}
periodtyper: {types}
matt: [{{matt: antal}}]
{more}
---*/
select p.period, u.kon, {columns}
from utredning as u
join perioder as p on u.inledd_datum between p.fran and p.till
"""
ALL_AGES = "aldersgrupper: {0-17: [0, 17], 18+: [18, null]}"
CHILDREN = "alder: [0, 17]\naldersgrupper: {0-12: [0, 12], 13-17: [13, 17]}"


@pytest.fixture
def exempel(tmp_path) -> Exempel:
    return Exempel(tmp_path)


def indikator(exempel: Exempel, columns: str, more: str = "", ages: str = ALL_AGES, types: str = "[halvar]") -> None:
    head = HEAD.format(columns=columns, more=more, ages=ages, types=types)
    exempel.egen("dbt_like_sql/indicators/X-01.sql", head)


def test_no_limit_counts_every_age_and_an_impossible_one_as_unknown(exempel):
    indikator(exempel, "case u.utfall when 'insats' then -1 else u.alder end as alder, 1 as utfall")
    exempel.levererar(
        "utredning",
        """
        alder | utfall
        17    | ovrigt
        18    | ovrigt
              | ovrigt
        5     | insats
        """,
    )
    assert exempel.celler("X-01", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        0-17        | 1      | 1
        18+         | 1      | 1
        okand       | 1      | 2
        """
    )


def test_a_limit_drops_known_ages_outside_it_and_makes_the_outcome_of_unknown_ages_unknown(exempel):
    indikator(exempel, "u.alder, 7 as utfall, 5 as fore, false as censurerad", ages=CHILDREN)
    exempel.levererar(
        "utredning",
        """
        alder | kon
        12    | 1
        17    | 1
        18    | 1
              | 1
        """,
    )
    assert exempel.celler("X-01", "aldersgrupp utfall fore censurerad") == rader(
        """
        aldersgrupp | utfall | fore | censurerad | antal
        0-12        | 7      | 5    | false      | 1
        13-17       | 7      | 5    | false      | 1
        okand       |        | 5    |            | 1
        """
    )


def test_a_band_may_be_given_instead_of_an_age(exempel):
    indikator(exempel, "u.instrument as aldersgrupp, true as utfall", ages=CHILDREN)
    exempel.levererar(
        "utredning",
        """
        instrument | kon
        0-12       | 1
        0-13       | 1
                   | 1
        """,
    )
    assert exempel.celler("X-01", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        0-12        | true   | 1
        okand       |        | 2
        """
    )


PERIODER = 'matdag: "02-01"'
DAGLIGT = "u.alder, true as utfall"


def test_each_period_type_is_counted_by_itself(exempel):
    """A measuring day is counted as any period: what is open on it, or falls on it, is for the SQL to say."""
    indikator(exempel, DAGLIGT, PERIODER, types="[dag, manad, kvartal, halvar]")
    exempel.levererar("utredning", "inledd_datum\n2024-01-31\n2024-02-01\n2024-02-01\n2024-04-01")
    counted = exempel.celler("X-01", "periodtyp period")
    assert counted == rader(
        """
        periodtyp | period     | antal
        dag       | 2024-02-01 | 2
        halvar    | 2024H1     | 4
        kvartal   | 2024K1     | 3
        kvartal   | 2024K2     | 1
        manad     | 2024-01    | 1
        manad     | 2024-02    | 2
        manad     | 2024-04    | 1
        """
    )
    assert set(exempel.perioder("X-01")) == {row["period"] for row in counted} | {"2024-03", "2024-05", "2024-06"}


def test_kon_other_than_1_and_2_is_unknown(exempel):
    indikator(exempel, "u.alder, 1 as utfall")
    exempel.levererar("utredning", "kon | alder\n1 | 5\n2 | 5\n9 | 5\n | 5")
    assert exempel.celler("X-01", "kon") == rader("kon | antal\n1 | 1\n2 | 1\n9 | 2")


def test_a_group_that_is_empty_or_not_declared_is_unknown_and_every_unit_stands_in_the_whole(exempel):
    indikator(exempel, "u.alder, u.lagrum, true as utfall", "uppdelningar: {lagrum: {grupper: {SoL: SoL, LVU: LVU}}}")
    exempel.levererar("utredning", "lagrum | kon\nSoL | 1\nLVM | 1\n | 1")
    assert exempel.celler("X-01", "uppdelning grupp") == rader(
        """
        uppdelning | grupp | antal
        ''         | ''    | 3
        lagrum     | SoL   | 1
        lagrum     | okand | 2
        """
    )


def test_delivered_counts_are_added(exempel):
    indikator(exempel, "u.alder, u.barnsamtal_antal as antal, true as utfall")
    exempel.levererar("utredning", "barnsamtal_antal | kon\n3 | 1\n4 | 1\n0 | 2\n | 1")
    assert exempel.celler("X-01", "kon utfall") == rader("kon | utfall | antal\n1 | true | 8")


def test_the_value_before_and_the_variant_are_kept(exempel):
    columns = "u.alder, 2 as utfall, 1 as fore, nullif(u.lagrum, 'SoL') as variant"
    indikator(exempel, columns, 'varianter: {"": Alla, LVU: LVU}')
    exempel.levererar("utredning", "lagrum | kon\nSoL | 1\nLVU | 1")
    assert exempel.celler("X-01", "variant utfall fore") == rader(
        """
        variant | utfall | fore | antal
        ''      | 2      | 1    | 1
        LVU     | 2      | 1    | 1
        """
    )


def test_a_variant_that_the_head_does_not_have_stops_the_counting(exempel):
    indikator(exempel, "u.alder, true as utfall, u.lagrum as variant")
    exempel.levererar("utredning", "lagrum\nLVU")
    with pytest.raises(DeclarationError, match="en variant som huvudet inte har"):
        exempel.raknar()


PERSONER = """
    pid | inledd_datum | kon | alder | utfall       | lagrum
    a   | 2024-02-01   | 2   | 17    | ingen_insats | SoL
    a   | 2024-03-01   | 1   | 18    | insats       | LVU
    a   | 2024-04-01   | 1   | 18    |              | LVU
    b   | 2024-02-01   | 1   | 5     | insats       | SoL
    b   | 2024-03-01   | 1   | 5     | insats       | SoL
    c   | 2024-02-01   | 1   | 5     |              | SoL
        | 2024-02-01   | 1   | 5     | insats       | SoL
        | 2024-02-01   | 1   | 5     | insats       | SoL
"""
PERSON = "u.alder, u.pid as person, u.inledd_datum as ordning, u.utfall = 'insats' as utfall"


@pytest.mark.parametrize(
    "per_person, expected",
    [
        ("nagon", "kon | utfall | antal\n1 | true | 1\n1 | | 3\n2 | true | 1"),
        ("forsta", "kon | utfall | antal\n1 | true | 1\n1 | | 3\n2 | false | 1"),
        ("sista", "kon | utfall | antal\n1 | true | 1\n1 | | 3\n2 | | 1"),
        ("antal", "kon | utfall | antal\n1 | 2 | 1\n1 | | 3\n2 | 1 | 1"),
    ],
)
def test_one_row_per_person_with_kon_from_the_first_and_no_outcome_without_person(exempel, per_person, expected):
    indikator(exempel, PERSON, f"per_person: {per_person}")
    exempel.levererar("utredning", PERSONER)
    assert exempel.celler("X-01", "kon utfall") == rader(expected)


@pytest.mark.parametrize("per_person, utfall", [("forsta", "9"), ("sista", "10")])
def test_rows_of_the_same_day_are_taken_in_the_order_of_kon_age_and_outcome(exempel, per_person, utfall):
    """Numbers by their size: 9 comes before 10. The last row is the first of those of the last day."""
    columns = "u.alder, u.pid as person, u.inledd_datum as ordning, u.barnsamtal_antal as utfall"
    indikator(exempel, columns, f"per_person: {per_person}")
    exempel.levererar(
        "utredning",
        """
        pid | inledd_datum | barnsamtal_antal
        a   | 2024-02-01   | 11
        a   | 2024-02-01   | 9
        a   | 2024-03-01   | 10
        a   | 2024-03-01   | 100
        """,
    )
    assert exempel.celler("X-01", "utfall") == rader(f"utfall | antal\n{utfall} | 1")


def test_one_row_per_person_and_group_of_a_breakdown(exempel):
    breakdown = "uppdelningar: {lagrum: {grupper: {SoL: SoL, LVU: LVU}}}"
    indikator(exempel, f"{PERSON}, u.lagrum", f"per_person: nagon\n{breakdown}")
    exempel.levererar("utredning", PERSONER)
    assert exempel.celler("X-01", "uppdelning grupp aldersgrupp utfall", kon="2") == rader(
        """
        uppdelning | grupp | aldersgrupp | utfall | antal
        ''         | ''    | 0-17        | true   | 1
        lagrum     | SoL   | 0-17        | false  | 1
        """
    )
    assert exempel.celler("X-01", "uppdelning grupp utfall", aldersgrupp="18+") == rader(
        """
        uppdelning | grupp | utfall | antal
        lagrum     | LVU   | true   | 1
        """
    )
