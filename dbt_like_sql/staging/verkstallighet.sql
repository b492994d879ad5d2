-- One row per insats decided after a needs test: when it was decided, carried out, interrupted and resumed.
--
-- ar_behovsprovad  true, or NULL where the local code has no translation.
-- redovisas        whether the sender tells the day of carrying out for any insats of the same område. Where none is
--                  told, an empty day says nothing, least of all that the decision has not been carried out.
select
    i.insats_id,
    i.pid,
    i.omrade,
    i.insatstyp,
    i.enhet,
    i.utforare,
    i.malgrupp,
    i.lagrum,
    i.beslut_datum,
    i.verkstalld_datum,
    i.avbrott_fran,
    i.avbrott_till,
    i.start,
    i.slut,
    i.uttagsdatum,
    i.kon,
    i.alder,
    i.ungefarlig_alder,
    i.fodelsear,
    m.fodelsear is null and i.fodelsear is not null as ungefarligt_fodelsear,
    nullif(i.behovsprovad, 'omappad') = '1' as ar_behovsprovad,
    count(i.verkstalld_datum) over (partition by i.omrade) > 0 as redovisas
from insats_individ as i
left join person as m
    on m.pid = i.pid
where i.behovsprovad in ('1', 'omappad')
