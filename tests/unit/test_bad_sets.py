"""Every rule between tables has a set of files in tests/bad_sets, named after it, that breaks it once and no other."""

from pathlib import Path

import pytest

from isu.declaration import load_declarations
from isu.declaration.tabell import column_types
from isu.duck import open_connection
from isu.flow.kalla import register_files
from isu.ledger import Ledger
from isu.register.samband import broken_links
from isu.register.sambandsregler import SAMBAND
from tests.hem import LAMNARE

SETS = sorted(p for p in (Path(__file__).parents[1] / "bad_sets").iterdir() if p.is_dir())
TABELLER = load_declarations().tabeller


@pytest.mark.parametrize("folder", SETS, ids=lambda p: p.name)
def test_the_set_breaks_its_rule_once_and_no_other(folder, hem):
    for path in sorted(folder.iterdir()):
        hem.lamnar_text(path.name, path.read_bytes())
    deliveries = hem.tar_emot()
    assert [(d.filnamn, d.utfall) for d in deliveries if d.fynd] == []
    files = register_files(hem.home, Ledger(hem.home).accepted(LAMNARE))
    assert [(b.regel, b.rader) for b in broken_links(TABELLER, files)] == [(folder.name, 1)]


def test_every_rule_between_tables_has_its_set():
    assert {p.name for p in SETS} == {s.regel for s in SAMBAND}


@pytest.mark.parametrize("samband", SAMBAND, ids=lambda s: f"{s.regel}-{s.tabell}")
def test_every_rule_can_be_run(samband):
    """Against tables without rows; a misspelt column is found here."""
    with open_connection() as connection:
        for namn in samband.tabeller:
            columns = ", ".join(f"{name} {typ}" for name, typ in column_types(TABELLER[namn]).items())
            connection.execute(f"create temp table {namn} ({columns}, uttagsdatum date)")
        sql = samband.sql(lambda day: f"{day} is not null")
        whole = f"with ingen as (select 1){sql}" if sql.startswith(",") else sql
        assert connection.execute(whole).fetchall() == [(0,)]
