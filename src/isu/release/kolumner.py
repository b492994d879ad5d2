"""The columns of a published row: name, type, and what it says in Swedish and English. Declarations only."""

import pyarrow as pa

from isu.release.beskriven import described

#: name, type, Swedish, English. The first twelve are the key, and the order that rows are sorted in.
KOLUMNER = (
    ("indikator", pa.string(), "Indikatorns id", "Id of the indicator"),
    ("variant", pa.string(), "Variant av indikatorn, tom för huvudvarianten", "Variant, empty for the main one"),
    (
        "matt",
        pa.string(),
        "Mått: antal, andel, fordelning, medel, median, p90, per_1000, per_10000, forandring, km_median, manadsmedian",
        "Measure: count, share, distribution, mean, median, 90th percentile, rate, mean change or median of a kind",
    ),
    (
        "omrade_typ",
        pa.string(),
        "kommun, kommungrupp, lan, riket eller stadsdel",
        "Municipality, municipality group, county, nation, or part of a municipality",
    ),
    (
        "omrade",
        pa.string(),
        "Kommunkod, kommungrupp (A1–C9), länskod, 0000 eller stadsdelens lämnarkod",
        "Code of the area; 0000 is the nation, a part of a municipality has the code of its sender",
    ),
    ("periodtyp", pa.string(), "manad, kvartal, halvar, helar eller dag", "Month, quarter, half-year, year or day"),
    (
        "period",
        pa.string(),
        "Period: 2024H1 är första halvåret 2024, 2024K1 första kvartalet, 2024-03 mars, 2024-11-01 en dag",
        "Period: 2024H1 is the first half of 2024, 2024K1 the first quarter, 2024-03 March, 2024-11-01 a day",
    ),
    (
        "kon",
        pa.string(),
        "K kvinnor och flickor, M män och pojkar, T totalt",
        "K female, M male, T total including unknown",
    ),
    ("aldersgrupp", pa.string(), "Ålder i år, eller alla", "Age in years, or all (alla) including unknown"),
    ("uppdelning", pa.string(), "Uppdelningens namn, tom för helheten", "Name of the breakdown, empty for the whole"),
    ("grupp", pa.string(), "Grupp i uppdelningen, tom för helheten", "Group of the breakdown, empty for the whole"),
    ("utfall", pa.string(), "Kategori i en fördelning, annars tom", "Category of a distribution, else empty"),
    ("n", pa.int64(), "Antal enheter med känt utfall (nämnaren)", "Units with a known outcome (denominator)"),
    ("n_okand", pa.int64(), "Antal enheter med okänt utfall, utanför n", "Units with an unknown outcome, not in n"),
    (
        "befolkning",
        pa.int64(),
        "Folkmängden som per_1000 och per_10000 räknas på, tom för andra mått",
        "Inhabitants that per_1000 and per_10000 are counted by, empty for other measures",
    ),
    (
        "taljare",
        pa.int64(),
        "Täljare; för medel och forandring summan; tom för medianer och p90",
        "Numerator; the sum for a mean or a mean change; empty for medians and p90",
    ),
    (
        "varde",
        pa.float64(),
        "Värdet med en decimal: procent, per invånare, eller utfallets enhet",
        "The value, one decimal: per cent, per inhabitants, or the outcome's unit",
    ),
    (
        "varde_ovagt",
        pa.float64(),
        "Ovägt medelvärde av de kommuner som visas i området",
        "Unweighted mean of the municipalities shown in the area",
    ),
    (
        "antal_kommuner_ovagt",
        pa.int64(),
        "Antal visade kommuner bakom varde_ovagt",
        "Shown municipalities behind varde_ovagt",
    ),
    ("nedre", pa.float64(), "Undre gräns för varde", "Lower limit of varde"),
    ("ovre", pa.float64(), "Övre gräns för varde", "Upper limit of varde"),
    (
        "metod",
        pa.string(),
        "Intervallets metod: wilson, t, t_parad, ordning, ordning_intervall (intervallmedian), km_loglog; "
        "poisson_exakt (personer som räknas en gång), "
        "poisson_handelser (för smalt om en person kan ha flera), poisson_upprepad (räknar med flera per person), "
        "poisson_upprepad_riket (med rikets spridning) eller poisson_manader",
        "Method of the interval: Wilson, Student, order statistics (of an interval median), "
        "Kaplan–Meier log–log; Poisson of persons who count "
        "once, of events (too narrow if a person may have several), of events per person (Dobson), the same with the "
        "nation's dispersion, or of months",
    ),
    (
        "intervall_status",
        pa.string(),
        "visas; en_grans (bara den ena gränsen); sekretess (gränserna skulle säga mer än det som visas); for_fa; "
        "ej_natt (för få har slutat); metod_saknas; storda_tal (antalen är ändrade med flit)",
        "Shown, one limit only, withheld because the limits would tell more than is shown, too few units, not reached, "
        "no method, or counts that have been changed on purpose",
    ),
    ("niva", pa.float64(), "Intervallets nivå i procent", "Level of the interval, per cent"),
    (
        "tillforlitlighet",
        pa.string(),
        "saker eller osaker (färre än 30 enheter, eller halva intervallet mer än 30 % av värdet); inte sekretess",
        "Reliable, or not: fewer than 30 units, or half the interval above 30 % of the value; not secrecy",
    ),
    (
        "tackning",
        pa.float64(),
        "Andel enheter med känt utfall i procent: n av n + n_okand",
        "Per cent of units with a known outcome: n of n + n_okand",
    ),
    (
        "tackning_klass",
        pa.string(),
        "god, lag (under 80 %) eller for_lag (under 60 %; jämförs inte); står där n_okand är dolt om n inte är litet",
        "Good, low (below 80 %) or too low (below 60 %; not compared); told where n_okand is not, unless n is small",
    ),
    (
        "lagst",
        pa.float64(),
        "För andel: andelen om alla med okänt utfall räknas som nej",
        "Of a share: as it would be if all unknown were no",
    ),
    (
        "hogst",
        pa.float64(),
        "För andel: andelen om alla med okänt utfall räknas som ja",
        "Of a share: as it would be if all unknown were yes",
    ),
    (
        "standardiserat",
        pa.float64(),
        "Tal per invånare standardiserat för ålder och kön, på rader för alla åldrar",
        "Rate standardised for age and sex, on rows of all ages",
    ),
    ("standardiserat_nedre", pa.float64(), "Undre gräns för standardiserat", "Lower limit of standardiserat"),
    ("standardiserat_ovre", pa.float64(), "Övre gräns för standardiserat", "Upper limit of standardiserat"),
    (
        "standardiserat_metod",
        pa.string(),
        "dobson (direkt) eller indirekt (jämförs bara med riket)",
        "Direct (Dobson), or indirect (to be compared with the nation only)",
    ),
    (
        "standardpopulation",
        pa.string(),
        "Standardbefolkningen; riket när metoden är indirekt",
        "The standard population; riket where the method is indirect",
    ),
    (
        "standardiserat_status",
        pa.string(),
        "visas, vardet_visas_inte, strata_visas_inte, for_fa (under tio händelser) eller ej_tillampligt",
        "Shown, the value is not shown, strata are not shown, fewer than ten events, or not applicable",
    ),
    (
        "antal_kommuner",
        pa.int64(),
        "Antal kompletta kommuner bakom talen",
        "Complete municipalities behind the numbers",
    ),
    (
        "tackt_befolkning",
        pa.float64(),
        "Andel av områdets invånare (alla åldrar) som bor i dem, i procent; tom där folkmängden är okänd",
        "Per cent of the area's inhabitants of all ages who live in these; empty where the population is not known",
    ),
    ("status", pa.string(), "Gäller taljare, varde och varde_ovagt", "Governs taljare, varde and varde_ovagt"),
    ("status_n", pa.string(), "Gäller n", "Governs n"),
    (
        "status_okand",
        pa.string(),
        "Gäller n_okand, tackning, lagst och hogst; sekretess där n visas när en annan indikator behöver det",
        "Governs n_okand, tackning, lagst and hogst; withheld beside a shown n where another indicator needs it",
    ),
    (
        "ungefarlig_alder",
        pa.bool_(),
        "Sann när någon bidragande lämnares åldrar är härledda",
        "True when any contributing sender's ages are derived",
    ),
    (
        "revideras_senare",
        pa.bool_(),
        "Sann när raden står som i en tidigare utgåva fast det finns nyare uppgifter: de väntar på årsrevisionen",
        "True when the row stands as an earlier release printed it although there is newer data: it waits for the "
        "yearly revision",
    ),
)

SCHEMA = described(
    KOLUMNER,
    "Indikatorer: tal per område, period, kön, ålder och grupp",
    "Indicators by area, period, sex, age and group",
    12,
)
