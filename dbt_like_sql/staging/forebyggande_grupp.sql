-- One row per row of forebyggande_insats, with the age group that indicators count by: 21 years and older are one group.
-- antal is the number of services that the row stands for.
select
    startmanad,
    kategori,
    resultat,
    antal,
    kon,
    case when alder_grupp in ('21-64', '65-79', '80+') then '21+' else alder_grupp end as aldersgrupp
from forebyggande_insats
