"""An indicator whose SQL cannot be run stops the start-up, with the file and the line."""

import pytest

from isu.errors import DeclarationError
from tests.spec.tabell import HUVUD, Exempel

FROM = "from aktualisering_individ as a join perioder as p on a.inkom_datum between p.fran and p.till"
SQL = f"select p.period, a.kon, a.alder, a.typ = 'anmalan' as utfall\n{FROM}\n"


def complaint(tmp_path, text: str, namn: str = "dbt_like_sql/indicators/egna/X-01.sql") -> str:
    exempel = Exempel(tmp_path)
    path = exempel.egen(namn, text)
    with pytest.raises(DeclarationError) as error:
        exempel.indikatorer()
    assert str(path) in str(error.value)
    return str(error.value)


def test_what_the_sql_stands_on_is_found_through_the_views(tmp_path):
    exempel = Exempel(tmp_path)
    exempel.egen("dbt_like_sql/indicators/egna/X-01.sql", HUVUD + SQL + ";\n")
    indikator = exempel.indikatorer()["X-01"]
    assert indikator.tabeller == ("aktualisering", "person")
    assert [vy.namn for vy in indikator.vyer] == ["aktualisering_individ"]
    assert indikator.kolumner == ("period", "kon", "alder", "utfall")


def test_views_are_listed_after_those_that_they_read(tmp_path):
    exempel = Exempel(tmp_path)
    exempel.egen("dbt_like_sql/staging/a_sist.sql", "select * from z_forst")
    exempel.egen("dbt_like_sql/staging/z_forst.sql", "select * from aktualisering_individ")
    exempel.egen("dbt_like_sql/indicators/egna/X-01.sql", HUVUD + SQL.replace("aktualisering_individ", "a_sist"))
    indikator = exempel.indikatorer()["X-01"]
    assert [vy.namn for vy in indikator.vyer] == ["aktualisering_individ", "z_forst", "a_sist"]
    assert indikator.tabeller == ("aktualisering", "person")


@pytest.mark.parametrize(
    "sql, expected",
    [
        (SQL.replace("a.alder", "a.aldern"), "rad 15: kolumnen aldern finns inte"),
        (SQL.replace("a.inkom_datum", "a.inkomdatum"), "rad 16: kolumnen inkomdatum finns inte"),
        (SQL.replace("aktualisering_individ", "aktualiseringar"), "rad 16: tabellen aktualiseringar finns inte"),
        (SQL + "where a.orsak in (select kod from kodlista_skal)", "rad 17: tabellen kodlista_skal finns inte"),
        (SQL + "where a.orsak in (select kod from kodlista_orsak", "rad 17: SQL-satsen går inte att tolka"),
        (SQL.replace("a.typ =", "upperr(a.typ) ="), "rad 15: SQL-satsen går inte att köra. DuckDB säger"),
        (SQL.replace("p.period, ", ""), "saknar kolumnen period"),
        (SQL.replace("a.kon", "a.kon, a.pid"), "okända kolumnen pid"),
        (SQL.replace("a.alder", "a.kon as alder"), "kolumnen alder ska vara heltal, men är VARCHAR"),
        (SQL.replace("a.typ = 'anmalan'", "a.typ"), "måttet andel kräver att utfall är ja eller nej"),
        (SQL.replace("a.typ = 'anmalan'", "a.inkom_datum"), "kolumnen utfall ska vara BOOLEAN, heltal eller text"),
        (SQL.replace("a.kon", "a.kon, a.pid as person"), "kolumnen person och fältet per_person hör ihop"),
        (f"select * {FROM}", "räkna upp kolumnerna i SELECT"),
        (f"with person as (select 1 as ett) {SQL}", "WITH person döljer tabellen"),
        (f"{SQL}; {SQL}", "en enda SELECT-sats"),
        ("drop table person", "en enda SELECT-sats"),
        (f"{SQL} union all select content, '1', 1, true from read_text('/etc/hosts')", "inte funktionen read_text"),
        (f"{SQL} union all select a, '1', 1, true from read_csv('/etc/hosts')", "inte funktionen readcsv"),
        (f"{SQL} union all select a, '1', 1, true from '/etc/hosts'", "tabellen /etc/hosts finns inte"),
        (f"{SQL} union all select a, '1', 1, true from query('select 1 as a')", "inte funktionen query"),
        (f"{SQL} where exists (from glob('/*'))", "inte funktionen glob"),
    ],
)
def test_the_file_the_line_and_the_fault_are_named(tmp_path, sql, expected):
    assert expected in complaint(tmp_path, HUVUD + sql)


@pytest.mark.parametrize(
    "namn, sql, expected",
    [
        ("egen_vy", "select pid,\n fornamn\nfrom person", "rad 2: kolumnen fornamn finns inte"),
        ("egen_vy", "select pid\nfrom persons", "rad 2: tabellen persons finns inte"),
        ("egen_vy", "select period\nfrom perioder", "rad 2: tabellen perioder finns inte"),
        ("person", "select 1 as ett", "person är redan en tabell"),
    ],
)
def test_staging_is_judged_too_even_where_no_indicator_reads_it(tmp_path, namn, sql, expected):
    assert expected in complaint(tmp_path, sql, f"dbt_like_sql/staging/{namn}.sql")


def test_a_table_that_is_not_waited_for_must_be_read(tmp_path):
    head = HUVUD.replace("\nmatt:", "\nvalfria_tabeller: [mal]\nmatt:")
    assert "fältet valfria_tabeller: mal läses inte" in complaint(tmp_path, head + SQL)


def test_views_that_read_each_other_in_a_ring(tmp_path):
    exempel = Exempel(tmp_path)
    exempel.egen("dbt_like_sql/staging/vy_a.sql", "select * from vy_b")
    exempel.egen("dbt_like_sql/staging/vy_b.sql", "select * from vy_a")
    with pytest.raises(DeclarationError, match="vy_a.*i en ring"):
        exempel.indikatorer()


def test_a_breakdown_and_a_variant_of_the_head_must_be_columns(tmp_path):
    head = HUVUD.replace("---*/", "uppdelningar: {vald: {grupper: {ja: Ja}}}\n---*/")
    assert "saknar kolumnen vald" in complaint(tmp_path, head + SQL)
    head = HUVUD.replace("---*/", 'varianter: {"": Alla, b: B}\n---*/')
    assert "saknar kolumnen variant" in complaint(tmp_path, head + SQL)


DAGAR = "select p.period, a.kon, a.alder, a.atgard_datum - a.inkom_datum as utfall{more}\n" + FROM


@pytest.mark.parametrize(
    "matt, more, expected",
    [
        ("{matt: forandring}", "", "jämför utfall med fore"),
        ("{matt: forandring}", ", a.typ as fore", "jämför utfall med fore"),
        ('{matt: andel, villkor: "< fore"}', "", "jämför utfall med fore"),
        ("{matt: km_median}", "", "kräver kolumnen censurerad"),
        ("{matt: km_median}", ", a.typ as censurerad", "censurerad ska vara ja eller nej"),
    ],
)
def test_a_measure_needs_what_it_is_made_from(tmp_path, matt, more, expected):
    head = HUVUD.replace("matt: [{matt: andel}]", f"matt: [{matt}]")
    assert expected in complaint(tmp_path, head + DAGAR.format(more=more))


def test_measures_with_all_that_they_need_can_be_run(tmp_path):
    matt = "{matt: forandring}, {matt: andel, villkor: '<= fore'}, {matt: km_median}, {matt: p90}, {matt: per_1000}"
    head = HUVUD.replace("matt: [{matt: andel}]", f"matt: [{matt}]\nbefolkning: [0, null]")
    exempel = Exempel(tmp_path)
    more = ", 14 as fore, a.atgard_datum is null as censurerad"
    exempel.egen("dbt_like_sql/indicators/egna/X-01.sql", head + DAGAR.format(more=more))
    assert len(exempel.indikatorer()["X-01"].matt) == 5


def test_the_first_row_of_a_person_needs_an_order(tmp_path):
    head = HUVUD.replace("---*/", "per_person: forsta\n---*/")
    assert "kräver kolumnen ordning" in complaint(tmp_path, head + SQL.replace("a.kon", "a.kon, a.pid as person"))
