"""The workbook of places to mend: every faulty line's place, rule and what is allowed, with room for the correction.

Same places, same bytes. What the sheets say; how they become a file stands in bokfil.py.
"""

from pathlib import Path

from isu.receipt.bokfil import TUSENTAL, Blad, write_book
from isu.receipt.kvittosida import how_many, in_language, segments
from isu.receipt.ord import BOK, SIDA
from isu.receipt.rattrader import Stalle, lines, places_to_mend
from isu.receipt.text import EN, SV

#: Widths of the sheets' columns, in signs.
WIDTHS = (8, 9, 22, 8, 46, 46, 18, 22, 22, 30, 12)
SUMMARY_WIDTHS = (26, 90)
RULE_WIDTHS = (8, 60, 30, 70, 50, 10)

#: Places among the columns that are left out when no line has anything there.
ONLY_IF_GIVEN = (6, 7)


def write_mending(data: dict, places: Path | None, target: Path, sprak: str = SV) -> int:
    """Write the workbook of one receipt; how many places it lists. With nothing to mend there is no file."""
    found = places_to_mend(data, places)
    if found:
        listed = how_many(data, len(found), sprak)
        sheets = [_places_sheet(found, data, listed, sprak), _summary_sheet(data, listed, sprak)]
        write_book(target, data["fil"]["namn"], [*sheets, _rules_sheet(data, sprak)])
    return len(found)


def _places_sheet(found: list[Stalle], data: dict, listed: str, sprak: str) -> Blad:
    told = lines(found, data, sprak)
    kept = [i for i in range(len(WIDTHS)) if i not in ONLY_IF_GIVEN or any(line[i] for line in told)]
    return Blad(
        BOK[sprak]["att_ratta"],
        [WIDTHS[i] for i in kept],
        [[line[i] for i in kept] for line in told],
        [BOK[sprak]["rubriker"][i] for i in kept],
        fot=listed,
        filtrerat=True,
    )


def _summary_sheet(data: dict, listed: str, sprak: str) -> Blad:
    told, name = _summary(data, listed, sprak), BOK[sprak]["sammanfattning"]
    return Blad(name, SUMMARY_WIDTHS, told, liggande=False, fet_forst=True, tal=TUSENTAL)


def _summary(data: dict, listed: str, sprak: str) -> list[tuple[str, int | str]]:
    words, book = SIDA[sprak], BOK[sprak]
    steps = data["gor_en" if sprak == EN else "gor"]
    return [
        (words["fil"], data["fil"]["namn"]),
        (words["lamnare"], " ".join(filter(None, [data["lamnare"], data["namn"]]))),
        (in_language(data, "rubrik", sprak), in_language(data, "mening", sprak)),
        ("", in_language(data, "betyder", sprak)),
        *[(words["gor_nu"] if i == 1 else "", f"{i}. {step}") for i, step in enumerate(steps, start=1)],
        (words["rader_i_filen"], data["rader"]["rader"]),
        *[(s["ord"], s["antal"]) for s in segments(data, sprak)],
        (book["att_ratta"], listed),
        ("", book["varden_om"]),
    ]


def _rules_sheet(data: dict, sprak: str) -> Blad:
    words = SIDA[sprak]
    headers = [words[name] for name in ("regel", "fel", "kolumn", "tillatet", "gor")] + [words["rader"].capitalize()]
    return Blad(BOK[sprak]["regler"], RULE_WIDTHS, [_fault_line(f, sprak) for f in data["fel"]], headers)


def _fault_line(fault: dict, sprak: str) -> list[int | str]:
    said = [in_language(fault, name, sprak) for name in ("mening", "tillatet", "gor")]
    columns = ", ".join(" ".join(filter(None, [p["bokstav"], p["kolumn"]])) for p in fault["platser"])
    return [fault["kod"], said[0], columns, said[1], said[2], fault["antal"]]
