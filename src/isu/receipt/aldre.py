"""A receipt of an earlier version, brought to today's form so that it can be written again. Pure.

What was never said cannot be made up: English that is missing is the Swedish, and lists that are missing are empty.
"""

from isu.receipt.kvitto import VERSION
from isu.receipt.mening import RUBRIKER, RUBRIKER_EN, erased
from isu.receipt.steg import BETYDER

#: Parts of a receipt → names in them that are said in both languages.
SAID = {
    "fel": ("mening", "tillatet", "gor"),
    "regler": ("tillatet", "foljd", "gor", "varfor"),
    "normaliserat": ("form",),
}


def current(data: dict) -> dict:
    """The data as `receipt_data` of today would give them, as far as they go."""
    if data["kvittoversion"] == VERSION:
        return data
    counts = {"borttagna": 0, "ersatta": 0} | data["rader"]
    parts = {part: [_said(thing, names) for thing in data[part]] for part, names in SAID.items()}
    return _missing(data) | data | _in_english(data) | parts | {"rader": counts, "kvittoversion": VERSION}


def _said(thing: dict, names: tuple[str, ...]) -> dict:
    """With English for every Swedish name, and the page of the rule."""
    swedish = {name: thing.get(name, "") for name in names}
    page = {"sida": f"regler/{thing['kod']}.html"} if "kod" in thing else {}
    codes = {"koder": [{"namn_en": k["namn"]} | k for k in thing["koder"]]} if "koder" in thing else {}
    return swedish | {f"{name}_en": text for name, text in swedish.items()} | page | thing | codes


def _missing(data: dict) -> dict:
    return {
        "raderad": erased(data["fel"]),
        "granskad": True,
        "rubrik": RUBRIKER[data["utfall"]],
        "rubrik_en": RUBRIKER_EN[data["utfall"]],
        "betyder": BETYDER[data["utfall"]][0],
        "betyder_en": BETYDER[data["utfall"]][1],
        "kalla": None,
        **{name: [] for name in ("nyheter", "omappade", "indikatorer", "regelutfall")},
    }


def _in_english(data: dict) -> dict:
    same = {f"{name}_en": data[name] for name in ("mening", "gor", "antaget", "tabell_om")}
    tid = data["tid"]
    return same | {"tid": tid and {"period_en": tid["period"], "kalla_en": tid["kalla"]} | tid}
