-- Vad som skiljer talen i två utgåvor, per indikator: bara tal som visas i någon av dem, rad mot rad efter nyckeln.
WITH gamla AS (
    SELECT {nyckel}, n, taljare, varde
    FROM read_parquet($gammal)
    WHERE status = 'visas' OR status_n = 'visas'
),

nya AS (
    SELECT {nyckel}, n, taljare, varde
    FROM read_parquet($ny)
    WHERE status = 'visas' OR status_n = 'visas'
),

par AS (
    SELECT
        indikator,
        g.period IS NULL AS tillkommet,
        s.period IS NULL AS borttaget,
        (g.n, g.taljare, g.varde) IS DISTINCT FROM (s.n, s.taljare, s.varde) AS andrat
    FROM gamla AS g
    FULL JOIN nya AS s USING ({nyckel})
)

SELECT
    indikator,
    count(*) FILTER (andrat AND NOT tillkommet AND NOT borttaget) AS reviderade,
    count(*) FILTER (tillkommet) AS tillkomna,
    count(*) FILTER (borttaget) AS borttagna
FROM par
GROUP BY indikator
ORDER BY indikator
