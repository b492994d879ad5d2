create temp table person as
select lamnare, pid, kon, fodelsear, id_typ, ensamkommande
from rader('person')
qualify row_number() over (partition by pid order by filename desc) = 1
    and max(coalesce(skyddad, '0') = '1') over (partition by pid) = false
