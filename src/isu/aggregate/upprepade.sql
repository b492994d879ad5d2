-- Pairs of events of the same person, per kommun or stadsdel: see isu.cells.upprepade.
--
-- raknas(lamnare, omrade, period) as for the cells. A person known to two lämnare is two.
SELECT
    c.variant,
    r.omrade,
    c.period,
    c.kon,
    c.aldersgrupp,
    c.annat_kon,
    c.annan_aldersgrupp,
    c.uppdelning,
    c.grupp,
    sum(c.par)::BIGINT AS par
FROM read_parquet($filer, hive_partitioning = false) AS c
JOIN raknas AS r USING (lamnare, period)
GROUP BY ALL
