"""The rules that a receipt links to, in words that hold for every file, so that the receipt works alone. Pure."""

from isu.declaration import Regel
from isu.receipt.regelsidor import allman


def rules(found: list[dict], regler: dict[str, Regel]) -> list[dict]:
    """The rules that the faults name, each once, in the order of their codes."""
    used = sorted({fault["regel"] for fault in found}, key=lambda namn: regler[namn].kod)
    return [rule(regler[namn]) for namn in used]


def rule(regel: Regel) -> dict:
    """What a rule says everywhere, in both languages, and its page beside the receipt."""
    return allman(regel) | {"sida": page_of(regel.kod)}


def page_of(kod: str) -> str:
    """Where the rule's page lies, from the receipt."""
    return f"regler/{kod}.html"
