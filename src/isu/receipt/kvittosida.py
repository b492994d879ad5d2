"""The receipt as one page that needs nothing but itself: no script, no other file, ready to print or to e-mail.

Everything it says comes from the receipt's data; here it is put together as a person reads it.
"""

from itertools import groupby

from isu.omdome import AVVISAD, DELVIS
from isu.receipt.ord import BOK, GRUPPER, RADER, REGELUTFALL, SIDA
from isu.receipt.sida import render
from isu.receipt.text import EN, SV, rader, tal

#: An overview stands before the faults when they are more than a screen holds.
OVERBLICK_FRAN = 3

#: Longer lists of allowed codes are folded.
VIKTA_KODER = 6


def receipt_html(
    data: dict, sprak: str = SV, att_ratta: str | None = None, andra: str | None = None, listade: int = 0
) -> str:
    """The page in one language. `att_ratta` is the file name of the workbook beside it, which lists `listade` places
    where that is known; `andra` is the page in the other language.
    """
    return render(
        "kvitto.html.j2",
        k=data,
        sprak=sprak,
        o=SIDA[sprak],
        grupper=[_group(data, allvar, sprak) for allvar in GRUPPER[sprak]],
        stapel=segments(data, sprak),
        flera=same_rows(data, sprak),
        indikatorer=indicator_groups(data, sprak),
        regelutfall=outcome_counts(data, sprak),
        utfallsord=REGELUTFALL[sprak],
        att_ratta=att_ratta,
        alla_stallen=how_many(data, listade, sprak) if listade else None,
        andra=andra,
        vikta=VIKTA_KODER,
    )


def in_language(thing: dict, name: str, sprak: str):
    """`mening`, or `mening_en` on an English page."""
    return thing[f"{name}_en" if sprak == EN else name]


def _group(data: dict, allvar: str, sprak: str) -> dict:
    heading, introduction = GRUPPER[sprak][allvar]
    chosen = [f for f in data["fel"] if f["allvar"] == allvar]
    return {
        "allvar": allvar,
        "rubrik": heading,
        "om": introduction,
        "fel": [f | {"skrivna": ways_written(f, sprak)} for f in chosen],
        "kort": len(chosen) >= OVERBLICK_FRAN,
    }


def segments(data: dict, sprak: str = SV) -> list[dict]:
    """The fates of the records, in the order of the bar; what none had is left out. A refused file keeps no row."""
    counts = dict(data["rader"])
    if data["utfall"] == AVVISAD:
        counts["ej_mottagna"] = counts.pop("accepterade") + counts.pop("avsatta")
    words = RADER[sprak]
    return [{"slag": slag, "ord": words[slag], "antal": counts[slag]} for slag in words if counts.get(slag)]


def same_rows(data: dict, sprak: str = SV) -> str | None:
    """Said when the faults are more than the rows: otherwise their sum looks like rows that do not exist."""
    faults = sum(f["antal"] for f in data["fel"] if f["allvar"] == "fel")
    rows = data["rader"]["avsatta"] + data["rader"]["olasbara"]
    if data["utfall"] != DELVIS or faults <= rows:
        return None
    if sprak == EN:
        return f"{tal(faults, EN)} faults in {rader(rows, EN)}: the same row may stand under several faults."
    return f"{tal(faults)} fel på {rader(rows)}: samma rad kan stå under flera fel."


def ways_written(fault: dict, sprak: str = SV) -> list[str]:
    """How the values were written that could not be taken, with the number of rows; an older receipt does not say.

    Of very many rows only the first are kept as text, and so the number is the least.
    """
    least = f"{SIDA[sprak]['minst']} " if fault.get("skrivsatt_minst") else ""
    told = fault.get("skrivsatt", ())
    return [f"{least}{rader(s['antal'], sprak)}: {in_language(s, 'form', sprak)}" for s in told]


def indicator_groups(data: dict, sprak: str = SV) -> dict:
    """Indicators that the file feeds, and the others by reason, so that one reason is read once."""
    named = [
        {"id": i["id"], "namn": in_language(i, "namn", sprak), "kan": i["kan"], "skal": in_language(i, "skal", sprak)}
        for i in data["indikatorer"]
    ]
    return {"kan": _by_reason(named, True), "kan_inte": _by_reason(named, False)}


def _by_reason(named: list[dict], kan: bool) -> list[dict]:
    chosen = sorted((i for i in named if i["kan"] == kan), key=lambda i: (i["skal"] or "", i["id"]))
    return [{"skal": skal, "indikatorer": list(group)} for skal, group in groupby(chosen, key=lambda i: i["skal"])]


def outcome_counts(data: dict, sprak: str = SV) -> list[tuple[str, str, int]]:
    """(sign, words, number of rules) for each outcome that some rule had."""
    found = [u["utfall"] for u in data["regelutfall"]]
    words = REGELUTFALL[sprak].items()
    return [(sign, several, found.count(utfall)) for utfall, (sign, _, several) in words if utfall in found]


def row_faults(data: dict) -> list[dict]:
    """Faults that have rows; a fault of the whole file has none."""
    return [f for f in data["fel"] if f["rader"] and f["allvar"] != "avvisning"]


def all_places(data: dict) -> int:
    """How many places there are, whether or not they are all listed."""
    return sum(f["antal"] for f in row_faults(data))


def how_many(data: dict, listed: int, sprak: str = SV) -> str:
    """Says whether all places are there: a cap that is not told misleads."""
    total = max(all_places(data), listed)
    if listed < total:
        return BOK[sprak]["kapad"].format(tal(listed, sprak), tal(total, sprak))
    return BOK[sprak]["alla"].format(tal(listed, sprak))
