"""Rows of faultless deliveries, as text. Every id and local code holds MARK, which nothing told may hold."""

from collections.abc import Callable
from datetime import date, timedelta

#: Stands in every value that belongs to a person or a case.
MARK = "zqxj"

#: Rubriker and rows of one table.
Table = list[list[str]]


def day(i: int, later: int = 0) -> str:
    return (date(2024, 1, 15) + timedelta(days=i % 100 + later)).isoformat()


def _aktualisering(i: int) -> dict[str, str]:
    return {
        "aktualisering_id": f"a{MARK}{i}",
        "pid": f"p{MARK}{i % 30}",
        "inkom_datum": day(i),
        "typ": ("anmalan", "ansokan", "annat")[i % 3],
        "omrade": "barn_unga",
        "anmalare_lokal": f"Förskola {MARK}{i}",
        "orsak": ("skola", "relation", "annat")[i % 3],
        "atgard": ("inleds", "inleds_inte")[i % 2],
        "atgard_datum": day(i, i % 9),
        "utredning_id": "" if i % 2 else f"u{MARK}{i}",
        "kon": "12"[i % 2],
        "alder": str(i % 18),
    }


def _utredning(i: int) -> dict[str, str]:
    return {
        "utredning_id": f"u{MARK}{i}",
        "pid": f"p{MARK}{i % 30}",
        "omrade": "barn_unga",
        "inledd_datum": day(i),
        "avslutad_datum": day(i, 60) if i % 3 else "",
        "barnsamtal_antal": str(i % 5),
        "instrument": f"{MARK}-bbic {i}",
        "utfall": "insats" if i % 3 else "",
        "kon": "12"[i % 2],
        "alder": str(i % 18),
    }


def _insats(i: int) -> dict[str, str]:
    return {
        "insats_id": f"i{MARK}{i}",
        "pid": f"p{MARK}{i % 30}",
        "omrade": "barn_unga",
        "beslut_datum": day(i),
        "insatstyp_lokal": f"Öppet hus {MARK}{i}",
        "insatstyp": "personligt_stod",
        "behovsprovad": "1",
        "start": day(i, 2),
        "slut": day(i, 40) if i % 2 else "",
        "kon": "12"[i % 2],
        "alder": str(i % 18),
    }


def _person(i: int) -> dict[str, str]:
    return {
        "pid": f"p{MARK}{i}",
        "id_typ": "pnr",
        "fodelsear": str(2006 + i % 18),
        "kon": "12"[i % 2],
        "fodelseland": "sverige",
    }


KINDS: dict[str, Callable[[int], dict[str, str]]] = {
    "aktualisering": _aktualisering,
    "utredning": _utredning,
    "insats": _insats,
    "person": _person,
}


def table(tabell: str, count: int) -> Table:
    """The header and `count` rows."""
    rows = [KINDS[tabell](i) for i in range(count)]
    return [list(rows[0]), *(list(row.values()) for row in rows)]
