/*---
id: INS-07
version: "1"
grupp: INS
omraden: [aldre]
namn:
  sv: Väntat mer än 90 dagar på särskilt boende
  en: Waited more than 90 days for special housing
definition:
  sv: >-
    Beviljade ansökningar om särskilt boende där det gick mer än 90 dagar från ansökan till det första erbjudna
    inflyttningsdatumet, av alla beviljade med ett sådant erbjudande där utredningen avslutades under perioden och den
    sökande var 65 år eller äldre vid ansökan. Dagen då ansökan kom in är dag 0; den nittionde dagen är inom tiden.
    Den som inte fått något erbjudande, eller vars ansökan inte är känd, har okänt utfall. En period räknas först när
    ett halvår därefter har lämnats. Ålder avser den dag då ansökan kom in.
  en: >-
    Granted applications for special housing where more than 90 days passed from the application to the first day
    offered to move in, out of all granted ones with such an offer whose investigation was closed in the period and
    where the applicant was 65 or older at the application. The day the application came in is day 0; the ninetieth
    day is within the time. Who has had no offer, or whose application is not known, has an unknown outcome. A period
    is counted when a half-year after it has been delivered. Age is that of the day the application came in.
population: Beviljade ansökningar om särskilt boende där utredningen avslutades under perioden.
kalla: Kolada U23431
sager_inte:
  sv: >-
    Den som väntat mer än 90 dagar och ännu inte fått något erbjudande ingår inte, utan står bland de okända. Talet
    säger inte hur länge de som väntat längst har väntat, eller varför.
  en: >-
    Who has waited more than 90 days and still has no offer is not part of it, but stands among the unknown. It does
    not tell how long those who waited longest have waited, or why.
fragor:
  - Hur många är de okända, och är det de som väntar än?
  - Gäller den långa väntan en viss inriktning, till exempel demensboende, eller ett visst område i kommunen?
  - Vilket stöd får den som väntar, och hur påverkas anhöriga och korttidsplatser?
riktning: lagre_ar_battre
alder: [65, null]                # when the application came in
aldersgrupper: {65-79: [65, 79], 80+: [80, null]}
periodtyper: [halvar, helar]
matt:
  - {matt: andel, villkor: "> 90"}
uppfoljning_dagar: 180
tillbakablick_dagar: 180         # else only short waits would have a known application
---*/
select
    p.period,
    s.pid as nyckel,
    s.kon,
    s.alder,
    s.ungefarlig_alder,
    s.dagar as utfall
from sabo_vantetid as s
join perioder as p
    on s.avslutad_datum between p.fran and p.till
