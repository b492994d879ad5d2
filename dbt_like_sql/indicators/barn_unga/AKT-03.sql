/*---
id: AKT-03
version: "1"
grupp: AKT
omraden: [barn_unga]
namn:
  sv: Aktualiseringar fördelade efter orsak
  en: Referrals by reason
definition:
  sv: >-
    Aktualiseringar inom social barn- och ungdomsvård som kom in under perioden, fördelade efter gemensam kod för
    orsak. En kod utanför den gemensamma listan räknas som omappad och en tom som okänd; ingen av dem ingår i
    nämnaren. Ålder avser den dag då aktualiseringen kom in.
  en: >-
    Referrals to child welfare that came in during the period, by common code of reason. A code outside the
    common list counts as unmapped and an empty one as unknown; neither is part of the denominator. Age is that
    of the day it came in.
population: Alla aktualiseringar inom social barn- och ungdomsvård som kom in under perioden.
kalla: NUSO delstudie 3; kodlistan orsak är utbytbar
sager_inte:
  sv: >-
    Vad barnen varit med om: en aktualisering har en orsak, fast oron ofta gäller flera, och orsaken är den som sågs när
    den kom in. Så länge kommunerna kategoriserar olika säger skillnader mellan kommuner mest om kategorierna.
  en: >-
    What the children have been through: a referral has one reason, though there are often several, and it is the one
    seen when it came in. As long as municipalities categorise differently, differences tell mostly of the categories.
fragor:
  - Hur stor del av våra orsaker är omappade eller annat, och kan vi översätta fler av dem?
  - Har någon orsak ökat, och har vi insatser för den?
  - Sätter handläggarna orsaken på samma sätt, eller skiljer det sig mellan enheter?
riktning: ingen
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20], 21+: [21, null]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
matt:
  - {matt: fordelning, kodlista: orsak}
---*/
select
    p.period,
    a.pid as nyckel,
    a.kon,
    a.alder,
    a.ungefarlig_alder,
    case
        when a.orsak is null then null
        when k.kod is null then 'omappad'
        else k.kod
    end as utfall
from aktualisering_individ as a
join perioder as p
    on a.inkom_datum between p.fran and p.till
left join kodlista_orsak as k
    on k.kod = a.orsak
where a.omrade = 'barn_unga'
