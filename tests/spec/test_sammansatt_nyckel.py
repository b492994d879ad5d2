"""Tables whose key is several columns, and whose time is a month: what is the same row, and what replaces what."""

from isu.flow.granska import verify
from tests.hem import Hem, fynd

HEAD = "manad;hid;pid;roll;belopp\n"


def ekb(*rows: str) -> str:
    """manad hid pid belopp, a row each."""
    cells = (row.split() for row in rows)
    return HEAD + "".join(f"{manad};{hid};{pid};sokande;{belopp}\n" for manad, hid, pid, belopp in cells)


def in_force(hem) -> list[str]:
    return [" ".join(r.values()) for r in hem.galler("ekb_manad", "manad hid pid belopp")]


def test_rows_that_share_a_part_of_the_key_are_different_rows(hem):
    hem.lamnar_text(
        "ekb_2024H1.csv", ekb("2024-01 h1 p1 10", "2024-02 h1 p1 20", "2024-01 h1 p2 30", "2024-01 h2 p1 40")
    )
    (delivery,) = hem.tar_emot()
    assert (delivery.accepterade, fynd(delivery)) == (4, {})


def test_the_same_whole_key_twice_is_told_with_both_rows(hem):
    """However the month is written."""
    rows = [f"2024-0{n % 6 + 1} h{n} p{n} 10" for n in range(40)]
    hem.lamnar_text("ekb_2024H1.csv", ekb(*rows, "2024-01 h90 p90 10", "202401 h90 p90 20"))
    (delivery,) = hem.tar_emot()
    (twice,) = [f for f in delivery.fynd if f.regel == "dubblettnyckel"]
    assert twice.antal == 2
    (told,) = [f for f in delivery.kvitto["fel"] if f["regel"] == "dubblettnyckel"]
    assert told["rader"] == [42, 43]
    assert [p["kolumn"] for p in told["platser"]] == ["manad", "hid", "pid"]


def test_a_month_delivered_alone_concerns_that_month_alone(hem):
    for manad in ("2024-01", "2024-02"):
        hem.lamnar_text(f"ekb_{manad}.csv", ekb(f"{manad} h1 p1 10"))
    first, second = hem.tar_emot()
    assert [hem.kvitto(d, "tid", "period") for d in (first, second)] == ["2024-01", "2024-02"]
    assert in_force(hem) == ["2024-01-01 h1 p1 10.00", "2024-02-01 h1 p1 10.00"]


def test_rows_of_one_month_tell_of_that_month_where_nothing_is_said(hem):
    hem.lamnar_text("ekb.csv", ekb("2024-03 h1 p1 10", "2024-03 h2 p2 10"))
    (delivery,) = hem.tar_emot()
    assert hem.kvitto(delivery, "tid", "period") == "2024-03"


def test_a_month_sent_again_replaces_its_rows_and_tells_which_vanished(hem):
    hem.lamnar_text("ekb_2024H1.csv", ekb("2024-01 h1 p1 10", "2024-02 h1 p1 20", "2024-02 h2 p2 30"))
    hem.lamnar_text("ekb_2024-02.csv", ekb("2024-02 h1 p1 25", "2024-02 h3 p3 30"))
    _, second = hem.tar_emot()
    assert second.kvitto["forsvunna_nycklar"] == 1
    assert in_force(hem) == ["2024-01-01 h1 p1 10.00", "2024-02-01 h1 p1 25.00", "2024-02-01 h3 p3 30.00"]


def test_a_row_of_a_month_that_the_file_does_not_concern_is_set_aside(hem):
    rows = [f"2024-02 h{n} p{n} 10" for n in range(20)]
    hem.lamnar_text("ekb_2024-02.csv", ekb(*rows, "2024-01 h90 p90 10"))
    (delivery,) = hem.tar_emot()
    assert (delivery.accepterade, delivery.avsatta, fynd(delivery)) == (20, 1, {"inom_intervall": 1})


SOURCE = """
sv: EKB med borttagna
kalla: egen
lamnare: ["1780"]
tabeller:
  ekb_manad:
    kannetecken: [MAK]
    borttagen: {rubrik: MAK, varden: [J]}
"""


def test_a_deleted_row_takes_its_whole_key_out_of_force(tmp_path):
    """And no other row that shares a part of the key."""
    folder = tmp_path / "egna" / "schemas" / "sources"
    folder.mkdir(parents=True)
    (folder / "med_borttagna.yaml").write_text(SOURCE, encoding="utf-8")
    hem = Hem(tmp_path)
    hem.lamnar_text("ekb_2024H1.csv", ekb("2024-01 h1 p1 10", "2024-02 h1 p1 20", "2024-02 h2 p1 30"))
    deleted = "2024-02;h1;p1;sokande;20;J\n2024-02;h2;p1;sokande;35;\n2024-01;h1;p1;sokande;10;\n"
    hem.lamnar_text("ekb_2024H1_ny.csv", HEAD.strip() + ";MAK\n" + deleted)
    _, second = hem.tar_emot()
    assert (second.accepterade, second.borttagna, second.kvitto["forsvunna_nycklar"]) == (2, 1, 0)
    assert in_force(hem) == ["2024-01-01 h1 p1 10.00", "2024-02-01 h2 p1 35.00"]
    assert verify(hem.home) == []
