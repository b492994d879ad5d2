"""Every made-up file is accepted by the intake, with no row set aside and no key that points at nothing."""

from pathlib import Path

import pytest

from isu.flow.intag import take_sender
from isu.flow.kalla import register_files
from isu.home import Home
from isu.ledger import Leverans
from isu.period import period
from isu.register.references import dangling
from isu.register.samband import broken_links
from isu.synthetic.dialekt import as_written
from isu.synthetic.fil import delivery_file
from isu.synthetic.uttag import extracts
from tests.synt import DEKLARATION, sender, world

#: With a person table in Windows-1252, and without one in UTF-8.
MED_PERSON, UTAN_PERSON = "1081", "1904"
HALVAR = period("2024H2")

#: Rules between tables that life itself breaks now and then: a child in two services, a service that has not begun.
I_LIVET = {"utfall_utan_insats", "utfall_utan_beslut", "placeringar_overlappar"}


def received(root: Path, lamnare: str) -> tuple[Home, list[Leverans]]:
    home, s = Home(root), sender(lamnare)
    for tabell, frame in extracts(DEKLARATION, world(s, [HALVAR]), HALVAR).items():
        declared = DEKLARATION.tabeller[tabell]
        fil = delivery_file(s, declared, HALVAR, as_written(frame, declared, s, DEKLARATION.kodlistor))
        path = home.intake / fil.plats
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(fil.content)
    return home, take_sender(home, DEKLARATION, lamnare)


@pytest.mark.parametrize("lamnare", [MED_PERSON, UTAN_PERSON])
def test_every_file_is_accepted_and_its_links_hold(tmp_path, lamnare):
    home, taken = received(tmp_path, lamnare)
    expected = set(DEKLARATION.tabeller) - ({"person"} if lamnare == UTAN_PERSON else set())
    assert {d.tabell for d in taken if d.i_kraft} == expected
    assert {d.tabell: (d.avsatta, d.olasbara) for d in taken if d.avsatta or d.olasbara} == {}
    files = register_files(home, taken)
    assert dangling(DEKLARATION.tabeller, files) == []
    assert {brutet.regel for brutet in broken_links(DEKLARATION.tabeller, files)} <= I_LIVET
