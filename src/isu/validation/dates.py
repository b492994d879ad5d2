"""From text to day, or to month, in SQL: the ways of writing a date that are understood without doubt.

ÅÅÅÅ-MM-DD is asked for; all else takes the narrow way. Whether 01/02/2024 is a day in February or in January is not
told by the text: it is decided per file (date_order.py) and bound as $dag_forst. A day that does not exist is no day.
"""

from isu.validation.tolkning import Tolkning, chosen, tidy

#: Ways of writing, from 1: name in the receipt and pattern. A midnight after the date has been cut off before. Another
#: time of day leaves no doubt of the day either, unless a zone follows it: then the day may be another one here.
WAYS = (
    ("blanksteg eller klockslaget 00:00 kring datumet", "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    ("ÅÅÅÅMMDD", "[0-9]{8}"),
    ("DD.MM.ÅÅÅÅ", "[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}"),
    ("ÅÅÅÅ/MM/DD", "[0-9]{4}/[0-9]{2}/[0-9]{2}"),
    ("dag/månad/år", "[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}"),
    ("Excels löpnummer för dagar", "([2-7][0-9]{4}|80000)([.,]0+)?"),
    (
        "klockslag efter datumet",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}(T| +)([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?",
    ),
)
SLASHED = 5
#: What a slashed date counts as, when the file's dates have the month first, and when it is no day either way.
MONTH_FIRST, NO_DAY = len(WAYS) + 1, 0
MIDNIGHT = "(T| +)00:00(:00([.,]0+)?)?Z?$"


def datum(name: str, raw: str) -> Tolkning:
    u = f"{name}_u"
    ways = {
        1: f"try_cast({u} as date)",
        2: f"try_strptime({u}, '%Y%m%d')::date",
        3: f"try_strptime({u}, '%d.%m.%Y')::date",
        4: f"try_cast(replace({u}, '/', '-') as date)",
        SLASHED: f"case when $dag_forst then {slashed(name, True)} else {slashed(name, False)} end",
        6: f"date '1899-12-30' + regexp_extract({u}, '^[0-9]+')::integer",
        7: f"try_cast(left({u}, 10) as date)",
    }
    return Tolkning(
        first=f"try_cast({raw} as date)",
        # `infinity` and a year of more than four digits are dates to DuckDB and write back as themselves.
        plain=f"{name}_g::varchar is not distinct from {raw} and coalesce(strlen({raw}) = 10, true)",
        tidy=f"case when length({raw}) > 10 then regexp_replace({tidy(raw)}, '{MIDNIGHT}', '') else {tidy(raw)} end",
        patterns=tuple(pattern for _, pattern in WAYS),
        value=chosen(name, ways),
        deviates=f"{name}_s is not null and ({name} is not null or {name}_s = {SLASHED})",
        form=f"case when {name} is null then {NO_DAY} when {name}_s = {SLASHED} and not $dag_forst then {MONTH_FIRST}"
        f" else {name}_s end",
        former=(*(way for way, _ in WAYS), "månad/dag/år"),
    )


def slashed(name: str, day_first: bool) -> str:
    """The day of a date whose order of day and month must be known."""
    return f"try_strptime(replace({name}_u, '-', '/'), '{'%d/%m/%Y' if day_first else '%m/%d/%Y'}')::date"


#: Ways of writing a month, from 1. A day of the month stands for it; 01/02/2024 does not: it may be of two.
MONTH_WAYS = (
    ("blanksteg kring månaden", "[0-9]{4}-[0-9]{2}"),
    ("ÅÅÅÅMM", "[0-9]{6}"),
    ("en dag i månaden", "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    ("en dag i månaden, ÅÅÅÅMMDD", "[0-9]{8}"),
    ("en dag i månaden, DD.MM.ÅÅÅÅ", "[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}"),
    ("Excels löpnummer för dagar", "([2-7][0-9]{4}|80000)([.,]0+)?"),
)


def manad(name: str, raw: str) -> Tolkning:
    """ÅÅÅÅ-MM is asked for; the value is the first day of the month."""
    u = f"{name}_u"
    days = {
        1: f"try_cast({u} || '-01' as date)",
        2: f"try_strptime({u} || '01', '%Y%m%d')::date",
        3: f"try_cast({u} as date)",
        4: f"try_strptime({u}, '%Y%m%d')::date",
        5: f"try_strptime({u}, '%d.%m.%Y')::date",
        6: f"date '1899-12-30' + regexp_extract({u}, '^[0-9]+')::integer",
    }
    return Tolkning(
        first=f"try_cast({raw} || '-01' as date)",
        plain=f"{name}_g::varchar is not distinct from {raw} || '-01' and coalesce(strlen({raw}) = 7, true)",
        tidy=f"regexp_replace({tidy(raw)}, '{MIDNIGHT}', '')",
        patterns=tuple(pattern for _, pattern in MONTH_WAYS),
        value=chosen(name, {way: f"date_trunc('month', {day})::date" for way, day in days.items()}),
        deviates=f"{name}_s is not null and {name} is not null",
        form=f"{name}_s",
        former=tuple(way for way, _ in MONTH_WAYS),
    )
