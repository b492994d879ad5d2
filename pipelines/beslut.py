"""What the sensors ask for, decided from what they remember and what they see now.

Pure: no disk, no clock, no Dagster. The only time here is the number of looks (ticks) that a thing has rested.

A sender is asked for when nothing in its folder has changed since the last look and no run of it is under way. What
is still there after its run is asked for again, after 1, 2, 4 … looks. So nothing is skipped for ever, and a fault
that stays does not fill the list of runs. A folder that could not be read is remembered as it was.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import astuple, dataclass, replace

LONGEST_REST = 64

#: The tags that Dagster itself gives the runs of one partition and of a range of them.
EN, FORSTA, SISTA = "dagster/partition", "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"


@dataclass(frozen=True)
class Fil:
    """A waiting file as it looks now. `tecken` is another as soon as the file has been touched."""

    lamnare: str
    namn: str
    tecken: str


@dataclass(frozen=True)
class Minne:
    """What is remembered of one thing: its sign, its content's hash once at rest, and how often it was asked for."""

    tecken: str
    innehall: str | None = None
    begard: int = 0
    vila: int = 0


Folder = dict[str, Minne]
Memory = dict[str, Folder]


def decide(
    before: Memory,
    seen: Mapping[str, Iterable[Fil] | None],
    busy: Collection[str],
    content: Callable[[Fil], str | None],
) -> tuple[dict[str, str], Memory]:
    """Sender → run key for those to be asked for, and the memory for the next look.

    `seen` holds every folder; None where it could not be read. `content` gives a file's hash, or None when it cannot
    be told yet; it is asked once per file, when the file is at rest.
    """
    asked: dict[str, str] = {}
    after: Memory = {}
    for lamnare, files in seen.items():
        known = before.get(lamnare, {})
        folder = known if files is None else {f.namn: _seen_again(known.get(f.namn), f, content) for f in files}
        if files is not None and lamnare not in busy:
            if _is_due(folder):
                asked[lamnare] = run_key(lamnare, folder)
            folder = {name: _asked(m) if lamnare in asked else _rested(m) for name, m in folder.items()}
        if folder:
            after[lamnare] = folder
    return asked, after


def _seen_again(known: Minne | None, fil: Fil, content: Callable[[Fil], str | None]) -> Minne:
    if known is None or known.tecken != fil.tecken:
        return Minne(fil.tecken)
    return known if known.innehall else replace(known, innehall=content(fil))


def _is_due(folder: Folder) -> bool:
    """All at rest, and something has waited long enough."""
    return all(m.innehall for m in folder.values()) and any(m.vila == 0 for m in folder.values())


def _asked(m: Minne) -> Minne:
    return replace(m, begard=m.begard + 1, vila=min(2**m.begard, LONGEST_REST))


def _rested(m: Minne) -> Minne:
    return replace(m, vila=max(0, m.vila - 1))


def run_key(lamnare: str, folder: Folder) -> str:
    """Names this very content, arrival and attempt: Dagster never runs a key twice, so a new attempt has a new one."""
    lines = [f"{name}|{m.innehall}|{m.tecken}|{m.begard}" for name, m in sorted(folder.items())]
    return f"{lamnare}:{_digest(lines)}"


def round_key(run_keys: Iterable[str]) -> str:
    return f"runda:{_digest(sorted(run_keys))}"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()[:24]


@dataclass(frozen=True)
class Edition:
    """What is remembered of the working edition. `nummer` counts all that was asked for, so that no key comes twice."""

    minne: Minne = Minne("")
    nummer: int = 0


def decide_edition(before: Edition, celler: str, stale: bool, busy: bool) -> tuple[str | None, Edition]:
    """The run key when the working edition is to be renewed, else None; and the memory for the next look.

    `celler` names what the cells say. New cells are asked for at once, the same ones again after a rest.
    """
    now = before.minne if before.minne.tecken == celler else Minne(celler)
    if not stale or busy:
        return None, replace(before, minne=now if stale else Minne(celler))
    if now.vila:
        return None, replace(before, minne=_rested(now))
    return f"{celler[:24]}:{before.nummer}", Edition(_asked(now), before.nummer + 1)


def differs(before: str | None, seen: str, busy: bool) -> bool:
    """Is what is seen new? While runs are under way more will follow, and it is asked for once, after them."""
    return seen != before and not busy


def busy_senders(tags_of_runs: Iterable[Mapping[str, str]], everyone: Iterable[str]) -> set[str]:
    """The senders that unfinished runs work on; a run over a range may hold any of them."""
    all_tags = list(tags_of_runs)
    if any(is_round(tags) for tags in all_tags):
        return set(everyone)
    return {tags[EN] for tags in all_tags if EN in tags}


def is_round(tags: Mapping[str, str]) -> bool:
    return FORSTA in tags


def write_memory(memory: Memory) -> str:
    return json.dumps({lamnare: {name: astuple(m) for name, m in folder.items()} for lamnare, folder in memory.items()})


def read_memory(cursor: str | None) -> Memory:
    """An empty or unknown cursor is an empty memory: then files are looked at once more, and nothing is lost."""
    try:
        return {
            lamnare: {name: Minne(*fields) for name, fields in folder.items()}
            for lamnare, folder in json.loads(cursor or "{}").items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}


def write_edition(edition: Edition) -> str:
    return json.dumps([*astuple(edition.minne), edition.nummer])


def read_edition(cursor: str | None) -> Edition:
    try:
        *minne, nummer = json.loads(cursor or "")
        return Edition(Minne(*minne), int(nummer))
    except (ValueError, TypeError):
        return Edition()
