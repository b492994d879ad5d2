"""The sensors: what they look at, and the runs they ask for. What they decide stands in beslut.py.

`intag_sensor` sees files in the intake, `utgava_sensor` that the cells have changed since the working edition, and
`lage_sensor` that the ledger has, or the day. `larm_sensor` asks for nothing: it tells what is new to whoever wants it.
"""

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import dagster as dg

from isu.declaration.larm import read_larmvagar
from isu.errors import IsuError
from isu.filer import sha256_of
from isu.flow import larm
from isu.flow.publicera import cells_state, edition_is_stale
from isu.home import Home
from isu.intake.arrival import waiting
from isu.ledger import Ledger
from isu.pipelines import beslut
from isu.pipelines.beslut import Fil
from isu.pipelines.jobs import FORNYA, fornya_job, intag_job, lage_job
from isu.pipelines.partitions import LAMNARE, span_tags
from isu.pipelines.resources import Hem

MOST_SINGLE_RUNS = 19  # more senders than this at once are worked through in one round
MOST_PER_RUN = 8  # and where there are workers on several machines, so many in each run of it
BYTES_PER_LOOK = 4 << 30  # a look has a minute; what is not hashed in this one is hashed in the next
UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]

#: Folder names that can be a partition; other folders are told of and left.
USABLE = re.compile(r"\w[\w .-]{0,99}")


@dg.sensor(
    job=intag_job,
    minimum_interval_seconds=15,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Ser filer i intake/<lämnare>/. En mapp tas när inget i den har ändrats sedan förra titten. "
    "Det som ligger kvar efter sin körning tas igen, allt glesare.",
)
def intag_sensor(context: dg.SensorEvaluationContext, hem: Hem) -> dg.SensorResult:
    seen = look(hem.home, context.log.warning)
    busy = beslut.busy_senders(unfinished_tags(context.instance), seen)
    asked, memory = beslut.decide(beslut.read_memory(context.cursor), seen, busy, hasher(hem.home))
    partitions = context.instance.get_dynamic_partitions(LAMNARE.name)
    new = sorted(asked.keys() - set(partitions))
    return dg.SensorResult(
        run_requests=requests(asked, [*partitions, *new], MOST_PER_RUN if hem.home.broker_url else None),
        dynamic_partitions_requests=[LAMNARE.build_add_request(new)] if new else [],
        cursor=beslut.write_memory(memory),
        skip_reason=None if asked else waiting_reason(memory, busy),
    )


def waiting_reason(memory: beslut.Memory, busy: set[str]) -> str:
    """Why a look asked for nothing, in the words of the page that lists the looks."""
    if not memory:
        return "Inga filer väntar."
    under_way = len(memory.keys() & busy)
    return f"Filer väntar hos {len(memory)} lämnare, varav {under_way} har en körning på gång."


def look(home: Home, tell: Callable[[str], None]) -> dict[str, list[Fil] | None]:
    """Every sender's folder and its files; None where a folder could not be read. A lost intake stops the look."""
    try:
        folders = sorted(f.name for f in os.scandir(home.intake) if f.is_dir(follow_symlinks=False))
    except OSError as error:
        raise IsuError(f"Mappen {home.intake} går inte att läsa ({error.strerror}). Inget har glömts.") from None
    usable = [name for name in folders if USABLE.fullmatch(name)]
    if len(usable) < len([name for name in folders if not name.startswith(".")]):
        tell("En mapp i intake har ett namn som inte kan vara en lämnare, och lämnas.")
    return {name: _files(home, name, tell) for name in usable}


def _files(home: Home, lamnare: str, tell: Callable[[str], None]) -> list[Fil] | None:
    try:
        return [Fil(lamnare, a.path.name, f"{a.size}|{a.mtime_ns}|{a.ctime_ns}") for a in waiting(home, lamnare)]
    except OSError as error:
        tell(f"Mappen för {lamnare} går inte att läsa ({error.strerror}). Den prövas igen vid nästa titt.")
        return None


def hasher(home: Home, at_most: int = BYTES_PER_LOOK) -> Callable[[Fil], str | None]:
    """Hashes content until `at_most` bytes have been read in this look; None for the rest and for what has vanished."""
    left = at_most

    def content(fil: Fil) -> str | None:
        nonlocal left
        if left <= 0:
            return None
        left -= int(fil.tecken.partition("|")[0])
        return _content_hash(home.inbox(fil.lamnare) / fil.namn)

    return content


def _content_hash(path: Path) -> str | None:
    try:
        return sha256_of(path)[:32]
    except OSError:
        return None


def requests(asked: Mapping[str, str], partitions: list[str], most_per_run: int | None = None) -> list[dg.RunRequest]:
    """One run per sender, or a round over them all when they are many: one run, or several with so many each."""
    if len(asked) <= MOST_SINGLE_RUNS:
        return [dg.RunRequest(run_key=key, partition_key=lamnare) for lamnare, key in asked.items()]
    ordered = sorted(asked, key=partitions.index)
    shares = batched(ordered, most_per_run or len(ordered))
    return [
        dg.RunRequest(run_key=beslut.round_key(asked[name] for name in share), tags=span_tags(partitions, share))
        for share in shares
    ]


def batched(names: Sequence[str], size: int) -> list[Sequence[str]]:
    return [names[i : i + size] for i in range(0, len(names), size)]


def unfinished_tags(instance: dg.DagsterInstance, job: str | None = None) -> list[Mapping[str, str]]:
    runs = instance.get_runs(dg.RunsFilter(job_name=job, statuses=UNFINISHED))
    return [run.tags for run in runs]


@dg.sensor(
    job=fornya_job,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Ser om cellerna har ändrats sedan arbetsutgåvan gjordes. Väntar medan en runda över alla pågår.",
)
def utgava_sensor(context: dg.SensorEvaluationContext, hem: Hem) -> dg.SensorResult:
    home = hem.home
    in_a_round = any(map(beslut.is_round, unfinished_tags(context.instance)))
    busy = in_a_round or bool(unfinished_tags(context.instance, FORNYA))
    stale = edition_is_stale(home)
    key, memory = beslut.decide_edition(beslut.read_edition(context.cursor), cells_state(home), stale, busy)
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_key=key)] if key else [],
        cursor=beslut.write_edition(memory),
        skip_reason=None if key else "Arbetsutgåvan väntar." if stale else "Arbetsutgåvan är aktuell.",
    )


@dg.sensor(
    job=lage_job,
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Ser om något har kommit in eller tagits tillbaka, och om det är en ny dag. Väntar medan något körs.",
)
def lage_sensor(context: dg.SensorEvaluationContext, hem: Hem) -> dg.SensorResult:
    seen = f"{date.today()}|{Ledger(hem.home).state()}"
    wanted = beslut.differs(context.cursor, seen, busy=bool(unfinished_tags(context.instance)))
    return dg.SensorResult(
        # the cursor remembers; a key would keep what is undone on the same day from being told again
        run_requests=[dg.RunRequest()] if wanted else [],
        cursor=seen if wanted else context.cursor,
        skip_reason=None if wanted else "Leveransläget är aktuellt, eller väntar på en körning.",
    )


@dg.sensor(
    minimum_interval_seconds=300,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Sänder det som är nytt av försenat, avvisat och ofullständigt, en gång, till webbadress eller e-post. "
    "Gör inget utan egna/larm.yaml.",
)
def larm_sensor(context: dg.SensorEvaluationContext, hem: Hem) -> dg.SensorResult:
    vagar = read_larmvagar(hem.home)
    if vagar is None:
        return dg.SensorResult(skip_reason="Inga larm sänds: egna/larm.yaml finns inte.", cursor=context.cursor)
    before = json.loads(context.cursor or "{}")
    after, sent, faults = larm.tell(vagar, larm.now(hem.home, date.today()), before)
    for fault in faults:
        context.log.error(f"Larm kunde inte sändas ({fault}). Nytt försök vid nästa titt.")
    told = f"{sent} larm sändes." if sent else "Inget nytt."
    return dg.SensorResult(skip_reason=" ".join([told, *faults]), cursor=json.dumps(after, ensure_ascii=False))
