"""How the work left of the wall is divided: one partition per lämnare, added when it first delivers.

Nothing is run here.
"""

from collections.abc import Sequence

import dagster as dg

from isu.pipelines.beslut import FORSTA, SISTA

LAMNARE = dg.DynamicPartitionsDefinition(name="lamnare")


def add_missing(instance: dg.DagsterInstance, senders: Sequence[str]) -> list[str]:
    """Make every sender a partition; all partitions, in Dagster's order."""
    known = instance.get_dynamic_partitions(LAMNARE.name)
    instance.add_dynamic_partitions(LAMNARE.name, sorted(set(senders) - set(known)))
    return list(instance.get_dynamic_partitions(LAMNARE.name))


def span_tags(ordered: Sequence[str], wanted: Sequence[str]) -> dict[str, str]:
    """One run over the shortest range of `ordered` that holds all of `wanted`."""
    places = sorted(ordered.index(name) for name in set(wanted))
    return {FORSTA: ordered[places[0]], SISTA: ordered[places[-1]]}
