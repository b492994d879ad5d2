/*---
id: VLD-01
version: "1"
grupp: VLD
omraden: [barn_unga, missbruk, ekonomiskt_bistand, vald, familjeratt, funktionsnedsattning, aldre, ovrigt]
namn:
  sv: Aktualiserade på grund av våld i nära relation, per 10 000 vuxna
  en: Referred because of domestic violence, per 10,000 adults
definition:
  sv: >-
    Antal personer 18 år och äldre med minst en aktualisering under perioden som avser våld i nära relation eller
    hedersrelaterat våld, per 10 000 invånare 18 år och äldre. Alla områden ingår; en aktualisering inom området våld i
    nära relationer avser våld om inget annat är sagt. Varje person räknas en gång per period. Är det inte känt om någon
    av personens aktualiseringar avser våld är utfallet okänt, liksom för en aktualisering utan pseudonym. Värdet gäller
    perioden: ett halvårsvärde är per halvår och ska inte jämföras med ett årsvärde. Ålder avser den dag då
    personens första sådana aktualisering kom in.
  en: >-
    Number of persons aged 18 and over with at least one referral in the period that concerns domestic or honour-related
    violence, per 10,000 inhabitants aged 18 and over. All areas of social services are included; a referral in the area
    of domestic violence concerns violence unless otherwise stated. Every person counts once a period. Where it is not
    known whether any of the person's referrals concerns violence, the outcome is unknown, as for a referral without
    pseudonym. The value is for the period: that of a half-year is per half-year and is not to be compared with that
    of a year. Age is that of the day of the person's first such referral.
population: Invånare 18 år och äldre; det som räknas är aktualiserade personer.
kalla: Kolada U30750
sager_inte:
  sv: >-
    Hur vanligt våldet är, eller vem som är utsatt och vem som utövar det. Ett högre värde kan betyda att fler frågar
    om våld. Är många utfall okända är värdet för lågt.
  en: >-
    How common violence is, or who suffers it and who commits it. A higher value may mean that more people ask about
    violence. Where many outcomes are unknown the value is too low.
fragor:
  - Ställer vi frågan om våld i alla ärenden, och registrerar vi svaret så att det kan räknas?
  - Hur kommer de våldsutsatta till oss – egen ansökan, polis, vård, skola – och vilka når vi inte?
  - Vad fick de som aktualiserades, och hur länge väntade de?
riktning: ingen
alder: [18, null]
aldersgrupper: {18-20: [18, 20], 21-64: [21, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
matt:
  - {matt: per_10000}
  - {matt: antal}
befolkning: [18, null]
per_person: nagon
---*/
with aktualiserad as (
    select
        pid,
        inkom_datum,
        kon,
        alder,
        ungefarlig_alder,
        -- What the row says; where it says nothing, the area of domestic violence speaks for itself.
        case
            when avser_vald in ('0', '1') then avser_vald = '1'
            when omrade = 'vald' then true
        end as avser_vald
    from aktualisering_individ
)
select
    p.period,
    a.pid as person,
    a.inkom_datum as ordning,
    a.kon,
    a.alder,
    a.ungefarlig_alder,
    a.avser_vald as utfall
from aktualiserad as a
join perioder as p
    on a.inkom_datum between p.fran and p.till
-- Only those who were referred because of violence are counted, and those of whom it is not known.
where a.avser_vald is distinct from false
