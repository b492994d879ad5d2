"""Run by the interpreter that has data-validation-engine, not by ours: `dve_kor.py FOLDER`.

Takes the file in FOLDER/in by the contract FOLDER/aktualisering.dischema.json, with the whole pipeline on its DuckDB
backend, set up as its manual says. The last line printed is JSON.
"""

import json
import resource
import sys
from pathlib import Path


def _spent() -> float:
    """CPU seconds so far, of this process and of those that it has waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main(folder: Path) -> dict:
    import duckdb
    from dve.core_engine.backends.implementations.duckdb.auditing import DDBAuditingManager
    from dve.pipeline.duckdb_pipeline import DDBDVEPipeline

    with duckdb.connect() as connection:
        pipeline = DDBDVEPipeline(
            processed_files_path=str(folder / "out"),
            audit_tables=DDBAuditingManager(":memory:", connection=connection),
            connection=connection,
            rules_path=str(folder / "aktualisering.dischema.json"),
            submitted_files_path=str(folder / "in"),
        )
        started = _spent()
        ((_info, status, statistics, report),) = pipeline.cluster_pipeline_run(max_workers=1)
        used = _spent() - started
    rejected = status.number_of_records_rejected
    if status.processing_failed:
        sys.exit(2)
    return {"cpu": used, "rader": statistics.record_count, "bortsorterade": rejected, "rapport": str(report)}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]).resolve())))
