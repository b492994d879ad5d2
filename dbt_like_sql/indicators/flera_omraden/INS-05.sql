/*---
id: INS-05
version: "1"
grupp: INS
omraden: [barn_unga, missbruk, ekonomiskt_bistand, vald, familjeratt, funktionsnedsattning, aldre, ovrigt]
namn:
  sv: Gynnande beslut som inte verkställts inom tre månader
  en: Granted decisions not carried out within three months
definition:
  sv: >-
    Behovsprövade insatser som vid kvartalets slut inte var verkställda trots att mer än tre månader gått från
    beslutet, eller vars verkställighet var avbruten sedan mer än tre månader, av alla behovsprövade insatser som var
    beslutade och inte avslutade vid kvartalets slut. Täljaren är antalet. Tre månader från beslutet är samma
    dagnummer tre månader senare, eller månadens sista dag om dagnumret saknas; den dagen är inom tiden. En insats som
    verkställs eller återupptas efter kvartalets slut var inte verkställd vid det. Vård enligt LVU och LVM är inget
    gynnande beslut och ingår inte. Saknas både beslutets dag och verkställighetens är utfallet okänt, och likaså alla
    utan verkställighetsdag i ett område där lämnaren inte redovisar någon sådan. Varianten vantande är de ej
    verkställda för sig: deras antal och mediantiden i dagar sedan beslutet eller avbrottet. Ålder är den som uppnås
    under kalenderåret.
  en: >-
    Services with a needs test that at the end of the quarter had not been carried out though more than three months
    had passed since the decision, or had been interrupted for more than three months, out of all that had been
    decided and not ended by then. The numerator is their number. Three months from the decision is the same day
    number three months later, or the last day of the month where it lacks that number; that day is within the time.
    One that is carried out or resumed after the end of the quarter was not carried out at it. Compulsory care is no
    granted decision and is left out. Without both the day of decision and that of carrying out the outcome is
    unknown, and so are all without a day of carrying out in an area where the sender tells no such day. The variant
    vantande is those not carried out by themselves: their number and the median of days since the decision or the
    interruption. Age is the one reached in the calendar year.
population: Behovsprövade insatser som var beslutade och inte avslutade vid kvartalets slut.
kalla: SoL (2025:400) 34 kap. 1–3 §§; LSS (1993:387) 28 f–h §§
sager_inte:
  sv: >-
    Talet är inte kommunens rapport till IVO: det säger inte varför beslutet inte verkställts, om den enskilde tackat
    nej eller om en del av insatsen getts. Beslut som ännu inte har någon rad i tabellen insats syns inte.
  en: >-
    This is not the municipality's report to the supervisory authority: it does not tell why a decision has not been
    carried out, whether the person declined or whether a part was given. Decisions that have no row in the table
    insats yet are not seen.
fragor:
  - Vilka insatstyper står för de flesta ej verkställda besluten, och är det platser eller personal som saknas?
  - Hur många har tackat nej till ett erbjudande, och vad var skälet?
  - Stämmer antalet med det som rapporterats till IVO och fullmäktige för samma kvartal?
riktning: lagre_ar_battre
enhet: {sv: dagar, en: days}
aldersgrupper: {0-17: [0, 17], 18-64: [18, 64], 65+: [65, null]}
periodtyper: [kvartal]
varianter:
  "": Ej verkställda efter tre månader, av alla öppna beslut
  vantande: De ej verkställda efter tre månader, och hur länge de väntat
uppdelningar:
  omrade: {kodlista: omrade}
  insatstyp: {kodlista: insatstyp}
matt:
  - {matt: andel, villkor: "= 1", variant: ""}
  - {matt: antal, variant: vantande}
  - {matt: median, variant: vantande}
per_person: varje                # every decision counts
---*/
with oppet_beslut as (
    select
        v.*,
        p.period,
        p.till,
        coalesce(v.verkstalld_datum <= p.till, false) as ar_verkstalld,
        v.avbrott_fran <= p.till and (v.avbrott_till is null or v.avbrott_till > p.till) as ar_avbruten
    from verkstallighet as v
    join perioder as p
        on coalesce(v.beslut_datum, v.start) <= p.till
        and (v.slut is null or v.slut > p.till)
    where coalesce(v.lagrum, '') not in ('LVU', 'LVM')
),
vantan as (
    select
        *,
        ar_verkstalld and not coalesce(ar_avbruten, false) as ar_igang,
        -- The day that the three months run from; NULL where it is not known.
        case
            when ar_verkstalld then avbrott_fran
            when redovisas then beslut_datum
        end as vantar_fran
    from oppet_beslut
),
bedomd as (
    select
        *,
        case
            when ar_behovsprovad is null then null
            when ar_igang then false
            else cast(vantar_fran + interval 3 month as date) < till
        end as over_tre_manader
    from vantan
)
select
    b.period,
    v.variant,
    b.pid as person,
    b.kon,
    year(b.till) - b.fodelsear as alder,
    b.ungefarligt_fodelsear as ungefarlig_alder,
    b.omrade,
    b.insatstyp,
    case v.variant
        when '' then cast(b.over_tre_manader as integer)
        else b.till - b.vantar_fran
    end as utfall
from bedomd as b
cross join (values (''), ('vantande')) as v (variant)
where v.variant = '' or b.over_tre_manader
