"""Keys that point at nothing are counted over all that is in force, and set nothing aside."""

from isu.flow.kalla import register_files
from isu.ledger import Ledger
from isu.register.references import dangling


def luckor(hem) -> list[tuple]:
    files = register_files(hem.home, Ledger(hem.home).accepted("1780"))
    return [(g.tabell, g.kolumn, g.till, g.rader) for g in dangling(hem.deklaration.tabeller, files)]


def test_a_dangling_key_is_counted_until_the_other_file_comes(hem):
    hem.lamnar("person.csv", "pid | kon\np1 | 1")
    hem.lamnar(
        "aktualisering_2024H1.csv", "aktualisering_id | pid | inkom_datum\na1 | p1 | 2024-02-01\na2 | p2 | 2024-02-01"
    )
    taken = hem.tar_emot()
    assert [(d.accepterade, d.avsatta) for d in taken] == [(1, 0), (2, 0)]
    assert luckor(hem) == [("aktualisering", "pid", "person", 1)]

    hem.lamnar("person_2024H1.csv", "pid | kon\np2 | 2")
    hem.tar_emot()
    assert luckor(hem) == []


def test_a_table_that_is_never_delivered_is_not_missed(hem):
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | pid | inkom_datum\na1 | p1 | 2024-02-01")
    hem.tar_emot()
    assert luckor(hem) == []
