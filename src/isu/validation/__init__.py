"""The rules of a table, compiled from its pandera schema and run in DuckDB; the verdict on a file."""
