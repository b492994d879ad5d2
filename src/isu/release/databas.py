"""`isu.duckdb`: every table of the release as a view with comments, and queries that are ready to use.

Views on the Parquet files beside it, by relative name: it holds no numbers of its own. Written in a form that DuckDB
1.2 and later read, and that has no random identity in it, so that the same release gives the same bytes.
"""

from pathlib import Path

import duckdb
import pyarrow as pa

from isu.duck import quoted

DATABAS = "isu.duckdb"
FORM = "v1.2.0"
FRAGOR = Path(__file__).with_name("databas.sql").read_text(encoding="utf-8")


def write_database(folder: Path, schemas: dict[str, pa.Schema]) -> None:
    """`schemas`: file → schema, of which the Parquet files become views."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"SET file_search_path = {quoted(folder)}")
        connection.execute(f"ATTACH {quoted(folder / DATABAS)} AS utgava (STORAGE_VERSION '{FORM}')")
        connection.execute("USE utgava")
        for name, schema in sorted(schemas.items()):
            if name.endswith(".parquet"):
                connection.execute(_view(name, schema))
        connection.execute(FRAGOR)
        connection.execute("USE memory")
        connection.execute("DETACH utgava")


def _view(name: str, schema: pa.Schema) -> str:
    view, about = f'"{Path(name).stem}"', schema.metadata or {}
    lines = [f"CREATE VIEW {view} AS SELECT * FROM read_parquet({quoted(name)})"]
    lines += [f"COMMENT ON VIEW {view} IS {_both(about.get(b'titel', b''), about.get(b'title', b''))}"]
    for field in schema:
        said = field.metadata or {}
        both = _both(said.get(b"sv", b""), said.get(b"en", b""))
        lines.append(f'COMMENT ON COLUMN {view}."{field.name}" IS {both}')
    return ";\n".join(lines)


def _both(sv: bytes, en: bytes) -> str:
    return quoted(f"{sv.decode()} / {en.decode()}")
