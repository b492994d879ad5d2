-- INS-02 and INS-03: preventive services, by kind and result.
create table svar_forebyggande as
select lamnare, period, kon, alder_grupp, kategori, resultat, sum(antal) as ins_02
from (
    select lamnare, startmanad, kategori, resultat, antal, kon, alder_grupp
    from rader('forebyggande_insats')
    qualify row_number() over (partition by rad_id order by filename desc) = 1
)
join perioder as p on startmanad between p.fran and p.till and p.periodtyp in ('manad', 'kvartal', 'halvar', 'helar')
group by grouping sets (
    (lamnare, period, kon, alder_grupp), (lamnare, period, kon, alder_grupp, kategori),
    (lamnare, period, kon, alder_grupp, resultat), (lamnare, period, kon, alder_grupp, kategori, resultat)
)
