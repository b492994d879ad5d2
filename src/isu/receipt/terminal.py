"""The receipt as lines for a terminal: verdict, what to do, counts, faults with their places, and what is worth a look.

Plain text without markup or colour; the command decides how it is set.
"""

from isu.receipt.kvittosida import in_language, same_rows, segments, ways_written
from isu.receipt.ord import ALLVAR, SIDA
from isu.receipt.text import EN, SV, rader, radlista, tal


def lines(data: dict, sprak: str = SV) -> list[str]:
    """The receipt in one language, an empty line between its parts."""
    parts = [_top(data, sprak), *[_fault(f, sprak) for f in data["fel"]], _news(data, sprak), _read(data, sprak)]
    return [line for part in parts if part for line in ("", *part)][1:]


def _top(data: dict, sprak: str) -> list[str]:
    steps = data["gor_en" if sprak == EN else "gor"]
    numbered = [f"  {i}. {step}" for i, step in enumerate(steps, start=1)] if len(steps) > 1 else [f"  {steps[0]}"]
    heading = f"{in_language(data, 'rubrik', sprak)}: {in_language(data, 'mening', sprak)}"
    return [heading, in_language(data, "betyder", sprak), *numbered, *_counts(data, sprak)]


def _counts(data: dict, sprak: str) -> list[str]:
    told = ", ".join(f"{s['ord'].lower()} {tal(s['antal'], sprak)}" for s in segments(data, sprak))
    return [
        line for line in (f"{SIDA[sprak]['rader_i_filen']}: {told}." if told else None, same_rows(data, sprak)) if line
    ]


def _fault(fault: dict, sprak: str) -> list[str]:
    words = SIDA[sprak]
    count = "" if fault["allvar"] == "avvisning" else f", {rader(fault['antal'], sprak)}"
    told = [f"{fault['kod']} ({ALLVAR[sprak][fault['allvar']]}{count}): {in_language(fault, 'mening', sprak)}"]
    if columns := [" ".join(filter(None, [p["bokstav"], p["kolumn"]])) for p in fault["platser"]]:
        told.append(f"  {words['kolumn']}: {', '.join(columns)}")
    if fault["rader"]:
        told.append(f"  {words['rader'].capitalize()}: {radlista(fault['rader'])}{_of_how_many(fault, sprak)}")
    told += [f"  {words['skrivet_som']}: {way}" for way in ways_written(fault, sprak)]
    told.append(f"  {words['tillatet']}: {in_language(fault, 'tillatet', sprak)}")
    return [*told, f"  {words['gor']}: {in_language(fault, 'gor', sprak)}"]


def _of_how_many(fault: dict, sprak: str) -> str:
    shown, words = len(fault["rader"]), SIDA[sprak]
    if fault["antal"] <= shown:
        return ""
    return f" ({words['de_forsta']} {tal(shown, sprak)} {words['av']} {tal(fault['antal'], sprak)})"


def _news(data: dict, sprak: str) -> list[str]:
    told = [f"  {in_language(n, 'mening', sprak)}" for n in data["nyheter"]]
    if data["forsvunna_nycklar"]:
        told.append(
            f"  {tal(data['forsvunna_nycklar'], sprak)} {' + '.join(data['nyckel'])} {SIDA[sprak]['forsvunna']}"
        )
    return [f"{SIDA[sprak]['nytt']}:", *told] if told else []


def _read(data: dict, sprak: str) -> list[str]:
    told = [f"  {mening}" for mening in data["antaget_en" if sprak == EN else "antaget"]]
    told += [f"  {n['kolumn']}: {tal(n['antal'], sprak)} {in_language(n, 'form', sprak)}" for n in data["normaliserat"]]
    unused = data["oanvanda_kolumner"]
    told += [f"  {SIDA[sprak]['oanvanda']}: {', '.join(unused)}"] if unused else []
    return [f"{SIDA[sprak]['lastes']}:", *told] if told else []
