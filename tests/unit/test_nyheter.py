"""What is new since the last delivery: which one is compared with, what is told, and when it is a warning."""

from datetime import date

import pytest

from isu.declaration import load_declarations
from isu.declaration.nyheter import Nyhetsprofil, read_nyhetsprofil
from isu.flow.atertag import withdraw
from isu.flow.nyheter import Jamforelse, compared, emptied, id_columns, row_count, told
from isu.ledger import Leverans
from isu.omdome import Omdome, Raknade
from isu.period import ALL_TIME, Interval, period
from tests.hem import fynd
from tests.spec.tabell import rader

NYHETSREGLER = {"radantal_avviker", "tomd_kolumn", "alla_id_nya"}
PROFIL = read_nyhetsprofil(load_declarations().katalog)


def interval(namn: str) -> Interval:
    return ALL_TIME if namn == "alltid" else period(namn).interval


def tidigare(text: str) -> list[Leverans]:
    """Earlier deliveries in the order of receipt: tid | rader | galler."""
    return [
        Leverans(
            ordning=n,
            filnamn=f"{n}.csv",
            tabell="utredning",
            fran=interval(row["tid"]).fran,
            till=interval(row["tid"]).till,
            accepterade=int(row["rader"] or 0),
            i_kraft=row["galler"] is not None,
            profil={},
        )
        for n, row in enumerate(rader(text))
    ]


def ny(tid: str, antal: int = 0, profil: dict | None = None) -> Omdome:
    counts = Raknade(rader=antal, accepterade=antal)
    return Omdome("1780", "ny.csv", "f" * 64, 1, "utredning", interval(tid), raknade=counts, profil=profil or {})


def kolumner(antal: int, **columns) -> dict:
    """A profile: kon={"1": 3, "9": 2} for a code column, plan=4 for another."""
    facts = {
        k: {"fyllda": sum(v.values()), "koder": v} if isinstance(v, dict) else {"fyllda": v} for k, v in columns.items()
    }
    return {"rader": antal, "kolumner": facts}


def mot(before: dict) -> Jamforelse:
    """Compared with one delivery that has the profile `before`."""
    one = Leverans(
        ordning=1,
        filnamn="forra.csv",
        accepterade=before["rader"],
        profil=before,
        fran=date(2024, 1, 1),
        till=date(2024, 6, 30),
    )
    return Jamforelse(one, None, (), (one,))


@pytest.mark.parametrize(
    "tid, text, fore, fjol",
    [
        ("2024H2", "tid | rader | galler\n2023H2 | | x\n2024H1 | | x", 1, 0),
        ("2024H2", "tid | rader | galler\n2024H1 | | x\n2023 | | x", 0, None),  # a year is no half
        ("2024H2", "tid | rader | galler\n2025H1 | | x\n2023H1 | | x", 1, None),  # not one that comes after
        ("2024H1", "tid | rader | galler\n2024H1 | | \n2024H1 | | x", 1, None),  # the one it replaces
        ("2024H1", "tid | rader | galler\n2024H1 | | x\n2023H2 | | x", 1, None),  # an earlier period before that one
        ("2024H2", "tid | rader | galler\n2024H1 | | x\n2024H1 | | ", 0, None),  # the version in force
        ("2025", "tid | rader | galler\n2024 | | x", 0, 0),  # leap years too
        ("alltid", "tid | rader | galler\nalltid | | \nalltid | | x", 1, None),
    ],
)
def test_what_a_delivery_is_compared_with(tid, text, fore, fjol):
    chosen = compared(ny(tid), tidigare(text))
    assert (chosen.fore.ordning, chosen.fjol and chosen.fjol.ordning) == (fore, fjol)


@pytest.mark.parametrize(
    "tid, text", [("2024H1", "tid | rader | galler\n2024 | | x"), ("alltid", "tid | rader | galler")]
)
def test_the_first_of_its_kind_is_compared_with_nothing(tid, text):
    assert compared(ny(tid), tidigare(text)) is None


@pytest.mark.parametrize(
    "fore, nu, warned",
    [
        (1000, 1300, False),
        (1000, 1301, True),
        (1000, 700, False),
        (1000, 699, True),
        (10, 14, False),  # 40 % more, and no more than chance gives
        (20, 3, True),
        (3, 0, True),  # nothing where there was something
        (0, 0, False),
        (0, 500, False),
    ],
)
def test_far_more_or_fewer_rows(fore, nu, warned):
    chosen = compared(ny("2024H2", nu), tidigare(f"tid | rader | galler\n2024H1 | {fore} | x"))
    assert [f.regel for f in row_count(ny("2024H2", nu), chosen, PROFIL)] == ["radantal_avviker"] * warned


def test_the_same_period_last_year_goes_before_the_period_before():
    """Fewer cases every autumn is no news."""
    chosen = compared(ny("2024H2", 500), tidigare("tid | rader | galler\n2023H2 | 510 | x\n2024H1 | 1000 | x"))
    assert row_count(ny("2024H2", 500), chosen, PROFIL) == []
    (found,) = row_count(ny("2024H2", 200), chosen, PROFIL)
    assert found.uppgifter == {
        "rader": 200,
        "antal": 510,
        "andel": "60,8",
        "grans": "30",
        "annan": "0.csv",
        "annan_intervall": "2023H2",
    }


def nytt(before: dict, now: dict) -> list[tuple]:
    """What is told of columns and codes, and the columns that are warned of."""
    omdome = ny("2024H2", now["rader"], now)
    news = [(n.slag, *n.uppgifter.values()) for n in told(omdome, mot(before), PROFIL)[2:]]
    return [news, [f.uppgifter["kolumn"] for f in emptied(omdome, mot(before), PROFIL)]]


@pytest.mark.parametrize(
    "before, now, news, warned",
    [
        (kolumner(100, plan=90), kolumner(100, plan=10), [], []),
        (kolumner(100, plan=90), kolumner(100, plan=0), [("tomd_kolumn", "plan")], ["plan"]),
        (kolumner(100, plan=4), kolumner(100, plan=0), [("tomd_kolumn", "plan")], []),  # as likely as not
        (kolumner(1000, plan=900), kolumner(2, plan=0), [("tomd_kolumn", "plan")], []),
        (kolumner(100, plan=0), kolumner(100, plan=0), [], []),
        (kolumner(50, kon={"1": 5, "9": 45}), kolumner(50, kon={"9": 50}), [("tomd_kolumn", "kon")], ["kon"]),
        (kolumner(9, kon={"1": 9}), kolumner(9, kon={"2": 4, "1": 5}), [("ny_kod", "kon", ["2"])], []),
        (kolumner(9, kon={"1": 9}), kolumner(9, kon={"omappad": 4, "1": 5}), [], []),  # no code of the list
        (kolumner(9, kon={"1": 9}), kolumner(9, kon={"1": 9}, plan=3), [("ny_kolumn", "plan")], []),
        (kolumner(9, kon={"1": 9}, plan=3), kolumner(9, kon={"1": 9}), [("borttagen_kolumn", "plan")], []),
        (kolumner(9), kolumner(9, kon={"1": 9}), [], []),  # nothing was counted then
    ],
)  # fmt: skip
def test_what_is_told_of_columns_and_codes(before, now, news, warned):
    assert nytt(before, now) == [news, warned]


def test_a_code_that_any_earlier_delivery_had_is_not_new():
    chosen = mot(kolumner(9, kon={"1": 9}))
    earlier = Leverans(ordning=0, profil=kolumner(9, kon={"2": 9}))
    omdome = ny("2024H2", 9, kolumner(9, kon={"1": 5, "2": 4}))
    assert [n.slag for n in told(omdome, chosen, PROFIL)][2:] == ["ny_kod"]
    both = Jamforelse(chosen.fore, None, (), (earlier, chosen.fore))
    assert [n.slag for n in told(omdome, both, PROFIL)][2:] == []


def test_the_delivery_before_and_its_rows_are_always_told():
    first, second = told(ny("2024H2", 150), mot(kolumner(100)), PROFIL)
    assert (first.slag, first.uppgifter) == ("foregaende", {"filnamn": "forra.csv", "tid": "2024H1"})
    assert (second.slag, second.uppgifter) == ("rader", {"fore": 100, "nu": 150, "andel": 0.5})


def test_a_person_may_come_back_in_any_period_and_a_case_only_in_its_own():
    before, same = tidigare("tid | rader | galler\n2024H1 | | x\n2024H2 | | x")
    tabeller = load_declarations().tabeller
    chosen = Jamforelse(before, None, (same,), (before, same))
    found = {k: [d.ordning for d in own] for k, own in id_columns(tabeller["utredning"], chosen).items()}
    assert found == {"utredning_id": [1], "pid": [0, 1]}
    assert list(id_columns(tabeller["person"], chosen)) == ["pid"]


def lamnar(hem, filnamn: str, prefix: str, antal: int, dag: str, pid: str = "p"):
    """`antal` cases of as many persons; ids begin with `prefix` and `pid`."""
    rows = "\n".join(f"{prefix}{i} | {pid}{i} | {dag} | {1 + i % 2}" for i in range(antal))
    hem.lamnar(filnamn, f"aktualisering_id | pid | inkom_datum | kon\n{rows}")
    (delivery,) = hem.tar_emot()
    return delivery


def varnat(delivery) -> dict[str, int]:
    """Rule → count, of the rules about news."""
    return {regel: n for regel, n in fynd(delivery).items() if regel in NYHETSREGLER}


def slag(delivery) -> list[str]:
    return [n["slag"] for n in delivery.kvitto["nyheter"]]


def test_a_new_system_with_new_ids_is_noticed(hem):
    lamnar(hem, "aktualisering_2024H1.csv", "a", 60, "2024-02-01")
    same_system = lamnar(hem, "aktualisering_2024H2.csv", "b", 60, "2024-09-01")
    assert varnat(same_system) == {}  # new cases, known persons
    assert slag(same_system) == ["foregaende", "rader"]
    other_system = lamnar(hem, "aktualisering_2025H1.csv", "c", 60, "2025-02-01", pid="q")
    assert varnat(other_system) == {"alla_id_nya": 60}
    assert other_system.utfall == "accepterad_med_anmarkning" and other_system.i_kraft
    assert set(slag(other_system)) == {"foregaende", "rader", "alla_id_nya"}


def test_the_same_half_again_with_new_case_ids_is_noticed(hem):
    lamnar(hem, "aktualisering_2024H1.csv", "a", 60, "2024-02-01")
    assert varnat(lamnar(hem, "aktualisering_2024H1_ny.csv", "b", 60, "2024-02-01")) == {"alla_id_nya": 60}


def test_one_known_person_is_enough(hem):
    lamnar(hem, "aktualisering_2024H1.csv", "a", 60, "2024-02-01")
    rows = "\n".join(f"b{i} | {'p0' if i == 7 else f'q{i}'} | 2024-09-01" for i in range(60))
    hem.lamnar("aktualisering_2024H2.csv", f"aktualisering_id | pid | inkom_datum\n{rows}")
    (delivery,) = hem.tar_emot()
    assert "alla_id_nya" not in varnat(delivery)


def test_few_ids_tell_nothing(hem):
    lamnar(hem, "aktualisering_2024H1.csv", "a", 49, "2024-02-01")
    assert varnat(lamnar(hem, "aktualisering_2024H2.csv", "b", 60, "2024-09-01", pid="q")) == {}


def test_the_ledger_keeps_counts_and_common_codes_only(hem):
    """The local codes of orsak are counted as filled, never by name."""
    rows = "\n".join(f"a{i} | 2024-02-01 | 1 | hemligt{i}" for i in range(19))
    hem.lamnar("aktualisering_2024H1.csv", f"aktualisering_id | inkom_datum | kon | orsak\n{rows}")
    (delivery,) = hem.tar_emot()
    counted = delivery.profil["kolumner"]
    assert delivery.profil["rader"] == delivery.accepterade == 19
    assert counted["kon"] == {"fyllda": 19, "koder": {"1": 19}}
    assert counted["orsak"] == {"fyllda": 19, "koder": {}}
    assert counted["atgard_datum"] == {"fyllda": 0}
    assert "alder" not in counted
    assert "hemligt" not in repr(delivery.profil)


def test_a_withdrawn_delivery_is_not_compared_with(hem):
    lamnar(hem, "aktualisering_2024H1.csv", "a", 60, "2024-02-01")
    withdraw(hem.home, "1780", "aktualisering_2024H1.csv")
    assert slag(lamnar(hem, "aktualisering_2024H2.csv", "b", 60, "2024-09-01")) == []


def test_a_refused_file_has_no_news(hem):
    lamnar(hem, "aktualisering_2024H1.csv", "a", 60, "2024-02-01")
    hem.lamnar("aktualisering_2024H2.csv", "aktualisering_id | inkom_datum\na1 | en dag")
    (refused,) = hem.tar_emot()
    assert (refused.utfall, slag(refused)) == ("avvisad", [])


def test_a_profile_of_ones_own_is_read_and_must_be_whole(hem):
    own = hem.home.own / "schemas" / "profiles" / "nyheter.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("avvikelse_rader: 0.5\nslumpens_bredd: 0\ntomd_kolumn_vantade: 1\nminst_id: 2\nsaknas_koder: [9]\n")
    assert read_nyhetsprofil(load_declarations(hem.home).katalog) == Nyhetsprofil(0.5, 0, 1, 2, ("9",))
    own.write_text("avvikelse_rader: 0.5\n")
    read_nyhetsprofil.cache_clear()
    with pytest.raises(Exception, match="saknar ett värde"):
        read_nyhetsprofil(load_declarations(hem.home).katalog)
