/*---
id: EKB-02
version: "1"
grupp: EKB
omraden: [ekonomiskt_bistand]
namn:
  sv: Långvarigt ekonomiskt bistånd
  en: Long-term social assistance
definition:
  sv: >-
    Vuxna som ingått i ett hushåll med ekonomiskt bistånd under minst tio av årets tolv månader, av alla vuxna som
    gjort det under minst en; och genomsnittligt antal månader. Månaderna behöver inte följa på varandra. En månad
    räknas en gång även om personen ingått i två hushåll. Vuxen är den som fyller 18 år under året eller är äldre;
    också månader före födelsedagen räknas. Bara månader i den egna kommunen kan räknas, medan Kolada räknar
    månader i hela landet och för personen till årets sista kommun: talet här är därför något lägre.
  en: >-
    Adults who were part of a household with social assistance in at least ten of the twelve months of the year, out
    of all adults who were in at least one; and the mean number of months. The months need not follow each other. A
    month counts once even in two households. Adults are those who turn 18 in the year or are older; months
    before the birthday count too. Only months in the own municipality can be counted, while Kolada counts months
    anywhere and gives the person to the last municipality of the year: this number is therefore somewhat lower.
population: Vuxna som ingått i ett hushåll med ekonomiskt bistånd minst en månad under året.
kalla: Kolada N31814, med månader i den egna kommunen
sager_inte:
  sv: >-
    Talet säger inte om biståndet borde ha upphört, och inte hur det gått för dem som slutat få det. Den som flyttat
    till eller från kommunen under året kan ha fått bistånd längre än vad som syns.
  en: >-
    It does not tell whether the aid should have ended, nor how those fare who no longer get it. Those who moved to or
    from the municipality in the year may have had aid for longer than is seen.
fragor:
  - Vilka försörjningshinder har de som får bistånd länge, och vilka av dem kan vi själva påverka?
  - Hur många har en aktuell planering för att bli självförsörjande, och när följdes den upp?
  - Slutar färre, eller börjar färre? Andelen stiger också när de korta ärendena blir färre.
riktning: lagre_ar_battre
enhet: {sv: månader, en: months}
alder: [18, null]
aldersgrupper: {18-24: [18, 24], 25-34: [25, 34], 35-44: [35, 44], 45-54: [45, 54], 55-64: [55, 64], 65+: [65, null]}
periodtyper: [helar]
matt:
  - {matt: andel, villkor: ">= 10"}
  - {matt: medel}
per_person: antal                # the number of months
---*/
with en_manad as (
    -- A person who is part of two households in a month has two rows, and got aid in one month.
    select
        manad,
        pid,
        min(kon) as kon,
        min(alder) as alder,
        bool_or(ungefarlig_alder) as ungefarlig_alder
    from ekb_individ
    group by manad, pid
)
select
    p.period,
    m.pid as person,
    m.manad as ordning,
    m.kon,
    m.alder,
    m.ungefarlig_alder,
    true as utfall
from en_manad as m
join perioder as p
    on m.manad between p.fran and p.till
