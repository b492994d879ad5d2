"""What was to come against what has come, over all lämnare: the steward's page and the senders' reminders.

It reads the calendar and the ledger's deliveries, never a row. Nothing here stops or changes a delivery.
"""

from isu.leveranslage.paminnelse import reminder
from isu.leveranslage.sida import page, page_data
from isu.leveranslage.vantat import Lage, Ruta, squares

__all__ = ["Lage", "Ruta", "page", "page_data", "reminder", "squares"]
