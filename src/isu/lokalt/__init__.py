"""The lämnare's own local analysis: its indicators per enhet, utförare, insatstyp and målgrupp, with uncertainty.

Left of the wall: it reads one lämnare's local cells (`cells/lamnare=<id>/lokalt/`) and writes to that lämnare's outbox.
Adding up, protection and intervals are those of the rooms right of the wall, used on one lämnare by itself; nothing
from here goes there. No league tables: groups stand in the order of their codes.
"""

from isu.lokalt.skriv import PAGE, ROWS, write_analysis

__all__ = ["PAGE", "ROWS", "write_analysis"]
