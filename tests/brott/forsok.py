"""One fault from beginning to end: a round that is disturbed, the same command again, and what the home then holds."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random

from tests.brott import barn, lage
from tests.brott.slag import SLAG, Slag, Tillfalle, Undo, nothing
from tests.brott.verkstad import ANDRA, FORSTA, Verkstad

#: Every kind as often as it is declared, in an order that mixes them.
ORDER = sorted((nr / slag.per_tjugo, slag.namn, slag) for slag in SLAG for nr in range(slag.per_tjugo))
FIRST_ROUNDS = 0.1
#: How many second rounds are also released: a release is made of the home alone, so the same bytes give the same one.
RELEASED = 0.1


@dataclass
class Utfall:
    """`felt`: the disturbed command did not end as if nothing had happened. `wrong` are whole sentences."""

    nr: int
    slag: Slag
    where: str
    felt: bool = False
    alarmed: bool = False
    losses: int = 0
    wrong: list[str] = field(default_factory=list)


def forsok(verkstad: Verkstad, fro: int, nr: int) -> Utfall:
    """The fault with number `nr`; the same seed gives the same fault at the same point."""
    lott = Random(f"{fro}.{nr}")
    slag = ORDER[nr % len(ORDER)][2]
    first = not (slag.at_rest or slag.on_server or slag.workers > 1) and lott.random() < FIRST_ROUNDS
    scene = FORSTA if first else ANDRA
    number = 0 if slag.at_rest and lott.random() < 0.5 else lott.randint(1, verkstad.facit[scene].points[slag.points])
    found = Utfall(nr, slag, f"{scene}, {_where(slag, number, verkstad.facit[scene].points[slag.points])}")
    verkstad.fresh(scene)
    url = verkstad.new_database() if slag.on_server else None
    undo = _disturbed(verkstad, found, number, lott, url)
    _again(verkstad, found, undo, url)
    _compare(verkstad, found, scene, url)
    if scene is ANDRA and lott.random() < RELEASED:
        _release(verkstad, found, url)
    return found


def _where(slag: Slag, number: int, points: int) -> str:
    return f"{slag.points} {number} av {points}" if slag.workers == 1 else "en process som har en fil"


def _disturbed(verkstad: Verkstad, found: Utfall, number: int, lott: Random, url: str | None) -> Undo:
    slag, undo = found.slag, nothing
    cut = partial(verkstad.cut, lott.random() < 0.2)
    here = partial(Tillfalle, verkstad.home, lott, verkstad.own_disk, cut_database=cut)
    if not number:
        undo = slag.inject(here())
    stops_at = number if slag.workers == 1 else 0
    child = barn.start(verkstad.home, [["run"]], slag.points, stops_at, url, slag.workers)
    if slag.workers > 1:
        undo = slag.inject(here(child))
    elif number and child.reached():
        undo = slag.inject(here(child))
        if not slag.kills:
            child.go_on()
    code, output = child.ended()
    found.felt = code != 0 or slag.workers > 1 or slag.at_rest
    if code > 0:
        _judge_words(found, code, output)
    elif code < 0 and not slag.kills:
        found.wrong.append(f"Processen dog av signal {-code}: {output[-300:]}")
    found.alarmed = slag.alarm and slag.tells in output
    return undo


def _judge_words(found: Utfall, code: int, output: str) -> None:
    told = " ".join(output.split())
    if code not in (1, 2) or "Traceback" in told or "Oväntat fel" in told:
        found.wrong.append(f"Slutade med {code} utan en begriplig mening: {output[-1500:]}")
    elif found.slag.tells not in told:
        found.wrong.append(f"Säger inte vad som är fel (»{found.slag.tells}«): {output[-600:]}")


def _again(verkstad: Verkstad, found: Utfall, undo: Callable[[], None], url: str | None) -> None:
    """The same command once more. What only the backup has is given back when it has been asked for."""
    if not found.slag.alarm:
        undo()
    code, output = barn.run_and_verify(verkstad.home, url)
    if found.slag.alarm:
        told = " ".join(output.split())
        found.alarmed = found.alarmed or found.slag.tells in told
        if code and found.slag.tells not in told:
            found.wrong.append(f"Larmar inte om arkivet: {output[-600:]}")
        undo()
        code, output = barn.run_and_verify(verkstad.home, url) if code else (code, output)
    if code:
        found.wrong.append(f"Samma kommando igen slutade med {code}: {output[-1500:]}")


def _compare(verkstad: Verkstad, found: Utfall, scene: str, url: str | None) -> None:
    facit = verkstad.facit[scene]
    found.wrong += lage.differences(facit.files, lage.files_of(verkstad.home))
    expected, there = Counter(facit.ledger), Counter(lage.ledger_of(verkstad.url(url)))
    found.losses = (expected - there).total() + (there - expected).total()
    if found.losses:
        found.wrong.append(f"{found.losses} leveranser fattas i liggaren eller står där en gång för mycket.")


def _release(verkstad: Verkstad, found: Utfall, url: str | None) -> None:
    code, output = barn.release(verkstad.home, url)
    if code:
        found.wrong.append(f"Utgåvan slutade med {code}: {output[-1500:]}")
    found.wrong += lage.differences(verkstad.released, lage.files_of(verkstad.home))
