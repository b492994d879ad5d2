/*---
id: RES-04
version: "1"
grupp: RES
omraden: [barn_unga, missbruk, ekonomiskt_bistand]
namn:
  sv: Brukarbedömning, sju frågor
  en: Assessment by users, seven questions
definition:
  sv: >-
    Positiva svar på var och en av sju frågor i SKR:s brukarundersökning inom individ- och familjeomsorg, av alla svar
    utom "vet inte/ingen åsikt", som inte räknas. Positivt är mycket eller ganska lätt (kontakt, information), mycket
    eller ganska stor (förståelse), ja (inflytande), mycket eller ganska mycket (påverka), mycket eller ganska nöjd
    (nöjdhet) och förbättrats mycket eller lite (förändring). Enheten är svaret på en fråga. Svaren redovisas
    tillsammans och för sig för fyra grupper av svarande. Andra områden än barn och unga, skadligt bruk och
    ekonomiskt bistånd ingår inte; familjerätt gör det alltså inte. Kolada kräver minst fem svar.
  en: >-
    Positive answers to each of seven questions of SKR's survey of users of individual and family services, out of all
    answers but "don't know/no opinion", which do not count. Positive is very or fairly easy (contact, information), very
    or fairly great (understanding), yes (influence), much or fairly much (say), very or fairly satisfied
    (satisfaction) and improved much or a little (change). The unit is the answer to a question. Answers
    are shown together and apart for four groups of respondents. Areas other than child welfare, substance use and
    social assistance are left out, and so is family law. Kolada asks for at least five answers.
population: Svar på en av de sju frågorna under perioden, utom vet inte/ingen åsikt.
kalla: Kolada U30447–U30453, U33575–U33581, U33589–U33595, U35538–U35544 och U31500–U31506
sager_inte:
  sv: >-
    Talet säger inte vad de tycker som inte svarat, och de är ofta många. Det säger inte om insatsen hjälpte: den som är
    nöjd kan ha samma problem kvar. Samma person svarar på flera frågor, så frågorna är inte oberoende.
  en: >-
    It does not tell what those think who did not answer, often many. It does not tell whether the service helped:
    one may be satisfied and have the same troubles. The same person answers several questions.
fragor:
  - Hur många fick enkäten och hur många svarade, och vilka saknas?
  - På vilken fråga skiljer vi oss mest från andra, och vad gör de som ligger högt?
  - Stämmer svaren om förändring med vad mål och skattningar visar?
riktning: hogre_ar_battre
aldersgrupper:
  0-12: [0, 12]
  13-17: [13, 17]
  18-20: [18, 20]
  21-64: [21, 64]
  65-79: [65, 79]
  80+: [80, null]
periodtyper: [halvar, helar]
varianter:
  "": Alla svarande (Kolada U30447–U30453)
  unga_13plus: Barn och unga från 13 år (Kolada U33575–U33581)
  vardnadshavare: Vårdnadshavare (Kolada U33589–U33595)
  missbruk: Vuxna, skadligt bruk och beroende (Kolada U35538–U35544)
  ekonomiskt_bistand: Vuxna, ekonomiskt bistånd (Kolada U31500–U31506)
uppdelningar:
  fraga: {kodlista: brukarfraga, utan_total: true}     # a sum over questions means nothing
matt:
  - {matt: andel}
---*/
with svarande as (
    select
        *,
        case
            when omrade = 'barn_unga' and respondent = 'brukare_13plus' then 'unga_13plus'
            when omrade = 'barn_unga' and respondent = 'vardnadshavare' then 'vardnadshavare'
            when omrade in ('missbruk', 'ekonomiskt_bistand') and respondent = 'vuxen' then omrade
        end as grupp_av_svarande
    from brukarsvar
    where omrade in ('barn_unga', 'missbruk', 'ekonomiskt_bistand')
        and svar is distinct from 'vet_ej'
)
select
    p.period,
    v.variant,
    s.kon,
    s.alder_grupp as aldersgrupp,
    s.fraga,
    nullif(s.svar, 'omappad') in (
        'mycket_latt', 'ganska_latt',
        'mycket_stor', 'ganska_stor',
        'ja',
        'mycket', 'ganska_mycket',
        'mycket_nojd', 'ganska_nojd',
        'forbattrats_mycket', 'forbattrats_lite'
    ) as utfall
from svarande as s
join perioder as p
    on s.datum between p.fran and p.till
join (values (''), ('unga_13plus'), ('vardnadshavare'), ('missbruk'), ('ekonomiskt_bistand')) as v (variant)
    on v.variant = '' or v.variant = s.grupp_av_svarande
