/*---
id: PLA-03
version: "1"
grupp: PLA
omraden: [barn_unga]
namn:
  sv: Placeringar per barn och insats
  en: Placements per child and service
definition:
  sv: >-
    Antal placeringar som pågick någon dag under perioden, per barn 0–20 år och insats: medelvärdet, och andelen med
    två eller fler, det vill säga med minst en omplacering. Varianten per_barn räknar alla barnets placeringar under
    perioden, också i skilda insatser. Ålder är den som uppnås under kalenderåret. Definitionen är egen och inte
    verifierad mot någon källa; den bygger på hur Socialstyrelsens register är uppbyggt.
  en: >-
    Number of placements that went on any day of the period, per child aged 0–20 and service: the mean, and the share
    with two or more, that is with at least one move. The variant per_barn counts all of the child's placements in the
    period, in different services too. Age is the one reached in the calendar year. The definition is our own and not
    verified against any source; it rests on the structure of the national register.
population: Insatser med minst en placering av ett barn 0–20 år under perioden; i varianten barnen.
kalla: Egen, efter strukturen i Socialstyrelsens register BU (barn, insats, placeringar)
stallning: ej_verifierad
sager_inte:
  sv: >-
    En omplacering är inte detsamma som ett sammanbrott: flytten kan vara planerad, som från jourhem till familjehem,
    eller en flytt till en annan enhet inom samma hem. Talet säger inte vem som avbröt. Ett år rymmer fler flyttar än
    ett halvår, så halvår och år kan inte jämföras.
  en: >-
    A move is not the same as a breakdown: it may be planned, as from an emergency home to a family home, or be to
    another unit of the same home. It does not tell who ended the placement. A year holds more moves than a half-year,
    so the two cannot be compared.
fragor:
  - Hur många av flyttarna var planerade, och hur många var sammanbrott?
  - Vilka former och hem har flest avbrott, och vilket stöd hade de?
  - Hur många barn har flyttat tre gånger eller fler, och vet vi vad de själva säger?
riktning: lagre_ar_battre
enhet: {sv: placeringar, en: placements}
alder: [0, 20]                   # reached in the calendar year
aldersgrupper: {0-12: [0, 12], 13-17: [13, 17], 18-20: [18, 20]}
aldersunioner: {0-17: [0-12, 13-17]}
periodtyper: [halvar, helar]
varianter:
  "": Per barn och insats
  per_barn: Per barn
lokala: [enhet, utforare]
matt:
  - {matt: medel}
  - {matt: andel, villkor: ">= 2"}
per_person: antal                # the number of placements
---*/
select
    p.period,
    v.variant,
    -- A service concerns one child. Without its person nobody can be followed.
    case when v.variant = 'per_barn' then pl.pid when pl.pid is not null then pl.insats_id end as person,
    pl.start as ordning,
    pl.kon,
    year(p.till) - pl.fodelsear as alder,
    pl.ungefarligt_fodelsear as ungefarlig_alder,
    pl.enhet,
    pl.utforare,
    true as utfall
from placering_individ as pl
join perioder as p
    on pl.start <= p.till
    and (pl.slut is null or pl.slut >= p.fran)
cross join (values (''), ('per_barn')) as v (variant)
