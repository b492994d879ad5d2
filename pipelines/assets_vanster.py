"""Left of the wall: the register and the cells of each lämnare, one partition each, all of a run in one step.

The step works through its lämnare and notes each good one as materialised by itself. If any failed, or has refused
deliveries that nobody has mended, the step fails at the end with their names: those partitions, and only those, are
then shown as failed. What a lämnare's work is stands in isu.flow.runda.
"""

from collections.abc import Iterator

import dagster as dg

from isu.declaration import Deklaration
from isu.flow.laget import by_sender, unmended
from isu.flow.runda import Utfall, work_through
from isu.handelser import note
from isu.home import Home
from isu.ledger import Ledger, Leverans
from isu.pipelines import checks_aktuella
from isu.pipelines.checks import check_specs, evaluate
from isu.pipelines.metadata import cells_metadata, register_metadata, trouble, trouble_metadata
from isu.pipelines.partitions import LAMNARE
from isu.pipelines.resources import Hem, labels

GRUPP = "vanster_om_muren"

REGISTER_SV = """Accepterade individrader per lämnare, en partition per lämnare.

Tar filerna i `intake/<lämnare>/`, prövar dem mot `schemas/tables/` och lägger de rader som håller i `register/`, de
andra i `quarantine/`, filen i `archive/` och kvittot i `outbox/<lämnare>/`. En röd partition har något att åtgärda:
läs körningens feltext. Det som lämnaren skickat tidigare gäller så länge."""

CELLER_SV = """Räknade utfall per lämnare: ingen enskild rad, men lika hemliga.

Varje indikators SQL i `dbt_like_sql/indicators/` körs över lämnarens eget register och räknas till `cells/`. Bara det
som ändrats räknas om. Hit når individraderna; till höger om muren finns bara celler."""


def left_of_the_wall(deklaration: Deklaration) -> dg.AssetsDefinition:
    @dg.multi_asset(
        name=GRUPP,
        specs=[
            dg.AssetSpec(
                "register",
                description=REGISTER_SV,
                group_name=GRUPP,
                skippable=True,
                kinds={"parquet"},
                **labels(secret=True),
            ),
            dg.AssetSpec(
                "celler",
                deps=["register"],
                description=CELLER_SV,
                group_name=GRUPP,
                skippable=True,
                kinds={"sql", "duckdb"},
                **labels(secret=True),
            ),
        ],
        check_specs=check_specs(deklaration),
        partitions_def=LAMNARE,
        backfill_policy=dg.BackfillPolicy.single_run(),
    )
    def vanster_om_muren(context: dg.AssetExecutionContext, hem: Hem) -> Iterator[dg.AssetCheckResult]:
        home, senders = hem.home, list(context.partition_keys)
        note(home, "runda", lamnare=senders[0] if len(senders) == 1 else f"{len(senders)} lämnare")
        outcomes = work_through(home, senders, told=lambda outcome: _note(context, home, deklaration, outcome))
        known = by_sender(Ledger(home).all_deliveries())
        results = list(evaluate(home, deklaration, known))
        yield from results
        if context.has_partition_key:
            checks_aktuella.tell(context.instance, results)
        failure = _trouble(home, outcomes, known)
        if failure:
            raise failure

    return vanster_om_muren


def _note(context: dg.AssetExecutionContext, home: Home, deklaration: Deklaration, outcome: Utfall) -> None:
    """Tell of one sender as soon as it is done: its partition is materialised, or it is said why not."""
    known = Ledger(home).all_deliveries(outcome.lamnare)
    refused = unmended(known)
    if outcome.fel or refused:
        why = trouble_metadata(home, outcome.fel, refused)
        context.log_event(dg.AssetObservation("register", partition=outcome.lamnare, metadata=why))
        return
    register = register_metadata(home, outcome.lamnare, len(outcome.leveranser), known, deklaration.regler)
    cells = cells_metadata(home, outcome.lamnare, outcome.omraknade)
    for asset, metadata in (("register", register), ("celler", cells)):
        context.log_event(dg.AssetMaterialization(asset, partition=outcome.lamnare, metadata=metadata))


def _trouble(home: Home, outcomes: list[Utfall], known: dict[str, list[Leverans]]) -> dg.Failure | None:
    faults = {o.lamnare: o.fel for o in outcomes if o.fel}
    refused = {o.lamnare: unmended(known.get(o.lamnare, [])) for o in outcomes}
    return trouble(home, len(outcomes), faults, {lamnare: own for lamnare, own in refused.items() if own})
