-- The cells of the lämnare that count, per kommun or stadsdel (`omrade`).
--
-- raknas(lamnare, omrade, period) holds a lämnare and a period only when every lämnare of the kommun is
-- complete for it, so nothing partial is added. Cells add over lämnare; they never add over periods.
-- `fore` and `censurerad` belong to the outcome; a spell is censored only where that is said.
SELECT
    c.variant,
    r.omrade,
    c.period,
    c.kon,
    c.aldersgrupp,
    c.uppdelning,
    c.grupp,
    c.utfall,
    c.fore,
    coalesce(c.censurerad, false) AS censurerad,
    sum(c.antal)::BIGINT AS antal
FROM read_parquet($filer, hive_partitioning = false) AS c
JOIN raknas AS r USING (lamnare, period)
GROUP BY ALL
