"""The code lists of the published columns: column → code, Swedish, English. Declarations only.

Groups, categories and variants are each indicator's own and stand in its head; areas have a table of their own.
"""

#: code, Swedish, English.
Koder = tuple[tuple[str, str, str], ...]

STATUSTEXTER = (
    ("visas", "talet visas; är n 0 finns inget värde att räkna", "shown; where n is 0 there is no value to compute"),
    ("sekretess", "för få, eller dolt för att skydda ett annat tal", "too few, or withheld to protect another number"),
    ("ej_rapporterat", "inget har lämnats för perioden", "nothing has been delivered for the period"),
    (
        "ej_tillampligt",
        "ingen lämnare i området svarar för detta, eller folkmängden är okänd",
        "no sender in the area answers for this, or its population is unknown",
    ),
    (
        "ej_komplett",
        "något men inte allt som perioden eller området behöver har lämnats",
        "delivered in part only, for the period or for the area",
    ),
    (
        "kvalitet",
        "hålls inne: för många lokala koder saknar översättning, eller så går värdet inte att lita på",
        "held back: too many local codes without a translation, or a value that cannot be trusted",
    ),
    (
        "grovre",
        "någon kommun bakom talet har lämnat grövre åldrar eller dagar än talet kräver",
        "a municipality behind the number gave coarser ages or days than the number needs",
    ),
)

KODER = {
    "status": STATUSTEXTER,
    "status_n": STATUSTEXTER,
    "status_okand": STATUSTEXTER,
    "kon": (
        ("K", "kvinnor och flickor", "female"),
        ("M", "män och pojkar", "male"),
        ("T", "totalt, med okänt kön", "total, including unknown"),
    ),
    "omrade_typ": (
        ("kommun", "kommun", "municipality"),
        ("kommungrupp", "kommungrupp", "municipality group"),
        ("lan", "län", "county"),
        ("riket", "riket", "nation"),
        ("stadsdel", "stadsdel, en del av en kommun", "part of a municipality"),
    ),
    "periodtyp": (
        ("manad", "månad", "month"),
        ("kvartal", "kvartal", "quarter"),
        ("halvar", "halvår", "half-year"),
        ("helar", "helår", "year"),
        ("dag", "mätdag", "day of measurement"),
    ),
    "matt": (
        ("antal", "antal", "count"),
        ("andel", "andel i procent", "share, per cent"),
        ("fordelning", "fördelning i procent", "distribution, per cent"),
        ("medel", "medelvärde", "mean"),
        ("median", "median", "median"),
        ("p90", "90:e percentilen", "90th percentile"),
        ("per_1000", "per 1 000 invånare", "per 1,000 inhabitants"),
        ("per_10000", "per 10 000 invånare", "per 10,000 inhabitants"),
        ("forandring", "medelförändring, efter minus före", "mean change, after less before"),
        ("km_median", "mediantid enligt Kaplan och Meier", "median time, Kaplan–Meier"),
        ("manadsmedian", "median av periodens månader", "median of the period's months"),
    ),
    "metod": (
        ("wilson", "Wilson", "Wilson"),
        ("poisson_exakt", "exakt Poisson, personer som räknas en gång", "exact Poisson, persons who count once"),
        (
            "poisson_handelser",
            "exakt Poisson, händelser; för smalt om en person kan ha flera",
            "exact Poisson, events; too narrow if a person may have several",
        ),
        (
            "poisson_upprepad",
            "Poisson med flera händelser per person",
            "Poisson of several events per person (Dobson)",
        ),
        (
            "poisson_upprepad_riket",
            "Poisson med flera händelser per person, rikets spridning",
            "Poisson of several events per person, with the nation's dispersion",
        ),
        ("poisson_manader", "Poisson, månader", "Poisson of months"),
        ("t", "t-fördelning", "Student"),
        ("t_parad", "t-fördelning, parade skillnader", "Student, paired differences"),
        ("ordning", "ordningsstatistik", "order statistics"),
        (
            "ordning_intervall",
            "ordningsstatistik; intervallmedian, där någon kommun har lämnat dagar i band",
            "order statistics; an interval median, where a municipality gave days in bands",
        ),
        ("km_loglog", "Kaplan–Meier, log–log", "Kaplan–Meier, log–log"),
        ("newcombe", "Newcombe", "Newcombe"),
        ("welch", "Welch", "Welch"),
        ("mover", "MOVER", "square-and-add (MOVER)"),
    ),
    "intervall_status": (
        ("visas", "intervallet visas", "the interval is shown"),
        ("en_grans", "bara den ena gränsen visas", "one limit only"),
        (
            "sekretess",
            "gränserna skulle säga mer än det som visas",
            "withheld because the limits would tell more than is shown",
        ),
        ("for_fa", "för få enheter", "too few units"),
        ("ej_natt", "för få har slutat", "not reached"),
        ("metod_saknas", "måttet har ingen metod", "no method"),
        (
            "storda_tal",
            "antalen är ändrade med flit, och ett intervall skulle lova för mycket",
            "counts have been changed on purpose, and limits would promise too much",
        ),
    ),
    "tillforlitlighet": (
        ("saker", "säker", "reliable"),
        ("osaker", "osäker: få enheter eller brett intervall", "not reliable: few units or a wide interval"),
    ),
    "tackning_klass": (
        ("god", "god", "good"),
        ("lag", "låg", "low"),
        ("for_lag", "för låg, jämförs inte", "too low, not compared"),
    ),
    "standardiserat_metod": (
        ("dobson", "direkt, gränser enligt Dobson", "direct, limits by Dobson"),
        ("indirekt", "indirekt, jämförs bara med riket", "indirect, to be compared with the nation only"),
    ),
    "standardiserat_status": (
        ("visas", "visas", "shown"),
        ("vardet_visas_inte", "värdet visas inte", "the value is not shown"),
        ("strata_visas_inte", "kön och åldrar visas inte", "strata are not shown"),
        ("for_fa", "färre än tio händelser", "fewer than ten events"),
        ("ej_tillampligt", "gäller inte måttet", "not applicable"),
    ),
    "referens": (
        ("foregaende", "perioden före", "the period before"),
        ("kommungrupp", "kommungruppen", "the municipality group"),
        ("lan", "länet", "the county"),
        ("riket", "riket", "the nation"),
    ),
    "jamforelse": (
        ("jamford", "jämförd", "compared"),
        ("referens_visas_inte", "referensen visas inte", "the reference is not shown"),
        ("for_lag_tackning", "för få kända", "too few known"),
        ("samma_kommuner", "referensen är kommunen själv", "the same municipality"),
        ("intervall_visas_inte", "inget intervall visas", "no interval is shown"),
    ),
    "klass": (
        ("lagre", "lägre", "lower"),
        ("ingen_skillnad", "ingen säker skillnad", "no certain difference"),
        ("hogre", "högre", "higher"),
    ),
    "klass_metod": (
        ("tratt", "trattens yttre gränser", "outer funnel limits"),
        ("skillnad", "skillnadens intervall", "interval of the difference"),
        (
            "utan_yttre_granser",
            "ingen klass: för få enheter för gränser på 99,8 %",
            "no class: too few units for limits",
        ),
    ),
    "utjamnat_modell": (
        ("beta_binomial", "beta-binomial", "beta-binomial"),
        ("gamma_poisson", "gamma-Poisson", "gamma-Poisson"),
    ),
}

#: Of `matt` in kvalitet.parquet.
KVALITETSMATT = (
    ("ifylld", "uppgiften finns", "filled in"),
    ("omappade", "lokal kod utan översättning", "local code without a translation"),
    ("utan_person", "raden hör inte till någon person", "row without a person"),
    ("sena", "kom med en leverans för ett senare halvår", "came with a delivery of a later half-year"),
    ("systembyte", "kommunen har bytt verksamhetssystem", "the municipality has changed system"),
    ("definitionsbyte", "tabellens eller en kodlistas lydelse har ändrats", "the table or a code list has changed"),
    ("gallrade", "raderna är gallrade, talen frysta", "the rows have been erased, the numbers are frozen"),
)
