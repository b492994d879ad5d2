"""The statuses that a published number may have, and the order that they are stored in. Words only."""

VISAS = "visas"
SEKRETESS = "sekretess"
EJ_RAPPORTERAT = "ej_rapporterat"
EJ_TILLAMPLIGT = "ej_tillampligt"
EJ_KOMPLETT = "ej_komplett"
KVALITET = "kvalitet"
GROVRE = "grovre"

#: A status is stored as its place in this list.
STATUSAR = (VISAS, SEKRETESS, EJ_RAPPORTERAT, EJ_TILLAMPLIGT, EJ_KOMPLETT, KVALITET, GROVRE)


def kod(status: str) -> int:
    return STATUSAR.index(status)
