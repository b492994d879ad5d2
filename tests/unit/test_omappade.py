"""Unmapped local codes: counted, told when frequent enough, and an indicator that rests on too many is held back."""

from decimal import Decimal

import pytest

from isu.declaration import load_declarations
from isu.declaration.omappat import Omappatprofil, read_omappatprofil
from isu.errors import DeclarationError
from isu.home import Home
from isu.omdome import OmappadKod
from isu.validation import omappade
from tests.arendet95 import DEKLARATION, declare
from tests.hem import Hem, fynd
from tests.spec.tabell import Exempel, rader

HEADER = "ÄRNR;LÖPNR;INKDAG;SLAG;UTGÅNG;BESLDAG;ORS;ORSTEXT;MAK;VERS\r\n"


def listing(*codes: tuple[int, str, str, str]) -> bytes:
    """So many rows of each (SLAG, ORS, ORSTEXT), as Ärendet 95 prints them: Windows-1252, semicolons, CRLF."""
    rows = [row for number, *row in codes for _ in range(number)]
    lines = [
        f"a{i};p{i};2024-02-01;{slag};Inleds;2024-02-05;{ors};{text};;1\r\n" for i, (slag, ors, text) in enumerate(rows)
    ]
    return (HEADER + "".join(lines)).encode("cp1252")


@pytest.fixture
def hem(tmp_path) -> Hem:
    declare(Home(tmp_path))
    return Hem(tmp_path)


def take(hem: Hem, content: bytes):
    hem.lamnar_text("arendelista_2024H1.csv", content)
    (delivery,) = hem.tar_emot()
    return delivery


def test_an_invented_system_is_delivered_with_nothing_but_its_declaration(hem):
    delivery = take(hem, listing((6, "A", "12", "Våld"), (4, "D", "14", "Skola"), (1, "X", "", "")))
    assert (delivery.tabell, delivery.accepterade, fynd(delivery)) == ("aktualisering", 11, {})
    kept = hem.galler("aktualisering", "typ omrade orsak orsak_lokal atgard")
    told = {tuple(row.values()) for row in kept}
    assert told == {
        ("anmalan", "barn_unga", "vald_narstaende", "12 Våld", "inleds"),
        ("ansokan", "barn_unga", "omsorgssvikt", "14 Skola", "inleds"),
        (None, "barn_unga", None, None, "inleds"),
    }


def test_unmapped_codes_are_kept_beside_counted_and_told_from_five_rows_up(hem):
    delivery = take(
        hem,
        listing(
            (20, "A", "12", "Våld"), (6, "A", "77", "Ny orsak"), (4, "A", "78", "Sällsynt"), (5, "Q", "12", "Våld")
        ),
    )
    assert set(fynd(delivery)) == {"omappad_kod"}
    assert [(f["platser"][0]["kolumn"], f["antal"]) for f in delivery.kvitto["fel"]] == [("orsak", 10), ("typ", 5)]
    assert delivery.kvitto["omappade"] == [
        {"kolumn": "orsak", "kod": "77 Ny orsak", "antal": 6, "olika": 1},
        {"kolumn": "orsak", "kod": None, "antal": 4, "olika": 1},
        {"kolumn": "typ", "kod": "Q", "antal": 5, "olika": 1},  # the table has no place for it; read in the file
    ]
    assert "28,6\u00a0% av de ifyllda raderna" in delivery.kvitto["fel"][0]["mening"]


def test_a_rare_or_long_local_text_is_told_nowhere(hem):
    delivery = take(hem, listing((20, "A", "12", "Våld"), (4, "A", "78", "Sällsynt"), (6, "A", "79", "lång text " * 7)))
    assert delivery.kvitto["omappade"] == [{"kolumn": "orsak", "kod": None, "antal": 10, "olika": 2}]
    assert "Sällsynt" not in str(delivery.kvitto) and "lång text" not in str(delivery.kvitto)


def test_rows_that_are_set_aside_or_deleted_are_not_counted(hem):
    content = listing((20, "A", "12", "Våld"), (5, "A", "77", "Ny")).decode("cp1252")
    content += "b1;p;2024-02-31;A;Inleds;2024-02-05;77;Ny;;1\r\nb2;p;2024-02-01;A;Inleds;2024-02-05;77;Ny;J;1\r\n"
    delivery = take(hem, content.encode("cp1252"))
    assert [delivery.kvitto["rader"][fate] for fate in ("avsatta", "borttagna")] == [1, 1]
    assert [o["antal"] for o in delivery.kvitto["omappade"]] == [5]


def test_a_column_that_the_system_lacks_is_all_unmapped_and_breaks_no_rule(tmp_path):
    own = DEKLARATION.replace("      omrade: barn_unga", "      omrade: barn_unga\n      avser_vald: omappad")
    declare(Home(tmp_path), own)
    delivery = take(Hem(tmp_path), listing((20, "A", "12", "Våld")))
    assert fynd(delivery) == {"omappad_kod": 20}
    assert delivery.kvitto["fel"][0]["platser"] == [{"kolumn": "avser_vald", "rubrik": "avser_vald", "bokstav": None}]
    assert delivery.kvitto["omappade"] == [{"kolumn": "avser_vald", "kod": None, "antal": 20, "olika": 0}]


def test_a_file_in_our_own_form_may_say_omappad_as_pseudonymise_does(hem):
    rows = [f"a{i};2024-02-01;{typ};barn_unga;;" for i, typ in enumerate(["anmalan"] * 8 + ["omappad"] * 2)]
    hem.lamnar_text(
        "aktualisering_2024H1.csv",
        "\n".join(["aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum", *rows]) + "\n",
    )
    (delivery,) = hem.tar_emot()
    assert (fynd(delivery)["omappad_kod"], delivery.accepterade) == (2, 10)
    assert delivery.kvitto["omappade"] == [{"kolumn": "typ", "kod": None, "antal": 2, "olika": 0}]


def test_the_codes_shown_are_at_most_as_many_as_the_profile_says(hem, monkeypatch):
    count = omappade.count_unmapped
    monkeypatch.setattr(
        "isu.validation.judge.count_unmapped",
        lambda *arguments: count(*arguments[:5], Omappatprofil(hogst_koder_visas=1)),
    )
    delivery = take(hem, listing((20, "A", "12", ""), (6, "A", "77", ""), (7, "A", "78", "")))
    told = [OmappadKod(**o) for o in delivery.kvitto["omappade"]]
    assert told == [OmappadKod("orsak", "78", 7), OmappadKod("orsak", None, 6, 1)]


@pytest.mark.parametrize(
    "text, told",
    [
        ("hogsta_andel_omappade: 20\nminst_antal_visas: 5\nhogst_koder_visas: 50\n", "20 procent skrivs 0.20"),
        ("hogsta_andel_omappade: 0,2\nminst_antal_visas: 5\nhogst_koder_visas: 50\n", "med punkt som decimaltecken"),
        ("hogsta_andel_omappade: 0.2\n", "fältet minst_antal_visas saknas"),
    ],
)
def test_a_mistake_in_the_profile_is_told_with_its_place(tmp_path, text, told):
    home = Home(tmp_path)
    path = home.own / "schemas" / "profiles" / "omappat.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match=told):
        read_omappatprofil(load_declarations().katalog.of(home))


# Right of validation: the cells.


@pytest.fixture
def exempel(tmp_path) -> Exempel:
    return Exempel(tmp_path)


def aktualiseringar(known: int, unmapped: int, kolumn: str = "orsak", kod: str = "skola", **more: str) -> str:
    """A table of so many rows with a code, and so many without a translation."""
    lines = [" | ".join([kolumn, *more])]
    lines += [" | ".join([value, *more.values()]) for value in [kod] * known + ["omappad"] * unmapped]
    return "\n".join(lines)


def statuses(exempel: Exempel, period: str = "2024H1") -> dict[str, str]:
    return {
        i: exempel.perioder(i)[period]["status"]
        for i in ("AKT-02", "AKT-03", "AKT-04", "AKT-05")
        if period in exempel.perioder(i)
    }


@pytest.mark.parametrize("known, unmapped, status", [(8, 2, "komplett"), (79, 21, "kvalitet"), (0, 1, "kvalitet")])
def test_only_the_indicators_that_need_the_column_are_held_back(exempel, known, unmapped, status):
    exempel.levererar("aktualisering", aktualiseringar(known, unmapped))
    assert statuses(exempel) == {"AKT-02": "komplett", "AKT-03": status, "AKT-04": "komplett", "AKT-05": "komplett"}


@pytest.mark.parametrize(
    "kolumn, kod, held",
    [
        ("typ", "anmalan", {"AKT-02", "AKT-04", "AKT-05"}),
        ("atgard", "inleds", {"AKT-04", "AKT-05"}),
        ("forlangd_synnerliga_skal", "0", {"AKT-05"}),
        ("omrade", "barn_unga", {"AKT-02", "AKT-03", "AKT-04", "AKT-05"}),
        ("avser_vald", "0", set()),  # in the table, in no indicator
    ],
)
def test_which_column_an_indicator_needs_is_read_in_its_sql(exempel, kolumn, kod, held):
    exempel.levererar("aktualisering", aktualiseringar(5, 5, kolumn, kod))
    assert {i for i, status in statuses(exempel).items() if status == "kvalitet"} == held


def test_a_code_that_is_kept_though_it_is_in_no_list_counts_as_unmapped(exempel):
    exempel.levererar("aktualisering", "orsak\nskola\nBO7\nBO8")
    assert statuses(exempel)["AKT-03"] == "kvalitet"


def test_empty_codes_are_no_unmapped_ones(exempel):
    exempel.levererar("aktualisering", "orsak\n" + "\n".join(["skola"] * 4 + ["omappad"] + [" "] * 5) + "\n")
    assert statuses(exempel)["AKT-03"] == "komplett"  # one of five filled ones: exactly the threshold


def test_rows_of_other_areas_hold_nothing_back(exempel):
    other = aktualiseringar(0, 9, omrade="missbruk").partition("\n")[2]
    exempel.levererar("aktualisering", f"{aktualiseringar(9, 0, omrade='barn_unga')}\n{other}")
    assert statuses(exempel)["AKT-03"] == "komplett"


def test_one_half_year_is_held_back_and_the_other_is_counted(exempel):
    exempel.levererar("aktualisering", aktualiseringar(9, 1, inkom_datum="2024-02-01"), av="2024H1")
    exempel.levererar("aktualisering", aktualiseringar(1, 2, inkom_datum="2024-09-01"), av="2024H2")
    told = {p: facts["status"] for p, facts in exempel.perioder("AKT-03").items()}
    assert told == {"2024H1": "komplett", "2024H2": "kvalitet", "2024": "kvalitet"}
    assert exempel.celler("AKT-03", "period") == rader("period | antal\n2024H1 | 10")


def test_a_held_period_stays_told_when_nothing_is_counted_again(exempel):
    exempel.levererar("aktualisering", aktualiseringar(1, 9))
    exempel.raknar()
    exempel.levererar("insats", "insats_id\ni1", av="2025H1")
    assert "AKT-03" not in exempel.raknar()
    assert statuses(exempel)["AKT-03"] == "kvalitet"


def test_a_translation_written_later_lets_it_go(exempel):
    exempel.levererar("aktualisering", aktualiseringar(1, 9))
    assert statuses(exempel)["AKT-03"] == "kvalitet"
    exempel.levererar("aktualisering", aktualiseringar(10, 0), uttagsdatum="2024-08-01")
    assert statuses(exempel)["AKT-03"] == "komplett"


def test_the_threshold_is_the_profiles(exempel):
    exempel.levererar("aktualisering", aktualiseringar(8, 2))
    assert statuses(exempel)["AKT-03"] == "komplett"
    text = "hogsta_andel_omappade: 0.10\nminst_antal_visas: 5\nhogst_koder_visas: 50\n"
    exempel.egen("schemas/profiles/omappat.yaml", text)
    assert exempel.deklaration.omappat.hogsta_andel_omappade == Decimal("0.10")
    assert statuses(exempel)["AKT-03"] == "kvalitet"
