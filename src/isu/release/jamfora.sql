-- A kommun's or a stadsdel's shown values with their intervals, each with what it is compared with.
--
-- Of both sexes and all ages, whole breakdowns; the latest period that it shows, or the one asked for.
WITH egna AS (
    SELECT *
    FROM read_parquet($indikatorer)
    WHERE omrade_typ = $typ AND omrade = $omrade
      AND kon = 'T' AND aldersgrupp = 'alla' AND uppdelning = '' AND utfall = ''
      AND list_contains($valda, indikator)
      AND status = 'visas' AND varde IS NOT NULL
      AND ($period IS NULL OR period = $period)
    QUALIFY $period IS NOT NULL OR row_number() OVER (
        PARTITION BY indikator, variant, matt, periodtyp
        ORDER BY period DESC
    ) = 1
),

jamforda AS (
    SELECT * EXCLUDE (varde, metod)
    FROM read_parquet($jamforelser)
    WHERE omrade_typ = $typ AND omrade = $omrade
      AND kon = 'T' AND aldersgrupp = 'alla' AND uppdelning = '' AND utfall = ''
      AND list_contains($valda, indikator)
)

SELECT
    e.indikator,
    e.variant,
    e.matt,
    e.periodtyp,
    e.period,
    e.n,
    e.varde,
    e.nedre,
    e.ovre,
    e.metod,
    e.intervall_status,
    e.tillforlitlighet,
    e.tackning,
    e.standardiserat,
    e.standardiserat_status,
    list({
        'referens': j.referens,
        'omrade': j.referens_omrade,
        'period': j.referens_period,
        'jamforelse': j.jamforelse,
        'varde': j.referens_varde,
        'skillnad': j.skillnad,
        'nedre': j.skillnad_nedre,
        'ovre': j.skillnad_ovre,
        'klass': j.klass,
        'klass_metod': j.klass_metod,
        'tratt': [j.tratt_nedre_998, j.tratt_ovre_998],
        'spridning_kommuner': j.spridning_kommuner,
        'kommuner_undre_kvartil': j.kommuner_undre_kvartil,
        'kommuner_median': j.kommuner_median,
        'kommuner_ovre_kvartil': j.kommuner_ovre_kvartil,
        'kommuner_antal': j.kommuner_antal,
        'utjamnat': j.utjamnat,
        'tre_ar': j.tre_ar
    } ORDER BY j.referens) FILTER (j.referens IS NOT NULL) AS referenser
FROM egna AS e
LEFT JOIN jamforda AS j USING (indikator, variant, matt, period)
GROUP BY ALL
ORDER BY e.indikator, e.variant, e.matt, e.periodtyp, e.period
