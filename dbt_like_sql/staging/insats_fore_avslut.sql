-- One row per person and day on which everything ended (avslut_av_allt) where the person had an insats that ended that
-- day or within the year before: the last one that ended. For the lämnare's own analysis; no published number reads it.
select
    a.krets,
    a.pid,
    a.avslut_datum,
    i.enhet,
    i.utforare,
    nullif(i.insatstyp, 'omappad') as insatstyp,
    i.malgrupp
from avslut_av_allt as a
join insats_individ as i
    on i.pid = a.pid
    and i.slut between a.avslut_datum - 365 and a.avslut_datum
where i.omrade <> 'ekonomiskt_bistand'
    and (a.krets <> 'missbruk' or i.omrade = 'missbruk')
qualify row_number() over (
    partition by a.krets, a.pid, a.avslut_datum
    order by i.slut desc, i.start desc, i.insats_id
) = 1
