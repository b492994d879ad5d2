"""Small tables drawn by hypothesis, which makes them smaller still when one fails. What is demanded: `checks`."""

import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.batch import take_all
from tests.fuzz.case import Case
from tests.fuzz.rows import KINDS, table
from tests.fuzz.seeds import Form
from tests.fuzz.tablewise import CELLS, HEADERS, KODNINGAR

NUMBERS = itertools.count()

cells = st.sampled_from(CELLS) | st.text(max_size=12)
forms = st.builds(Form, st.sampled_from(KODNINGAR[:6]), st.sampled_from(";,\t|"), st.sampled_from(["\n", "\r\n", "\r"]))


@st.composite
def changed_tables(draw) -> Case:
    """A faultless table with a few cells and headers changed, as text."""
    tabell = draw(st.sampled_from(sorted(KINDS)))
    rows = table(tabell, draw(st.integers(1, 12)))
    for _ in range(draw(st.integers(0, 4))):
        row = draw(st.integers(0, len(rows) - 1))
        place = draw(st.integers(0, len(rows[0]) - 1))
        rows[row][place] = draw(cells if row else st.sampled_from(HEADERS) | cells)
    form = draw(forms)
    lines = form.radslut.join(form.skiljetecken.join(row) for row in rows) + form.radslut
    content = lines.encode(form.kodning, "replace")
    return Case(next(NUMBERS), f"{tabell}_2024H1.csv", content, None, ())


@given(st.lists(changed_tables(), min_size=1, max_size=3))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_drawn_table_gets_a_verdict_and_a_receipt(cases):
    failures = [f for outcome in take_all(cases) for f in outcome.failures]
    assert not failures, "\n".join(f"{f.what}\n{f.details}" for f in failures)
