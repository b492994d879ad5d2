"""A lämnare's own report on a release, and its preliminary values before one, in its outbox.

Right of the wall: read from the files of an edition, so nothing here can tell what disclosure control has not let
through. `fynd` decides which findings are told, `ord` has the words, `sida` the pages and `bok` the workbook. `las`
asks for the rows of one area and `skriv` puts the files in place. Who gets a report, and when, is not known here.
"""

from isu.rapport.las import Underlag
from isu.rapport.skriv import Infor, take_away_preliminary, write_preliminary, write_report

__all__ = ["Infor", "Underlag", "take_away_preliminary", "write_preliminary", "write_report"]
