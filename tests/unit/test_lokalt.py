"""The lämnare's own local analysis, by small tables: what is said of a unit, what is not, and that it stays at home."""

import csv
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from isu.aggregate import add_up
from isu.lokalt import skriv, write_analysis
from isu.release import write_edition
from tests.spec.tabell import LAMNARE, Exempel, Rad

HEMLIG = "GB-HEMLIG"


class Lokalt(Exempel):
    """Only RES-01 and RES-02 are counted, so that an example is quick."""

    valda = ("RES-01", "RES-02")

    def indikatorer(self):
        return {id_: i for id_, i in super().indikatorer().items() if id_ in self.valda}

    def analyserar(self) -> None:
        self.raknar()
        write_analysis(self.home, self.deklaration, self.indikatorer(), LAMNARE)

    def rader(self, indikator: str, matt: str = "andel", **urval: str) -> list[Rad]:
        """The rows of all kön and ages for the first half-year and the main variant, as in the file."""
        wanted = {"indikator": indikator, "matt": matt, "variant": "", "period": "2024H1"} | urval
        wanted = {"kon": "T", "aldersgrupp": "alla"} | wanted
        path = self.home.outbox(LAMNARE) / "lokal_analys.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [row for row in csv.DictReader(file, delimiter=";") if wanted.items() <= row.items()]

    @property
    def sida(self) -> str:
        return (self.home.outbox(LAMNARE) / "lokal_analys.html").read_text(encoding="utf-8")


def boenden(exempel: Lokalt, enheter: dict[str, tuple[int, int, int]]) -> None:
    """Per unit: goals reached, not reached and not assessed, of homes that ended in the first half-year."""
    insats, plan, mal = [], [], []
    for enhet, antal in enheter.items():
        for utfall, hur_manga in zip(("helt", "inte", ""), antal):
            for _ in range(hur_manga):
                nr = len(insats) + 1
                insats.append(f"i{nr} | funktionsnedsattning | lss_boende_vuxna | {enhet} | 2024-03-01 | 40")
                plan.append(f"p{nr} | i{nr} | 2024-02-01")
                mal.append(f"m{nr} | p{nr} | 1 | {utfall}")
    exempel.levererar("insats", "insats_id | omrade | insatstyp | enhet | slut | alder\n" + "\n".join(insats))
    exempel.levererar("plan", "plan_id | insats_id | upprattad\n" + "\n".join(plan))
    exempel.levererar("mal", "mal_id | plan_id | overgripande | maluppfyllelse\n" + "\n".join(mal))


def korta(rows: list[Rad], *kolumner: str) -> list[tuple[str, ...]]:
    return [tuple(row[k] for k in kolumner) for row in rows]


def text_of(path: Path) -> str:
    """Everything that stands in a file, uncompressed."""
    if path.suffix == ".parquet":
        return str(pq.ParquetFile(path).read().to_pydict())
    return path.read_bytes().decode("latin-1")


@pytest.fixture
def exempel(tmp_path) -> Lokalt:
    return Lokalt(tmp_path)


def test_two_units_of_which_one_reaches_more_goals(exempel):
    boenden(exempel, {"GB-1": (35, 5, 0), "GB-2": (20, 20, 0)})
    exempel.analyserar()
    assert korta(exempel.rader("RES-01"), "uppdelning", "grupp", "n", "varde", "jamfort") == [
        ("", "", "80", "68,8", ""),
        ("insatstyp", "lss_boende_vuxna", "80", "68,8", ""),
        ("enhet", "GB-1", "40", "87,5", "hogre"),
        ("enhet", "GB-2", "40", "50", "lagre"),
    ]
    assert "Enhet GB-1 ligger högre än de andra: 87,5\u00a0% mot 50\u00a0%" in exempel.sida
    assert "De visar inte varför." in exempel.sida


def test_the_difference_has_newcombes_interval(exempel):
    boenden(exempel, {"GB-1": (35, 5, 0), "GB-2": (20, 20, 0)})
    exempel.analyserar()
    (row,) = exempel.rader("RES-01", grupp="GB-1")
    # Wilson 0.739–0.945 and 0.352–0.648, so 0.375 − √(0.136² + 0.148²) and 0.375 + √(0.070² + 0.148²)
    assert korta([row], "skillnad", "skillnad_metod") == [("37,5", "newcombe")]
    assert float(row["skillnad_nedre"].replace(",", ".")) == pytest.approx(17.4, abs=0.1)
    assert float(row["skillnad_ovre"].replace(",", ".")) == pytest.approx(53.9, abs=0.1)


def test_few_followed_up_means_that_nothing_can_be_said(exempel):
    boenden(exempel, {"GB-1": (12, 0, 28), "GB-2": (20, 20, 0)})
    exempel.analyserar()
    assert korta(exempel.rader("RES-01", uppdelning="enhet"), "grupp", "varde", "jamfort") == [
        ("GB-1", "100", "for_fa_uppfoljda"),
        ("GB-2", "50", "for_fa_andra"),
    ]
    assert "Det går inte att säga om enhet GB-1 skiljer sig: för få uppföljda (12 av 40)." in exempel.sida


def test_units_that_differ_by_chance_are_not_said_to_differ(exempel):
    boenden(exempel, {"GB-1": (13, 7, 0), "GB-2": (12, 8, 0)})
    exempel.analyserar()
    assert korta(exempel.rader("RES-01", uppdelning="enhet"), "jamfort") == [("ingen_skillnad",)] * 2
    assert "Det går inte att säga att enhet GB-1 skiljer sig från de andra" in exempel.sida
    assert "ligger högre" not in exempel.sida


def test_a_unit_of_three_is_withheld_and_its_partner_too(exempel):
    boenden(exempel, {"GB-1": (20, 20, 0), "GB-2": (10, 10, 0), "GB-3": (2, 1, 0)})
    exempel.analyserar()
    assert korta(exempel.rader("RES-01", uppdelning="enhet"), "grupp", "n", "varde", "status") == [
        ("GB-1", "40", "50", "visas"),
        ("GB-2", "", "", "sekretess"),  # else GB-3 is the whole less the two others
        ("GB-3", "", "", "sekretess"),
    ]
    assert "Enhet GB-2, Enhet GB-3" in exempel.sida


def test_one_person_who_was_not_followed_up_is_one_person_too(exempel):
    boenden(exempel, {"GB-1": (20, 20, 10), "GB-2": (10, 10, 10), "GB-3": (0, 0, 1)})
    exempel.analyserar()
    assert korta(exempel.rader("RES-01", uppdelning="enhet"), "grupp", "n", "n_okand", "status") == [
        ("GB-1", "40", "10", "visas"),
        ("GB-2", "20", "", "visas"),
        ("GB-3", "", "", "sekretess"),
    ]


def test_groups_stand_in_the_order_of_their_codes_whatever_their_values(exempel):
    boenden(exempel, {"GB-9": (30, 10, 0), "GB-1": (10, 30, 0), "GB-5": (40, 5, 0)})
    exempel.analyserar()
    assert [row["grupp"] for row in exempel.rader("RES-01", uppdelning="enhet")] == ["GB-1", "GB-5", "GB-9"]
    order = [exempel.sida.index(f'<th scope="row">Enhet {kod}') for kod in ("GB-1", "GB-5", "GB-9")]
    assert order == sorted(order)


def test_a_unit_is_compared_only_with_units_of_the_same_kind(exempel):
    boenden(exempel, {"GB-1": (20, 20, 0)})
    exempel.levererar("insats", "insats_id | enhet | slut\n" + "\n".join(f"x{n} | FAM | 2024-03-01" for n in range(30)))
    exempel.delivered["insats"] = exempel.delivered["insats"][:1]  # the homes alone: nobody to compare with
    exempel.analyserar()
    assert korta(exempel.rader("RES-01", uppdelning="enhet"), "grupp", "jamfort") == [("GB-1", "ensam")]


def mal(exempel: Lokalt, enheter: dict[str, list[tuple[str, str]]]) -> None:
    """Per unit: (limitation before, limitation after) of each goal; '' where it was not assessed again."""
    insats, plan, goals = [], [], []
    for enhet, pairs in enheter.items():
        insats.append(f"i{enhet} | aldre | hemtjanst | {enhet} | 80")
        plan.append(f"p{enhet} | i{enhet} | {enhet}")
        for nr, (fore, efter) in enumerate(pairs):
            goals.append(f"{enhet}{nr} | p{enhet} | {fore} | {efter} | {'2024-09-01' if efter else ''}")
    exempel.levererar("insats", "insats_id | omrade | insatstyp | enhet | alder\n" + "\n".join(insats))
    exempel.levererar("plan", "plan_id | insats_id | enhet\n" + "\n".join(plan))
    exempel.levererar("mal", "mal_id | plan_id | nulage | utfall | bedomd_datum\n" + "\n".join(goals))
    for av in ("2024H2", "2025H1"):
        for tabell in ("insats", "plan", "mal"):
            exempel.levererar(tabell, f"{exempel.deklaration.tabeller[tabell].nyckel[0]}", av=av)


def test_change_is_of_the_same_goals_and_the_share_followed_up_comes_first(exempel):
    mal(exempel, {"A": [("3", "2")] * 12 + [("3", "3")] * 8 + [("3", "")] * 5})
    exempel.analyserar()
    (row,) = exempel.rader("RES-02", "forandring", uppdelning="")
    assert korta([row], "n", "n_okand", "andel_kand", "fore", "varde", "metod") == [
        ("20", "5", "0,8", "3", "-0,6", "t_parad")
    ]
    assert "20 av 25 är uppföljda (80\u00a0%). Bland de uppföljda har det blivit bättre" in exempel.sida
    assert "från 3 till 2,4 i genomsnitt" in exempel.sida
    assert "Det säger inte att insatsen är orsaken." in exempel.sida


def test_a_change_with_few_followed_up_is_no_effect(exempel):
    mal(exempel, {"A": [("3", "1")] * 12 + [("3", "")] * 28})
    exempel.analyserar()
    assert "Det går inte att säga om det har blivit bättre: för få uppföljda, 12 av 40" in exempel.sida
    assert "har det blivit bättre:" not in exempel.sida


def test_a_unit_that_began_worse_is_told_of_regression_to_the_mean(exempel):
    worse, milder = [("4", "2"), ("3", "2")] * 10, [("2", "2"), ("1", "1"), ("2", "1")] * 10
    mal(exempel, {"A": worse, "B": milder})
    exempel.analyserar()
    rows = exempel.rader("RES-02", "forandring", uppdelning="enhet")
    assert korta(rows, "grupp", "jamfort", "samre_start") == [("A", "lagre", "ja"), ("B", "hogre", "nej")]
    assert "Men gruppen började sämre (3,5 mot 1,7)" in exempel.sida and "regression mot medelvärdet" in exempel.sida


def asi(exempel: Lokalt, enheter: dict[str, list[tuple[str, str]]]) -> None:
    """Per unit: (the client's worry before, after) of each person; '' for who was not followed up."""
    services = [f"i{enhet} | missbruk | strukturerad_oppenvard | {enhet} | 40" for enhet in enheter]
    rows = []
    for enhet, pairs in enheter.items():
        for nr, (fore, efter) in enumerate(pairs):
            rows.append(f"{enhet}{nr} | i{enhet} | grund | 2024-03-01 | {fore}")
            rows += [f"{enhet}{nr} | | uppfoljning | 2024-09-01 | {efter}"] if efter else []
    exempel.levererar("insats", "insats_id | omrade | insatstyp | enhet | alder\n" + "\n".join(services))
    head = "pid | insats_id | tillfalle | datum | klient_oro\n"
    exempel.levererar("skattning", head + "\n".join(rows), av="2024")
    exempel.levererar("skattning", "pid", av="2025")


def test_asi_per_unit_is_of_the_baselines_service_within_one_area_of_life(exempel):
    """Also who was not followed up belongs to a unit: 4 of 20 in A, none in B."""
    exempel.valda = ("RES-03",)
    first, second = [("4", "1")] * 10 + [("4", "3")] * 6 + [("4", "")] * 4, [("3", "3")] * 8 + [("3", "2")] * 7
    asi(exempel, {"A": first, "B": second})
    exempel.analyserar()
    rows = exempel.rader("RES-03", "forandring", inom="3", uppdelning="enhet")
    assert korta(rows, "grupp", "n", "n_okand", "fore", "varde", "jamfort") == [
        ("A", "16", "4", "4", "-2,2", "lagre"),
        ("B", "15", "0", "3", "-0,5", "hogre"),
    ]


def i_korthet(exempel: Lokalt) -> str:
    """What the page says before anything else."""
    return exempel.sida.partition("Har det någon effekt?</h2>")[2].partition('<div class="ruta">')[0]


def test_the_page_begins_with_what_came_of_it_and_the_share_followed_up(exempel):
    boenden(exempel, {"GB-1": (20, 10, 30)})
    exempel.analyserar()
    assert (
        "30 av 60 är uppföljda (50\u00a0%). Målet nåddes helt eller delvis: 66,7\u00a0% av dem (osäkerhet 48,8–80,8). "
        "Hur det gick för de andra vet ingen, så det säger inget om alla."
    ) in i_korthet(exempel)


def test_where_nothing_can_be_said_of_any_area_it_is_said_once(exempel):
    exempel.valda = ("RES-03",)
    rows = [f"p{n} | {omrade} | grund | 2024-03-01 | 3" for omrade in (1, 3) for n in range(20)]
    rows += [f"p{n} | 3 | uppfoljning | 2024-09-01 | 1" for n in range(6)]
    head = "pid | livsomrade | tillfalle | datum | klient_oro\n"
    exempel.levererar("skattning", head + "\n".join(rows), av="2024")
    exempel.levererar("skattning", "pid", av="2025")
    exempel.analyserar()
    said = "Det går inte att säga om det har blivit bättre i något av 2 områden: för få uppföljda, som mest 30\u00a0%."
    assert said in i_korthet(exempel) and i_korthet(exempel).count("Det går inte") == 1


def test_a_page_without_any_result_says_what_it_would_take(exempel):
    exempel.valda = ("PLAN-01",)
    exempel.levererar("insats", "insats_id | omrade | start | alder\ni1 | aldre | 2024-01-01 | 80", av="2024")
    exempel.levererar("plan", "plan_id | insats_id\np1 | i1", av="2024")
    exempel.analyserar()
    assert "det kräver mål med bedömning, eller skattning före och efter" in i_korthet(exempel)


def test_a_table_that_never_came_is_told_apart_from_a_period_that_is_not_complete(exempel):
    exempel.valda = ("PLAN-01",)
    exempel.levererar("insats", "insats_id | omrade | start | alder\ni1 | aldre | 2024-01-01 | 80", av="2024")
    exempel.analyserar()
    assert "PLAN-01 Aktuell genomförandeplan: kräver plan, som ni inte har lämnat." in exempel.sida
    exempel.levererar("plan", "plan_id | insats_id\np1 | i1", av="2024H1")
    exempel.analyserar()
    assert "PLAN-01 Aktuell genomförandeplan: ingen period är komplett ännu." in exempel.sida


def test_it_is_written_again_only_when_something_has_changed(exempel):
    boenden(exempel, {"GB-1": (20, 20, 0)})
    exempel.raknar()
    arguments = (exempel.home, exempel.deklaration, exempel.indikatorer(), LAMNARE)
    assert write_analysis(*arguments)
    before = {p.name: p.read_bytes() for p in exempel.home.outbox(LAMNARE).iterdir()}
    assert not write_analysis(*arguments)
    for path in exempel.home.outbox(LAMNARE).iterdir():
        path.unlink()
    assert write_analysis(*arguments)
    assert {p.name: p.read_bytes() for p in exempel.home.outbox(LAMNARE).iterdir()} == before
    exempel.delivered.clear()
    exempel.raknar()
    assert write_analysis(*arguments)
    assert list(exempel.home.outbox(LAMNARE).iterdir()) == []


def test_cut_off_between_the_files_it_does_not_pass_for_what_was_there_before(exempel, monkeypatch):
    boenden(exempel, {"GB-1": (20, 20, 0)})
    exempel.raknar()
    arguments = (exempel.home, exempel.deklaration, exempel.indikatorer(), LAMNARE)
    write_analysis(*arguments)
    for path in exempel.home.outbox(LAMNARE).glob("*.csv"):
        path.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(skriv, "_write_parquet", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_analysis(*arguments)
    assert write_analysis(*arguments)


def test_nothing_local_passes_the_wall(exempel):
    """The edition is made with local cells that nobody can read, and names no unit."""
    boenden(exempel, {HEMLIG: (20, 20, 0), "GB-2": (30, 10, 0)})
    exempel.raknar()
    folder = exempel.home.cells(LAMNARE) / "lokalt"
    assert HEMLIG in text_of(folder / "RES-01.parquet")
    for path in folder.iterdir():
        path.write_bytes(b"not to be opened")
    kommuner = {k: v for k, v in exempel.deklaration.kommuner.items() if k == "1780"}
    small = replace(exempel.deklaration, kommuner=kommuner, lamnare={LAMNARE: exempel.deklaration.lamnare[LAMNARE]})
    for indikator in exempel.indikatorer().values():
        assert add_up(exempel.home, small, indikator)
    write_edition(exempel.home, small, exempel.indikatorer(), [])
    right = [p for f in (exempel.home.edition, exempel.home.added_up) for p in f.rglob("*") if p.is_file()]
    assert len(right) > 3
    assert not [p for p in right if HEMLIG in text_of(p)]


def test_the_cells_that_are_added_up_have_no_local_code(exempel):
    boenden(exempel, {HEMLIG: (20, 20, 0)})
    exempel.raknar()
    shared = list(exempel.home.cells(LAMNARE).glob("*.parquet"))
    assert {p.name for p in shared} == {"RES-01.parquet", "RES-02.parquet"}
    assert not [p for p in shared if HEMLIG in text_of(p)]
