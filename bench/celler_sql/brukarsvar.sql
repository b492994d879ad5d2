-- RES-04: positive answers to each question, for all and for four groups of respondents.
create table svar_brukarsvar as
with svar as (
    select lamnare, datum, omrade, respondent, kon, alder_grupp, fraga, svar
    from rader('brukarsvar')
    where omrade in ('barn_unga', 'missbruk', 'ekonomiskt_bistand') and svar is distinct from 'vet_ej'
    qualify row_number() over (partition by svar_id order by filename desc) = 1
)
select lamnare, period, kon, alder_grupp, fraga, omrade, respondent, count(*) as n,
    count(*) filter (svar in ('mycket_latt', 'ganska_latt', 'mycket_stor', 'ganska_stor', 'ja', 'mycket',
        'ganska_mycket', 'mycket_nojd', 'ganska_nojd', 'forbattrats_mycket', 'forbattrats_lite')) as res_04
from svar as s
join perioder as p on s.datum between p.fran and p.till and p.periodtyp in ('halvar', 'helar')
group by grouping sets (
    (lamnare, period, kon, alder_grupp, fraga), (lamnare, period, kon, alder_grupp, fraga, omrade, respondent)
)
