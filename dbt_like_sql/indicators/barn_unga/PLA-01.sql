/*---
id: PLA-01
version: "1"
grupp: PLA
omraden: [barn_unga]
namn:
  sv: Placerade barn och unga
  en: Children and young people in out-of-home care
definition:
  sv: >-
    Barn och unga 0–20 år som någon dag under perioden var placerade i familjehem eller på HVB, och antalet per 1 000
    invånare i samma åldrar. Familjehem omfattar jourhem och nätverkshem. En placering som började före perioden
    räknas om den pågick in i den. Ett barn räknas en gång, hur många placeringar det än haft. Ålder är den som uppnås
    under kalenderåret, som i folkmängden den 31 december. Ett halvårs tal är per halvår. Varianten alla_former
    omfattar också stödboende, skyddat boende, särskilt ungdomshem och annan form. Koladas tal gäller hela år och bara
    barn med fullständigt personnummer: varianten bara_personnummer.
  en: >-
    Children and young people aged 0–20 who on any day of the period were placed in a family home or in residential
    care (HVB), and their number per 1,000 inhabitants of the same ages. Family homes include emergency and kinship
    homes. A placement that began before the period counts if it went on into it. A child counts once, however many
    placements. Age is the one reached in the calendar year, as in the population of 31 December. The rate of a
    half-year is per half-year. The variant alla_former includes supported and sheltered housing, special homes for
    young people and other forms. Kolada's numbers are of whole years and of children with a complete personal
    identity number only: the variant bara_personnummer.
population: Barn och unga 0–20 år som varit placerade någon dag under perioden.
kalla: Kolada N33816 (HVB), N33817 (familjehem) och N33818 (endera). Varianten alla_former är egen
sager_inte:
  sv: >-
    Talet säger inte hur länge barnen varit placerade, varför, eller hur de har det. En låg andel är inte bättre än en
    hög: den kan bero på fungerande stöd hemma eller på att barn inte skyddas. Barn som placerats av en annan kommun
    ingår inte där de bor.
  en: >-
    It does not tell how long the children have been placed, why, or how they are. A low rate is not better than a
    high one: it may be due to support at home that works or to children who are not protected. Children placed by
    another municipality are not counted where they live.
fragor:
  - Är det nya placeringar eller längre placeringar som ändrar talet?
  - Hur har fördelningen mellan familjehem och HVB ändrats, och passar den barnens behov?
  - Vad hade barnen och familjerna fått för stöd före placeringen?
riktning: ingen
alder: [0, 20]                   # reached in the calendar year
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
varianter:
  "": Placerade i familjehem eller på HVB
  familjehem: Placerade i familjehem, jourhem eller nätverkshem
  hvb: Placerade på HVB
  alla_former: Placerade i någon form, även stödboende, skyddat boende, särskilt ungdomshem och annan
  bara_personnummer: Placerade i familjehem eller på HVB, bara barn med personnummer (som i Kolada)
lokala: [enhet, utforare]
matt:
  - {matt: antal}
  - {matt: per_1000}
befolkning: [0, 20]
per_person: nagon                # each child once
---*/
with placering_variant as (
    select
        pl.*,
        v.variant,
        -- NULL, unknown, where the form or the kind of id decides and is not known.
        case v.variant
            when 'alla_former' then true
            when 'hvb' then pl.form = 'hvb'
            when 'familjehem' then pl.form in ('familjehem', 'jourhem', 'natverkshem')
            when 'bara_personnummer'
                then pl.form in ('familjehem', 'jourhem', 'natverkshem', 'hvb')
                and nullif(nullif(pl.id_typ, 'okand'), 'omappad') = 'pnr'
            else pl.form in ('familjehem', 'jourhem', 'natverkshem', 'hvb')
        end as ingar
    from placering_individ as pl
    cross join (
        values (''), ('familjehem'), ('hvb'), ('alla_former'), ('bara_personnummer')
    ) as v (variant)
)
select
    p.period,
    pl.variant,
    pl.pid as person,
    pl.start as ordning,
    pl.kon,
    year(p.till) - pl.fodelsear as alder,
    pl.ungefarligt_fodelsear as ungefarlig_alder,
    pl.enhet,
    pl.utforare,
    pl.ingar as utfall
from placering_variant as pl
join perioder as p
    on pl.start <= p.till
    and (pl.slut is null or pl.slut >= p.fran)
where pl.ingar is not false
