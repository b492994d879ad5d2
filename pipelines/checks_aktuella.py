"""Keeps the checks over all lämnare in sight, whichever lämnare's run was the last.

Dagster shows a check only where it was evaluated on the latest materialisation of its asset. A run of one partition
evaluates it on that partition's own, so the alarm of a run that failed would be shown as *Not evaluated* as soon as any
other lämnare has been taken. Each result is therefore also told by itself, on what is the latest of all.
"""

import dagster as dg
from dagster._core.definitions.asset_checks.asset_check_evaluation import AssetCheckEvaluationTargetMaterializationData


def tell(instance: dg.DagsterInstance, results: list[dg.AssetCheckResult]) -> None:
    latest = {asset: _latest(instance, asset) for asset in {_asset(result) for result in results}}
    for result in results:
        evaluation = dg.AssetCheckEvaluation(
            asset_key=_asset(result),
            check_name=result.check_name,
            passed=result.passed,
            metadata=result.metadata,
            severity=result.severity,
            target_materialization_data=latest[_asset(result)],
        )
        instance.report_runless_asset_event(evaluation)


def _asset(result: dg.AssetCheckResult) -> dg.AssetKey:
    return dg.AssetKey.from_coercible(result.asset_key)


def _latest(instance: dg.DagsterInstance, asset: dg.AssetKey) -> AssetCheckEvaluationTargetMaterializationData | None:
    found = instance.fetch_materializations(asset, limit=1).records
    if not found:
        return None
    return AssetCheckEvaluationTargetMaterializationData(
        storage_id=found[0].storage_id, run_id=found[0].run_id, timestamp=found[0].timestamp
    )
