/*---
id: UTR-09
version: "1"
grupp: UTR
omraden: [barn_unga]
namn:
  sv: Samtycke till föreslagen insats
  en: Consent to the proposed service
definition:
  sv: >-
    Utredningar inom social barn- och ungdomsvård som avslutades under perioden med insats, eller med en insats som
    föreslogs men inte fick samtycke, och där vårdnadshavarna samtyckte, av alla sådana där deras inställning är känd.
    Samtycke till en del räknas inte som samtycke. Vårdnadshavarnas inställning gäller barn under 18 år. Varianten barn
    gäller barnets egen inställning, 0–20 år. Är utredningens utfall okänt är det okänt om den hör hit, och utfallet är
    okänt. Ålder avser den dag då utredningen avslutades.
  en: >-
    Child welfare investigations closed in the period with a service, or with one that was proposed but not consented
    to, where the custodians consented, out of all such where their view is known. Consent in part does not count as
    consent. The custodians' view concerns children under 18. The variant barn is the child's own view, ages 0–20.
    Where the result of the investigation is unknown, it is unknown whether it belongs here, and the outcome is unknown.
    Age is that of the day of closing.
population: Utredningar 0–20 år inom social barn- och ungdomsvård som avslutades under perioden med förslag om insats.
kalla: NUSO delstudie 1
sager_inte:
  sv: >-
    Hur samtycket kom till, om familjen hade något annat att välja eller om insatsen passade. Vårdnadshavare som är
    oense har en enda inställning i registret.
  en: >-
    How the consent came about, whether the family had anything else to choose or whether the service suited them.
    Custodians who disagree have a single view in the register.
fragor:
  - I vilka slags ärenden och för vilka insatser får vi sällan samtycke?
  - Vad erbjuder vi när den insats vi föreslår inte får samtycke, och följer vi upp de barnen?
  - Är barnets egen inställning känd lika ofta som vårdnadshavarnas, och vad gör vi när de skiljer sig?
riktning: ingen
alder: [0, 20]                   # at closing
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
varianter:
  "": Vårdnadshavarna samtycker
  barn: Barnet samtycker
matt:
  - {matt: andel}
---*/
with installning as (
    select
        u.pid,
        u.avslutad_datum,
        u.kon,
        u.alder,
        u.ungefarlig_alder,
        u.utfall as ledde_till,
        v.variant,
        case v.variant when 'barn' then u.barn_installning else u.vh_installning end as installning
    from utredning_avslutad as u
    cross join (values (''), ('barn')) as v (variant)
    where u.omrade = 'barn_unga'
        -- From the day they turn 18 nobody has custodians.
        and (v.variant = 'barn' or u.alder < 18 or u.alder is null)
)
select
    p.period,
    i.variant,
    i.pid as nyckel,
    i.kon,
    i.alder,
    i.ungefarlig_alder,
    -- The code okand, an empty value and a local code without translation are unknown.
    case
        when i.ledde_till is null or i.ledde_till = 'omappad' then null
        when i.installning = 'samtycker' then true
        when i.installning in ('samtycker_ej', 'delvis') then false
    end as utfall
from installning as i
join perioder as p
    on i.avslutad_datum between p.fran and p.till
where i.ledde_till is null
    or i.ledde_till in ('insats', 'ej_samtycke', 'omappad')
