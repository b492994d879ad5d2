"""The columns of a row of comparison: name, type, and what it says in Swedish and English. Declarations only."""

import pyarrow as pa

from isu.comparison import jamforelse
from isu.release.beskriven import described
from isu.release.kolumner import KOLUMNER as PUBLICERADE

TEXT, TAL, HELTAL = pa.string(), pa.float64(), pa.int64()
PUBLICERAD = {name: (sv, en) for name, _, sv, en in PUBLICERADE}


def _same(*names: str) -> tuple:
    return tuple((name, TEXT, *PUBLICERAD[name]) for name in names)


#: name, type, Swedish, English. The first fifteen are the key, and the order that rows are sorted in.
KOLUMNER = (
    *_same("indikator", "variant", "matt"),
    (
        "referens",
        TEXT,
        "Vad värdet jämförs med: foregaende (perioden före), kommungrupp, lan eller riket",
        "What the value is compared with: the period before, the municipality group, the county or the nation",
    ),
    *_same("omrade_typ", "omrade", "periodtyp", "period", "kon", "aldersgrupp", "uppdelning", "grupp", "utfall"),
    ("referens_omrade", TEXT, "Området som det jämförs med", "The area compared with"),
    ("referens_period", TEXT, "Perioden som det jämförs med", "The period compared with"),
    (
        "jamforelse",
        TEXT,
        "jamford; referens_visas_inte; for_lag_tackning (under 60 % kända); samma_kommuner (referensen är kommunen "
        "själv); intervall_visas_inte",
        "Compared, or why not: the reference is not shown, too few known, the same municipality, no interval is shown",
    ),
    ("varde", TAL, "Värdet, som i indikatorer.parquet", "The value, as in indikatorer.parquet"),
    ("referens_varde", TAL, "Referensens värde", "The reference's value"),
    (
        "skillnad",
        TAL,
        "Värdet minus referensens; procentenheter för andelar",
        "The value less that of the reference; percentage points for shares",
    ),
    ("skillnad_nedre", TAL, "Skillnadens undre gräns, 95 %", "Lower limit of the difference, 95 %"),
    ("skillnad_ovre", TAL, "Skillnadens övre gräns, 95 %", "Upper limit of the difference, 95 %"),
    (
        "metod",
        TEXT,
        "Skillnadens intervall: newcombe, welch eller mover",
        "Method of the interval: Newcombe, Welch or square-and-add (MOVER)",
    ),
    (
        "klass",
        TEXT,
        "lagre, ingen_skillnad eller hogre än referensen, på nivån 99,8 %",
        "Lower than, not different from or higher than the reference, at 99.8 %",
    ),
    (
        "klass_metod",
        TEXT,
        "tratt (utanför de yttre trattgränserna), skillnad (skillnadens intervall på 99,8 % rymmer inte noll) eller "
        "utan_yttre_granser (ingen klass: för få enheter för gränser på 99,8 %)",
        "Outside the outer funnel limits; the 99.8 % interval of the difference does not hold zero; or no class, there "
        "being too few units for limits at 99.8 %",
    ),
    ("tratt_mitt", TAL, "Trattens mitt", "Centre of the funnel"),
    ("tratt_nedre_95", TAL, "Trattens inre undre gräns", "Inner lower funnel limit, 95 %"),
    ("tratt_ovre_95", TAL, "Trattens inre övre gräns", "Inner upper funnel limit, 95 %"),
    ("tratt_nedre_998", TAL, "Trattens yttre undre gräns", "Outer lower funnel limit, 99.8 %"),
    ("tratt_ovre_998", TAL, "Trattens yttre övre gräns", "Outer upper funnel limit, 99.8 %"),
    (
        "spridning_fi",
        TAL,
        "Kommunernas spridning delad med slumpens (φ); 1 är bara slump",
        "Dispersion of municipalities over that of chance (phi); 1 is chance alone",
    ),
    (
        "spridning_tau",
        TAL,
        "Standardavvikelsen mellan kommuner utöver slumpen (τ), i värdets enhet",
        "Standard deviation between municipalities beyond chance (tau), in the value's unit",
    ),
    (
        "spridning_kommuner",
        HELTAL,
        "Antal visade kommuner som mitt och spridning vilar på",
        "Shown municipalities behind centre and dispersion",
    ),
    (
        "kommuner_undre_kvartil",
        TAL,
        "Undre kvartilen av de värden som referensens kommuner visar",
        "Lower quartile of the values that the reference's municipalities show",
    ),
    ("kommuner_median", TAL, "Medianen av samma värden", "Median of the same values"),
    ("kommuner_ovre_kvartil", TAL, "Övre kvartilen av samma värden", "Upper quartile of the same values"),
    ("kommuner_antal", HELTAL, "Hur många de kommunerna är", "How many these municipalities are"),
    (
        "utjamnat",
        TAL,
        "MODELLERAT: värdet draget mot kommungruppen, mer ju färre enheter; bara på rader mot kommungruppen",
        "MODELLED: the value drawn toward the municipality group (empirical Bayes), on rows against the group only",
    ),
    (
        "utjamnat_vikt",
        TAL,
        "Hur stor del av det modellerade värdet som är kommunens eget, 0–1",
        "How much of the modelled value is the municipality's own, 0–1",
    ),
    ("utjamnat_modell", TEXT, "beta_binomial eller gamma_poisson", "The model"),
    (
        "tre_ar",
        TAL,
        "Perioden och de före den, tre år tillsammans, när alla visas; bara på rader mot perioden före",
        "The period and those before it, three years together, where all are shown; on rows against the period before",
    ),
    ("tre_ar_nedre", TAL, "Undre gräns för tre_ar, 95 %", "Lower limit of tre_ar, 95 %"),
    ("tre_ar_ovre", TAL, "Övre gräns för tre_ar, 95 %", "Upper limit of tre_ar, 95 %"),
    (
        "tre_ar_n",
        HELTAL,
        "Antal enheter bakom tre_ar; en person räknas i varje period: personår (personhalvår …), inte personer",
        "Units behind tre_ar; a person is counted in each period: person-years (or half-years), not persons",
    ),
)
SCHEMA = described(
    KOLUMNER, "Jämförelser: varje visat värde mot sina referenser", "Every shown value against its references", 15
)

#: Columns of words that come as places in a list.
ORD = {
    "jamforelse": jamforelse.LAGEN,
    "metod": jamforelse.METODER,
    "klass": jamforelse.KLASSER,
    "klass_metod": jamforelse.KLASSMETODER,
    "utjamnat_modell": jamforelse.UTJAMNINGAR,
}
#: Numbers have one decimal, but for these.
DECIMALER = {"spridning_fi": 2, "spridning_tau": 2, "utjamnat_vikt": 2}
