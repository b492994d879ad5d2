"""Which table and source a header is, and how each of our columns is read from it."""

import pytest

from isu.declaration import load_declarations
from isu.duck import open_connection
from isu.errors import ReadError
from isu.home import Home
from isu.intake.header import identity_places, likeness, recognise
from isu.intake.manifest import Manifest
from tests.arendet95 import DEKLARATION, RUBRIKER, declare

PLAIN = load_declarations()
OURS = ["aktualisering_id", "inkom_datum", "typ", "omrade", "atgard", "atgard_datum"]
UTREDNING = ["utredning_id", "inledd_datum", "avslutad_datum", "utfall", "lagrum", "instrument"]
ACTUALISATION = [
    "PersonId",
    "Name",
    "Id",
    "Aktualisering",
    "Type",
    "CustomerNumber",
    "Date",
    "Reason",
    "Regards",
    "FromWho",
    "Caseworker",
    "Organization",
    "Status",
    "InvestigationId",
    "ServiceId",
    "DecisionId",
]
INVESTIGATION = [
    "Id",
    "CustomerNumber",
    "Type",
    "FromDate",
    "ToDate",
    "Caseworker",
    "Organization",
    "DossierType",
    "InvestigationPersonDTOs.Name",
    "InvestigationPersonDTOs.PersonId",
    "InvestigationPersonDTOs.CustomerNumber",
    "InvestigationPersonDTOs.CoApplicant",
]
SERVICE = [
    "Id",
    "CustomerNumber",
    "ServiceType",
    "Organization",
    "StartDate",
    "EndDate",
    "Caseworker",
    "CoCaseworker",
    "InvestigationId",
    "ExecutionId",
    "DecisionId",
    "CoApplicant",
]


@pytest.fixture
def home(tmp_path) -> Home:
    declare(Home(tmp_path))
    return Home(tmp_path)


def refused(rubriker, deklaration, manifest=None) -> tuple[str, dict]:
    with pytest.raises(ReadError) as error:
        recognise(rubriker, deklaration, manifest)
    return error.value.regel, error.value.uppgifter


def test_our_own_columns_in_any_case_order_and_spelling():
    found = recognise(["Åtgärd", "ATGARD DATUM", " Typ ", "område", "okänd", "Inkom-datum", "Aktualisering ID"], ours())
    assert (found.tabell.namn, found.kalla, found.oanvanda) == ("aktualisering", None, ("okänd",))
    assert found.platser == {c: p for c, p in zip(OURS, (6, 5, 2, 3, 0, 1))}
    assert found.uttryck == {c: f"c{p}" for c, p in found.platser.items()}
    assert set(found.oversatta) == {"typ", "omrade", "atgard"}  # may be `omappad`, as isu pseudonymise writes it


def ours():
    return load_declarations()


def test_a_source_is_recognised_by_its_headers_and_tells_where_each_column_is(home):
    found = recognise(["NAMN", *RUBRIKER, "ANTECKNING"], load_declarations(home))
    assert (found.tabell.namn, found.kalla, found.oanvanda) == ("aktualisering", "arendet95", ("ANTECKNING",))
    assert found.platser == {
        "aktualisering_id": 1, "pid": 2, "inkom_datum": 3, "typ": 4, "orsak_lokal": 7, "orsak": 7,
        "atgard": 5, "atgard_datum": 6,
    }  # fmt: skip
    assert found.oversatta == ("typ", "orsak", "atgard")
    assert found.identitet == (0,)
    assert found.kanda == frozenset(range(11))
    assert set(found.uttryck) == {*found.platser, "omrade"}  # a constant has no place


def read(deklaration, rubriker: list[str], *rows: str) -> list[dict[str, str | None]]:
    """Each of our columns as text, of rows written with | between cells."""
    found = recognise(rubriker, deklaration)
    asked = found.uttryck | {
        name: sql for name, sql in (("borttagen", found.borttagen), ("ordning", found.ordning)) if sql
    }
    columns = ", ".join(f"c{i} varchar" for i in range(len(rubriker)))
    with open_connection() as connection:
        connection.execute(f"create temp table rows ({columns})")
        for row in rows:
            cells = [cell.strip(".") or None for cell in row.split("|")]
            connection.execute(f"insert into rows values ({', '.join('?' * len(cells))})", cells)
        selected = ", ".join(f"({sql})::varchar as {name}" for name, sql in asked.items())
        return [dict(zip(asked, r)) for r in connection.execute(f"select {selected} from rows").fetchall()]


def test_local_codes_become_common_ones_and_the_local_text_stays_beside(home):
    one, two, three = read(
        load_declarations(home),
        RUBRIKER,
        "a1|p1|2024-02-01|A|Inleds|2024-02-03|12|Våld i hemmet||",
        "a2|p2|2024-02-01| s |INLEDS EJ|2024-02-03|99|Annat skäl|J|2",
        "a3|p3|2024-02-01|||||Bara text||x",
    )
    assert one == {
        "aktualisering_id": "a1", "pid": "p1", "inkom_datum": "2024-02-01", "typ": "anmalan", "omrade": "barn_unga",
        "orsak_lokal": "12 Våld i hemmet", "orsak": "vald_narstaende", "atgard": "inleds",
        "atgard_datum": "2024-02-03", "borttagen": "false", "ordning": None,
    }  # fmt: skip
    told = ("typ", "atgard", "orsak", "orsak_lokal", "borttagen", "ordning")
    assert [two[name] for name in told] == ["ansokan", "inleds_inte", "omappad", "99 Annat skäl", "true", "2"]
    assert [three[name] for name in told] == [None, None, None, "Bara text", "false", None]


@pytest.mark.parametrize(
    "inkom, typ, orsak",
    [
        ("2023-12-31", "ansokan", "skola"),
        ("2024-01-01", "ansokan", "omsorgssvikt"),
        ("2024-03-31 00:00:00", "ansokan", "omsorgssvikt"),
        ("20240401", "annat", "omsorgssvikt"),
        ("i våras", "omappad", "omappad"),  # the date is told as unreadable; what held then is not known
    ],
)
def test_a_translation_holds_by_the_start_date_of_the_row(home, inkom, typ, orsak):
    (row,) = read(load_declarations(home), RUBRIKER, f"a1|p1|{inkom}|D|Inleds|2024-05-01|14|||")
    assert (row["typ"], row["orsak"]) == (typ, orsak)


def test_a_code_that_means_nothing_is_empty_and_a_leading_zero_matters(home):
    rows = [f"a{i}|p|2024-02-01|{code}|||||||".removesuffix("|") for i, code in enumerate(["X", "07", "7"])]
    assert [row["typ"] for row in read(load_declarations(home), RUBRIKER, *rows)] == ["", "annat", "omappad"]


def test_an_alternative_header_and_a_column_of_our_own_name_are_read_too(home):
    """What `isu pseudonymise` adds (kon, alder) stands under our names in a source's file."""
    rubriker = [r.replace("INKDAG", "Inkommen") for r in RUBRIKER] + ["kon", "Ålder"]
    found = recognise(rubriker, load_declarations(home))
    assert {c: found.platser[c] for c in ("inkom_datum", "kon", "alder")} == {"inkom_datum": 2, "kon": 10, "alder": 11}


def test_a_header_that_the_source_uses_is_not_taken_for_ours_as_well(home):
    """ORSAK is the header of the local code. Without a translation it is not the common code of the column orsak."""
    own = DEKLARATION.replace("[ORS, ORSTEXT]", "[ORSAK, ORSTEXT]")
    own = own.replace("      orsak:\n        rubrik: ORS\n        kodlista: arendet95_orsak.csv\n", "")
    declare(home, own)
    found = recognise([r.replace("ORS", "ORSAK") if r == "ORS" else r for r in RUBRIKER], load_declarations(home))
    assert ("orsak" in found.uttryck, found.platser["orsak_lokal"]) == (False, 6)


@pytest.mark.parametrize(
    "rubriker, tabell, saknas",
    [
        (ACTUALISATION, "aktualisering", "typ, omrade, atgard"),
        (INVESTIGATION, "utredning", "omrade"),
        (SERVICE, "insats", "omrade, insatstyp, behovsprovad"),
    ],
)
def test_lifecare_is_recognised_and_asks_for_what_each_municipality_must_say(rubriker, tabell, saknas):
    regel, names = refused(rubriker, ours())
    assert (regel, names) == ("kalla_ofullstandig", {"kalla": "lifecare_fc", "tabell": tabell, "saknas": saknas})


def test_identity_columns_are_known_though_the_table_is_not_complete():
    told = [ACTUALISATION[i] for i in identity_places(ACTUALISATION, ours())]
    assert told == ["PersonId", "Name", "Caseworker"]
    assert identity_places(OURS, ours()) == ()


OWN = """\
sv: Lifecare i kommunen
kalla: egen
utgar_fran: lifecare_fc
tabeller:
  utredning:
    konstanter: {omrade: barn_unga}
"""


def test_the_municipalitys_own_file_wins_over_the_one_that_it_starts_from(home):
    declare(home, OWN, "lifecare_1780")
    found = recognise(INVESTIGATION, load_declarations(home))
    assert (found.kalla, found.uttryck["utfall"], found.oversatta) == ("lifecare_1780", "'omappad'", ("utfall",))
    assert found.identitet == (5, 8, 9)


def test_of_an_investigation_of_two_the_applicants_row_counts(home):
    declare(home, OWN, "lifecare_1780")
    rows = [f"1|{who}|Barn|2024-01-01||h|Org|Akt|n|p|{who}|{co}" for who, co in (("k1", "false"), ("k2", "true"))]
    assert [r["ordning"] for r in read(load_declarations(home), INVESTIGATION, *rows)] == ["2", "1"]


def test_two_tables_that_fit_equally_are_asked_about_and_the_manifest_answers():
    both = [*OURS, *UTREDNING]  # seven of them are columns of aktualisering, seven of utredning
    regel, names = refused(both, ours())
    assert recognise(both, ours(), Manifest(tabell="utredning")).tabell.namn == "utredning"
    assert (regel, names) == ("oklar_kalla", {"val": "tabellen aktualisering, tabellen utredning"})


def test_two_sources_that_fit_equally_are_asked_about_and_the_manifest_answers(home):
    declare(home, DEKLARATION.replace("A: anmalan", "A: annat"), "arendet95_annan")
    deklaration = load_declarations(home)
    regel, names = refused(RUBRIKER, deklaration)
    told = "tabellen aktualisering ur arendet95, tabellen aktualisering ur arendet95_annan"
    assert (regel, names["val"]) == ("oklar_kalla", told)
    assert recognise(RUBRIKER, deklaration, Manifest(kallsystem="Arendet95 annan")).kalla == "arendet95_annan"


def test_two_sources_that_read_it_the_same_way_are_one_answer(home):
    declare(home, name="arendet95_kopia")
    assert recognise(RUBRIKER, load_declarations(home)).kalla == "arendet95"


def test_without_its_marks_a_source_is_used_only_when_the_manifest_names_it_and_the_table(home):
    rubriker = [r for r in RUBRIKER if r != "BESLDAG"]
    declare(home, DEKLARATION.replace("[ÄRNR, UTGÅNG]", "[ÄRNR, KÄNNEMÄRKE]").replace("BESLDAG", '[BESLDAG, "KLAR"]'))
    deklaration = load_declarations(home)
    assert refused(rubriker, deklaration)[0] == "okand_tabell"
    regel, names = refused(rubriker, deklaration, Manifest(kallsystem="arendet95", tabell="aktualisering"))
    assert (regel, names["saknas"]) == ("kalla_ofullstandig", "atgard_datum (rubriken BESLDAG eller KLAR)")


SYNONYMS = """\
sv: Andra namn på våra kolumner
kalla: egen
tabeller:
  aktualisering:
    kolumner: {inkom_datum: [Ankomstdag, Inkommet], atgard: Beslut}
"""


def test_a_list_of_other_names_is_a_source_without_marks(home):
    declare(home, SYNONYMS, "andra_namn")
    deklaration = load_declarations(home)
    other = [{"inkom_datum": "Ankomstdag", "atgard": "Beslut"}.get(c, c) for c in OURS]
    assert recognise(other, deklaration).kalla == "andra_namn"
    assert recognise(OURS, deklaration).kalla is None
    assert refused(other[1:], deklaration)[0] == "okand_tabell"


def test_a_declaration_with_question_marks_is_not_used_and_says_what_is_left(home):
    declare(home, DEKLARATION.replace("S: ansokan", 'S: "?"').replace("pid: LÖPNR", 'pid: "? LÖPNR"'))
    regel, names = refused(RUBRIKER, load_declarations(home))
    first = "arendet95.yaml, rad 9: tabeller.aktualisering.kolumner.pid"
    assert (regel, names) == ("kalla_ofardig", {"kalla": "arendet95", "antal": 2, "falt": first})


@pytest.mark.parametrize(
    "written",
    [
        ["UtredningID", "OMRÅDE:", "Inledd-datum", "AvslutadDatum", "Utfall*"],
        ["utred\u00adning_id", "om\u200bråde", "inledd\u00a0datum", "\ufeffavslutad_datum", "utfall"],
    ],
)
def test_a_header_is_its_letters_whatever_parts_the_words(written):
    assert recognise(written, PLAIN).tabell.namn == "utredning"


def test_a_header_that_resembles_a_missing_column_is_pointed_out_by_its_letter_and_not_taken():
    written = ["Utredning id", "Område", "Inledd datum (ÅÅÅÅ-MM-DD)", "Avslutat datum", "Utfall", "kön", "pid"]
    regel, names = refused(written, PLAIN)
    assert (regel, names["tabell"]) == ("okand_tabell", "utredning")
    assert names["saknas"] == "inledd_datum (liknar kolumn C), avslutad_datum (liknar kolumn D)"
    assert names["saknas_en"] == "inledd_datum (column C resembles it), avslutad_datum (column D resembles it)"


@pytest.mark.parametrize("between", [",", ";", "\t", "    "])
def test_a_header_line_in_one_cell_is_told_as_not_split(between):
    assert refused([between.join(UTREDNING)], PLAIN)[0] == "ej_uppdelad"


def test_a_column_that_stands_twice_is_named_with_its_letters(home):
    regel, names = refused([*RUBRIKER, "inkdag"], load_declarations(home))
    assert (regel, names) == ("dubbel_kolumn", {"kolumn": "inkom_datum", "bokstaver": "C och K"})


@pytest.mark.parametrize(
    "cells, known",
    [
        (["Ärnr", "Fritt ord", "INKDAG", ""], 2),
        (["Typ", "typ", "TYP"], 1),
        (["Utdrag ur ärendelistan", "2024-02-01"], 0),
    ],
)
def test_how_many_cells_are_headers_that_somebody_knows(home, cells, known):
    assert likeness(cells, load_declarations(home)) == known
