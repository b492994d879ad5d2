-- Färdiga frågor i isu.duckdb. Alla gäller båda könen och alla åldrar, och helheten, om inget annat sägs.

CREATE MACRO varden(id, mattet, typ := 'kommun') AS TABLE
SELECT omrade, namn, period, n, varde, nedre, ovre, tillforlitlighet, status
FROM indikatorer
LEFT JOIN omraden USING (omrade_typ, omrade)
WHERE indikator = id AND variant = '' AND matt = mattet
  AND omrade_typ = typ
  AND kon = 'T' AND aldersgrupp = 'alla' AND uppdelning = '' AND utfall = ''
ORDER BY period, omrade;

CREATE MACRO kommun(kod) AS TABLE
SELECT i.indikator, d.namn, i.variant, i.matt, i.period, i.n, i.varde, i.nedre, i.ovre, i.tillforlitlighet, i.status
FROM indikatorer AS i
JOIN definitioner AS d USING (indikator)
WHERE i.omrade_typ = 'kommun' AND i.omrade = kod
  AND i.kon = 'T' AND i.aldersgrupp = 'alla' AND i.uppdelning = '' AND i.utfall = ''
ORDER BY i.indikator, i.variant, i.matt, i.periodtyp, i.period;

CREATE MACRO jamfor(id, mattet, kod) AS TABLE
SELECT period, referens, varde, referens_varde, skillnad, skillnad_nedre, skillnad_ovre, klass, jamforelse
FROM jamforelser
WHERE indikator = id AND variant = '' AND matt = mattet
  AND omrade_typ = 'kommun' AND omrade = kod
  AND kon = 'T' AND aldersgrupp = 'alla' AND uppdelning = '' AND utfall = ''
ORDER BY period, referens;

CREATE MACRO saknas(id) AS TABLE
SELECT omrade_typ, matt, period, status, count(*) AS antal_omraden
FROM indikatorer
WHERE indikator = id AND variant = ''
  AND kon = 'T' AND aldersgrupp = 'alla' AND uppdelning = '' AND utfall = ''
GROUP BY ALL
ORDER BY ALL;

COMMENT ON MACRO TABLE varden IS 'En indikators värden per område och period / Values of an indicator by area and period';
COMMENT ON MACRO TABLE kommun IS 'Allt om en kommun / Everything of a municipality';
COMMENT ON MACRO TABLE jamfor IS 'En kommun mot sina referenser / A municipality against its references';
COMMENT ON MACRO TABLE saknas IS 'Varför tal saknas, i antal områden / Why numbers are missing, in areas';
