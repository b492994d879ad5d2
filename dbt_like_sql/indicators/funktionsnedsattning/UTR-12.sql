/*---
id: UTR-12
version: "1"
grupp: UTR
omraden: [funktionsnedsattning]
namn:
  sv: Väntetid från ansökan till beslut om insats enligt LSS
  en: Waiting time from application to decision on a service under LSS
definition:
  sv: >-
    Antal dagar från att ansökan kom in till beslutet, medelvärde och median, för alla beslut om insats enligt LSS under
    perioden, också avslag och omprövningar. Avskrivna ansökningar är inte beslutade och ingår inte. Ansökan hittas
    genom utredningen; kan den inte hittas, eller är det okänt vad som beslutades, är utfallet okänt. Kolada räknar inte
    sjukvikarie inom personlig assistans; den kan inte skiljas från annan personlig assistans i de gemensamma koderna
    och ska inte levereras. Dagen då ansökan kom in är dag 0. Ålder avser beslutsdagen. Kolada mätte första halvåret och
    krävde minst fyra beslut; här visas inget värde för färre än fem.
  en: >-
    Number of days from the application to the decision, mean and median, of all decisions on a service under LSS in the
    period, refusals and re-decisions too. Dismissed applications were never decided on and are left out. The
    application is found through the investigation; where it cannot be found, or it is not known what was decided, the
    outcome is unknown. Kolada leaves out sick leave cover within personal assistance; the common codes cannot tell it
    from other personal assistance, and it should not be delivered. The day the application came in is day 0. Age is
    that of the day of the decision. Kolada measured the first half-year and asked for at least four decisions; here no
    value is shown for less than five.
population: Beslut om insats enligt LSS under perioden.
kalla: Kolada U28414 (medelvärde) och U28417 (median), båda till och med 2024
stallning: kkik_utgangen
sager_inte:
  sv: >-
    Hur länge någon väntade på insatsen efter beslutet, eller hur länge de väntar som ännu inte fått beslut. En
    omprövning utan ny ansökan har ingen väntetid och är okänd.
  en: >-
    How long anybody waited for the service after the decision, or how long those wait who have no decision yet. A
    re-decision without a new application has no waiting time and is unknown.
fragor:
  - Vilka insatser tar längst tid att besluta om, och vad väntar vi på i de ärendena?
  - Hur stor del av besluten kan inte knytas till en ansökan, och varför?
  - Är tiden kort för att utredningarna är snabba, eller för att många omprövningar är enkla?
riktning: lagre_ar_battre
enhet: {sv: dagar, en: days}
aldersgrupper: {0-22: [0, 22], 23-64: [23, 64], 65+: [65, null]}
periodtyper: [halvar, helar]
uppdelningar:
  insatstyp:
    grupper:
      lss_personlig_assistans: Personlig assistans
      lss_ledsagarservice: Ledsagarservice
      lss_kontaktperson: Kontaktperson
      lss_avlosarservice: Avlösarservice
      lss_korttidsvistelse: Korttidsvistelse
      lss_korttidstillsyn: Korttidstillsyn
      lss_boende_barn: Boende för barn och unga
      lss_boende_vuxna: Bostad för vuxna
      lss_daglig_verksamhet: Daglig verksamhet
matt:
  - {matt: medel}
  - {matt: median}
tillbakablick_dagar: 365         # the applications; a longer wait than that has an unknown outcome
---*/
select
    p.period,
    b.pid as nyckel,
    b.kon,
    b.alder,
    b.ungefarlig_alder,
    b.insatstyp,
    -- A decision of unknown kind may be a dismissal.
    case when b.typ <> 'omappad' then b.dagar end as utfall
from beslut_individ as b
join perioder as p
    on b.datum between p.fran and p.till
-- Where the act is not stated, or is a local code without translation, the service tells it.
where (b.lagrum = 'LSS' or (nullif(b.lagrum, 'omappad') is null and starts_with(b.insatstyp, 'lss_')))
    and b.typ is distinct from 'avskrivning'
