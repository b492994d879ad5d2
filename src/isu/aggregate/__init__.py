"""Adding up: from the cells of every lämnare to sums for kommun, län, kommungrupp and riket.

The first room right of the wall. It reads cells and their table of contents (`innehall.json`), never rows,
and writes `summor/<ID>.parquet`: whole numbers, not yet protected, as secret as the cells. What may be shown
is decided in isu.disclosure; shares and means are made in isu.comparison.
"""

from isu.aggregate.innehall import content_files, read_files
from isu.aggregate.rader import Kalla
from isu.aggregate.summera import add_up, read_summor, read_upplagg
from isu.aggregate.summor import Del, Summor, Upplagg

__all__ = ["Del", "Kalla", "Summor", "Upplagg", "add_up", "content_files", "read_files", "read_summor", "read_upplagg"]
