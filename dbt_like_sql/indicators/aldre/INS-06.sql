/*---
id: INS-06
version: "1"
grupp: INS
omraden: [aldre]
namn:
  sv: Väntetid till särskilt boende för äldre
  en: Waiting time for special housing for older people
definition:
  sv: >-
    Antal dagar från ansökan till det första erbjudna inflyttningsdatumet, för beviljade ansökningar om särskilt
    boende där utredningen avslutades under perioden och den sökande var 65 år eller äldre vid ansökan: medelvärde och
    median. Dagen då ansökan kom in är dag 0; en muntlig ansökan räknas. Erbjudandet räknas vare sig det antogs eller
    inte, och av flera det första. Den som inte fått något erbjudande, eller vars ansökan inte är känd, har okänd
    väntetid. Varianten beslutskohort räknar också med dem som ännu inte fått ett erbjudande, så länge de följts
    (Kaplan–Meier). Erbjudanden kommer efter beslutet, så en period räknas först när ett halvår därefter har lämnats.
    Ålder avser den dag då ansökan kom in.
  en: >-
    Number of days from the application to the first day offered to move in, of granted applications for special
    housing whose investigation was closed in the period and where the applicant was 65 or older at the application:
    mean and median. The day the application came in is day 0; an oral one counts. The offer counts whether it was
    accepted or not, and of several the first. Who has had no offer, or whose application is not known, has an unknown
    time. The variant beslutskohort counts those without an offer yet too, for as long as they were seen
    (Kaplan–Meier). Offers come after the decision, so a period is counted when a half-year after it has been
    delivered. Age is that of the day the application came in.
population: Beviljade ansökningar om särskilt boende där utredningen avslutades under perioden.
kalla: Kolada U23401 (medelvärde) och U23402 (median, KKiK-definition, utgången 2024). Beslutskohorten är egen
sager_inte:
  sv: >-
    Medelvärde och median gäller bara dem som fått ett erbjudande. Talet säger inget om dem som fått avslag, som inte
    sökt eller som väntat på att ansöka, och inte om boendet var det som den enskilde önskade.
  en: >-
    Mean and median are only of those who have had an offer. It tells nothing of those who were refused, have not
    applied or waited to apply, nor whether the home was the one wished for.
fragor:
  - Hur stor del av väntan ligger i utredningen och hur stor del efter beslutet?
  - Hur många hade inget erbjudande, och skiljer sig beslutskohorten från medianen?
  - Tackar många nej till det första erbjudandet, och varför?
riktning: lagre_ar_battre
enhet: {sv: dagar, en: days}
alder: [65, null]                # when the application came in
aldersgrupper: {65-79: [65, 79], 80+: [80, null]}
periodtyper: [halvar, helar]
varianter:
  "": Beviljade ansökningar med ett första erbjudande
  beslutskohort: Alla beviljade ansökningar, även de utan erbjudande
lokala: [enhet, utforare]
matt:
  - {matt: medel, variant: ""}
  - {matt: median, variant: ""}
  - {matt: km_median, variant: beslutskohort}
uppfoljning_dagar: 180
tillbakablick_dagar: 180         # else only short waits would have a known application
---*/
select
    p.period,
    v.variant,
    s.pid as nyckel,
    s.kon,
    s.alder,
    s.ungefarlig_alder,
    s.enhet,
    s.utforare,
    v.variant = 'beslutskohort' and s.forsta_erbjudande_datum is null as censurerad,
    case
        when v.variant = 'beslutskohort' and s.forsta_erbjudande_datum is null then s.sedd_till - s.ansokan_datum
        else s.dagar
    end as utfall
from sabo_vantetid as s
join perioder as p
    on s.avslutad_datum between p.fran and p.till
cross join (values (''), ('beslutskohort')) as v (variant)
