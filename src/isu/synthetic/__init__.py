"""Realistic made-up deliveries, for demonstrations and load tests. No row describes anybody.

Uses the declarations and nothing else of the project. The way of a row: storlek (how much a lämnare sends), sardrag and
enheter (how it works and writes) → kontakter, rader, insatser (children) and arenden, vuxna (the other areas) → one
module per family of what follows (beslut, placeringar, planer, skattningar, ekb, lss, aldre, forebyggande, brukarsvar)
→ varld (all of it) → uttag (what was known when) → dialekt (how it is written) → fel (faults, when asked for) →
leverans (files in the intake). Beside them befolkning, the made-up denominators of rates.

Children are drawn from one stream per year; all others by lotteries bound to the row (lott.py), many years at once.
Either way a lämnare depends on no other, and a later last half-year changes nothing of the earlier ones.
"""

from isu.synthetic.fel import FAULTS
from isu.synthetic.leverans import planted_faults, write_deliveries
from isu.synthetic.stadsdelar import divide
from isu.synthetic.storlek import choose_senders

__all__ = ["FAULTS", "choose_senders", "divide", "planted_faults", "write_deliveries"]
