"""Random small nations where many are alone in a number: what is proved stands up to all of them together."""

from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from isu.disclosure.besluta import areas_of
from isu.disclosure.prova import designed
from isu.disclosure.utformning import Utbudsregel
from isu.flow.angrepp import by_name
from isu.granskning import ensamma
from isu.granskning.kunskap import no_guess
from isu.granskning.las import read
from isu.granskning.vetat import attacked
from tests.spec.publication.angripare import publish
from tests.unit.test_disclosure_bevis import GRUPP, KRAV, SIZES, T, nation

NIVAER = frozenset({"kommun"})


@settings(max_examples=6, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    sizes=st.sampled_from(SIZES),
    names=st.sampled_from(["H", "HA"]),
    hidden=st.booleans(),
)
@example(seed=43, sizes=(0, 0, 0, 6), names="H", hidden=True)
@example(seed=179, sizes=(0, 3), names="H", hidden=False)  # a column is closed, and offered in a thinner design
def test_those_who_are_alone_know_no_number_of_others_to_be_small(tmp_path_factory, seed, sizes, names, hidden):
    """Also where little is offered, and most of it stands withheld in columns that are closed."""
    summor = nation(seed, sizes, names)
    asked = areas_of(summor, NIVAER)
    beslut = designed(summor, KRAV, Utbudsregel(0.9, 0.9, 0.2 if hidden else 1.0), seed, asked)
    assert beslut.hel == beslut.monster.obevisade.any(), "the gate refuses what is said to be proved"
    path = publish(tmp_path_factory.mktemp("utgava") / "indikatorer.parquet", summor, beslut.skydd)
    tabell = attacked(read(path, summor.indikator), GRUPP, 0.0, no_guess)
    for part in (0.25, 1.0):
        with patch.object(ensamma, "PART", part):
            assert ensamma.known_by_some(tabell, by_name(summor), NIVAER, T, seed % 7) == 0
