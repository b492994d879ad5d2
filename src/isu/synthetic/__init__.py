"""Realistic made-up deliveries, for demonstrations and load tests. No row describes anybody.

Uses the declarations and nothing else of the project. The way of a row: storlek (how much a lämnare sends) →
kontakter (people and what happens to them) → rader, insatser (complete rows) → uttag (what was known when) →
dialekt (how it is written) → fel (faults, when asked for) → leverans (files in the intake).
"""

from isu.synthetic.fel import FAULTS
from isu.synthetic.leverans import planted_faults, write_deliveries
from isu.synthetic.storlek import choose_senders

__all__ = ["FAULTS", "choose_senders", "planted_faults", "write_deliveries"]
