"""`isu reference befolkning`: files as SCB's Statistikdatabas writes them, and its API, answered on this machine.

All numbers are made up.
"""

import json
from itertools import product
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isu.cli import main
from isu.cli.kommandon import app
from isu.declaration import load_declarations
from isu.declaration.befolkning import find_befolkning
from isu.declaration.katalog import Katalog
from isu.errors import IsuError
from isu.home import Home
from isu.referens.fil import read_file
from isu.referens.folkmangd import alder_of, civilstand_of, folkmangd, joined, kon_of, region_reader
from isu.referens.pxweb import ADRESS, Tabell, questions, years_of
from tests.pxwebserver import TABELLER, data, metadata, server

ROOT = Path(__file__).parents[2]
KOMMUNER = load_declarations().kommuner
ALDRAR = [*(f"{a} år" for a in range(100)), "100+ år"]
TITLE = '"Folkmängd efter region, civilstånd, ålder, kön, tabellinnehåll och år"\n\n'


def antal(region: str, alder: str, kon: str, ar: int) -> int:
    """A made-up number for each cell: 1 for the men of age 0 in 2023, 2 for the women, 10 more for each age …"""
    age = int(alder.split()[0].strip("+"))
    return (1 if kon == "män" else 2) + 10 * age + 2000 * (ar - 2023) + (7 if region.startswith("1715") else 0)


def wide(
    regions=("1715 Kil", "1780 Karlstad"), aldrar=ALDRAR, kon=("män", "kvinnor"), civil=None, sep=";", title=TITLE
):
    """A column per year, as »Semikolonavgränsad med rubrik« comes."""
    head = ["region", *(["civilstånd"] if civil else []), "ålder", "kön", "Folkmängd 2023", "Folkmängd 2024"]
    lines = [sep.join(f'"{h}"' for h in head)]
    for region, stand, alder, k in product(regions, civil or [None], aldrar, kon):
        numbers = [antal(region, alder if alder in ALDRAR else "0", k, ar) for ar in (2023, 2024)]
        texts = [f'"{text}"' for text in (region, stand, alder, k) if text is not None]
        lines.append(sep.join([*texts, *map(str, numbers)]))
    return title + "\n".join(lines) + "\n"


def long():
    """A column for the year, another for what is counted, and names without codes."""
    lines = ["region,ålder,kön,tabellinnehåll,år,value"]
    for region, alder, kon, ar in product(("Kil", "Karlstad"), ALDRAR, ("män", "kvinnor"), (2023, 2024)):
        code = "1715 Kil" if region == "Kil" else region
        lines += [
            f"{region},{alder},{kon},Folkmängd,{ar},{antal(code, alder, kon, ar)}",
            f"{region},{alder},{kon},Folkökning,{ar},-3",
        ]
    return "\n".join(lines) + "\n"


def read(path: Path, content: str | bytes):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return joined([folkmangd(read_file(path), KOMMUNER, path.name)])


def cells(frame) -> dict[tuple, int]:
    return {tuple(row[:4]): row[4] for row in frame.rows()}


FORMS = {
    "semicolon, title above, Windows-1252": wide().encode("cp1252"),
    "UTF-8 with BOM, no title, CRLF": b"\xef\xbb\xbf" + wide(title="").replace("\n", "\r\n").encode(),
    "comma": wide(sep=","),
    "tab": wide(sep="\t"),
    "codes": wide(regions=("1715", "1780"))
    .replace(" år", "")
    .replace('"män"', '"1"')
    .replace('"kvinnor"', '"2"')
    .replace("Folkmängd 20", "BE0101N1 20"),
    "sums among the rows": wide(
        aldrar=[*ALDRAR, "100+ år", "5-9 år", "totalt ålder"],
        kon=("män", "kvinnor", "totalt, samtliga män och kvinnor"),
    ),
    "one row per number": long(),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_numbers(tmp_path, form):
    found = cells(read(tmp_path / "scb.csv", FORMS[form]))
    assert len(found) == 2 * 2 * 202
    assert {kommun for kommun, *_ in found} == {"1715", "1780"}
    assert found["1780", 2023, 1, 0] == 1
    assert found["1780", 2023, 2, 100] == 1002
    assert found["1715", 2024, 1, 17] == 1 + 170 + 2000 + 7


def test_riket_and_lan_are_kept_as_regions_with_numbers_of_their_own(tmp_path):
    found = cells(read(tmp_path / "scb.csv", wide(regions=("00 Riket", "Värmlands län", "1715 Kil", "1780 Karlstad"))))
    assert {region for region, *_ in found} == {"0000", "17", "1715", "1780"}
    assert len(found) == 4 * 2 * 202


def test_four_civilstand_are_added_and_a_total_is_taken_as_it_is(tmp_path):
    four = ("ogifta", "gifta", "skilda", "änkor/änklingar")
    plain = cells(read(tmp_path / "a.csv", wide()))
    added = cells(read(tmp_path / "b.csv", wide(civil=four)))
    total = cells(read(tmp_path / "c.csv", wide(civil=(*four, "totalt, samtliga civilstånd"))))
    assert added == {cell: 4 * n for cell, n in plain.items()}
    assert total == plain


@pytest.mark.parametrize(
    "content, sentence",
    [
        (wide(civil=("ogifta", "gifta")), "alla civilstånd finns inte med"),
        (wide(aldrar=ALDRAR[:90]), "Region 1715, år 2023 har 180 tal men ska ha 202"),
        (wide(aldrar=[*ALDRAR[:85], "85+ år"]), "åldern »85+ år« går inte att förstå"),
        (wide(regions=("1999 Sagostad",)), "regionen »1999 Sagostad« går inte att förstå"),
        (wide(regions=("00 Riket",)), "Ingen kommun finns i tabellen"),
        (wide(kon=("män",)), "har 101 tal men ska ha 202"),
        (wide().replace(";1002;", ";..;"), "1 tal är inte antal personer, det första för kommun 1780, år 2023"),
        (wide().replace("Folkmängd 20", "Folkökning 20"), "ingen kolumn med folkmängd"),
        (wide() + '"1780 Karlstad";"0 år";"män";5;5\n', "ålder 0 står flera gånger med olika tal"),
        (wide() + '"1780 Karlstad";"0 år"\n', "rad 405 under rubriken har inte lika många fält"),
        ("kommun;invånare\nKil;12000\n", "ingen rubrikrad med region, ålder och kön"),
        ("", "ingen rubrikrad"),
    ],
)
def test_what_is_no_whole_population_is_refused(tmp_path, content, sentence):
    with pytest.raises(IsuError) as refused:
        read(tmp_path / "scb.csv", content)
    assert sentence in str(refused.value)


@pytest.mark.parametrize("suffix", [".xlsx", ".px"])
def test_another_kind_of_file_is_told_how_to_be_saved(tmp_path, suffix):
    with pytest.raises(IsuError, match="Semikolonavgränsad med rubrik"):
        read(tmp_path / f"scb{suffix}", b"PK")


def test_json_stat_is_read_too(tmp_path):
    variables = TABELLER["TAB638"]
    question = {
        "selection": [
            {"variableCode": name, "valueCodes": [c for c in codes if c != "tot"]}
            for name, codes in variables.items()
            if name != "Civilstand"
        ]
    }
    found = cells(read(tmp_path / "scb.json", json.dumps(data("TAB638", question))))
    assert found["1780", 2024, 2, 100] == 7100 and len(found) == 4 * 2 * 202
    with pytest.raises(IsuError, match="inte JSON-stat 2"):
        read(tmp_path / "annat.json", '{"id": 1}')


@pytest.mark.parametrize(
    "reader, text, meaning",
    [
        (alder_of, "0 år", "0"), (alder_of, "99", "99"), (alder_of, "100+ år", "100"), (alder_of, "100+1", "100"),
        (alder_of, "100+5", ""), (alder_of, "-4", ""), (alder_of, "5-9 år", ""), (alder_of, "TOT1", ""),
        (alder_of, "85+ år", None), (alder_of, "", None),
        (kon_of, "män", "1"), (kon_of, "2", "2"), (kon_of, "TotSa", ""), (kon_of, "okänt", None),
        (civilstand_of, "SC", "SAMTLIGA"), (civilstand_of, "ogifta", "OG"), (civilstand_of, "sambo", None),
        (region_reader(KOMMUNER), "0114 Upplands Väsby", "0114"), (region_reader(KOMMUNER), "Upplands Väsby", "0114"),
        (region_reader(KOMMUNER), "Stockholms län", "01"), (region_reader(KOMMUNER), "00", "0000"),
        (region_reader(KOMMUNER), "Riket", "0000"), (region_reader(KOMMUNER), "02", None),
        (region_reader(KOMMUNER), "114", None), (region_reader(KOMMUNER), "0115 A0010", "0115"),
    ],
)  # fmt: skip
def test_labels_and_codes(reader, text, meaning):
    assert reader(text) == meaning


# The API


def table(tabell: str) -> Tabell:
    found = metadata(tabell)
    return Tabell(tabell, found["label"], "", tuple(map(int, TABELLER[tabell]["Tid"])), found["dimension"])


@pytest.mark.parametrize(
    "wanted, years",
    [
        ([], {"TAB638": [2024], "TAB5557": [2025]}),
        ([2023], {"TAB638": [2023]}),
        ([2025, 2023], {"TAB638": [2023], "TAB5557": [2025]}),
    ],
)
def test_each_year_is_taken_from_the_table_that_has_it(wanted, years):
    assert years_of([table("TAB638"), table("TAB5557")], wanted, latest=2) == years


def test_a_year_that_no_table_has_is_told():
    with pytest.raises(IsuError, match="inte år 2031. Den har 2023–2025"):
        years_of([table("TAB638"), table("TAB5557")], [2024, 2031], latest=2)


def test_scbs_own_totals_are_asked_for_and_no_sum_that_the_parts_give():
    old = next(questions(table("TAB638"), 2024, KOMMUNER))
    new = next(questions(table("TAB5557"), 2025, KOMMUNER))
    assert old["Region"] == new["Region"] == ["00", "17", "1780", "1715"]
    assert len(old["Alder"]) == len(new["Alder"]) == 101 and new["Alder"][-1] == "100+1"
    assert old["Kon"] == new["Kon"] == ["1", "2"]
    assert "Civilstand" not in old and new["Civilstand"] == ["SC"]
    assert (old["ContentsCode"], new["ContentsCode"]) == (["BE0101N1"], ["000007ME"])


def test_a_question_is_never_larger_than_scb_answers(monkeypatch):
    monkeypatch.setattr("isu.referens.pxweb.HOGST_CELLER", 250)
    assert [q["Region"] for q in questions(table("TAB638"), 2024, KOMMUNER)] == [["00"], ["17"], ["1780"], ["1715"]]


# The command


@pytest.fixture
def isu(tmp_path, monkeypatch, capsys):
    """Runs a command in a home; what was told, on either stream."""
    monkeypatch.setenv("ISU_HOME", str(tmp_path / "hem"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def run(*arguments: str) -> str:
        monkeypatch.setattr("sys.argv", ["isu", "reference", "befolkning", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return f"{ended.value.code or 0}: {told.out}{told.err}"

    return run


@pytest.fixture
def known(tmp_path):
    return lambda: find_befolkning(Katalog.of(Home(tmp_path / "hem")), KOMMUNER)


def test_a_saved_file_becomes_the_homes_population(isu, known, tmp_path):
    (tmp_path / "scb.csv").write_bytes(wide().encode("cp1252"))
    told = isu("--fil", str(tmp_path / "scb.csv"))
    assert told.startswith("0: 2023: 2 av 290 kommuner") and "Saknas: Upplands Väsby, Vallentuna" in told
    found = known()
    assert found.ar == (2023, 2024) and not found.syntetisk
    assert found.kalla.startswith("SCB, Folkmängden efter region") and found.kalla.endswith("ur scb.csv")
    assert found.of("1780", 2024)[0, 1] == 2011


def test_several_files_are_one_population_and_years_that_vanish_are_told(isu, known, tmp_path):
    (tmp_path / "kil.csv").write_text(wide(regions=("1715 Kil",)), encoding="utf-8")
    (tmp_path / "karlstad.csv").write_text(wide(regions=("1780 Karlstad",)), encoding="utf-8")
    files = ["--fil", str(tmp_path / "kil.csv"), "--fil", str(tmp_path / "karlstad.csv")]
    isu(*files)
    assert known().of("1715", 2023) is not None and known().of("1780", 2023) is not None
    assert "hade också 2023" in isu(*files, "--ar", "2024")
    assert known().ar == (2024,)
    assert "År 1999 finns inte" in isu(*files, "--ar", "1999")
    assert known().ar == (2024,)


def test_the_api_is_asked_when_no_file_is_given(isu, known):
    with server() as (adress, asked):
        told = isu("--adress", adress)
    assert "2025: 2 av 290 kommuner" in told and "Riket har en egen rad." in told and len(asked) == 3
    found = known()
    assert found.ar == (2023, 2024, 2025) and found.own_rows(2025) == ["0000", "17"]
    assert [found.of("1780", ar)[1, 100] for ar in found.ar] == [7100] * 3
    assert "(TAB638, TAB5557)" in found.kalla and "osäkerhet" in found.kalla
    assert "uppdaterad 2026-02-20" in found.notis


def test_only_the_years_asked_for_are_fetched(isu, known):
    with server(busy=2) as (adress, asked):
        isu("--adress", adress, "--ar", "2024")
    assert len(asked) == 3  # twice too often, then answered
    assert known().ar == (2024,) and "osäkerhet" not in known().kalla


def test_a_database_that_does_not_answer_is_told_in_a_sentence(isu, tmp_path):
    with server() as (adress, _):
        pass
    told = isu("--adress", adress)
    assert "går inte att nå" in told and "isu reference befolkning --fil FILEN.csv" in told
    assert not (tmp_path / "hem" / "egna").exists()


@pytest.mark.parametrize("answer", [b"<html>Logga in</html>", b"[]", b"\xff\xfe", b'{"dimension": {}}'])
def test_an_answer_that_is_no_table_is_told_in_a_sentence(isu, answer):
    with server(answer=answer) as (adress, _):
        told = isu("--adress", adress)
    assert told.startswith("2: isu: ") and "--fil" in told


def test_a_table_that_is_gone_is_told_in_a_sentence(isu):
    with server() as (adress, _):
        assert "svarade 404" in isu("--adress", adress, "--tabell", "TAB1")
    assert "ska börja med https://" in isu("--adress", "file:///etc/passwd")


def test_the_command_stands_in_the_manual_and_helps():
    assert "isu reference befolkning" in (ROOT / "docs" / "steward.md").read_text(encoding="utf-8")
    assert "befolkning" in CliRunner().invoke(app, ["reference", "--help"]).output
    assert ADRESS.startswith("https://statistikdatabasen.scb.se/")
