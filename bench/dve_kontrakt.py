"""The table aktualisering as a contract for data-validation-engine, written as its manual does: types, mandatory fields
and patterns in the data contract, everything else as SQL filters, which it runs faster than checks on single rows.

Each rule is named as ours, `rule:column+column`, so that the findings of both can be laid side by side.
"""

from collections.abc import Mapping
from typing import Any

ENTITY = "aktualisering"

KEY = {"callable": "constr", "constraints": {"regex": "^[A-Za-z0-9._:-]{1,64}$"}}
LOCAL_CODE = {"callable": "constr", "constraints": {"min_length": 1, "max_length": 100}}
DAY = {"callable": "conformatteddate", "constraints": {"date_format": "%Y-%m-%d"}}
AGE = {"callable": "conint", "constraints": {"ge": 0, "le": 120}}

#: In the order of the file: the reader takes columns by their place, whatever the header says.
FIELDS: dict[str, Any] = {
    "aktualisering_id": KEY,
    "pid": KEY,
    "inkom_datum": DAY,
    "typ": "str",
    "omrade": "str",
    "avser_vald": "str",
    "anmalare_lokal": LOCAL_CODE,
    "orsak_lokal": LOCAL_CODE,
    "orsak": "str",
    "skyddsbedomning_datum": DAY,
    "atgard": "str",
    "atgard_datum": DAY,
    "forlangd_synnerliga_skal": "str",
    "utredning_id": KEY,
    "kon": "str",
    "alder": AGE,
}
MANDATORY = ["aktualisering_id", "inkom_datum", "omrade"]

#: What a finding of the data contract is called here, by the type of error that it reports.
CONTRACT_RULES = {
    "string_type": "varde_saknas",
    "missing": "varde_saknas",
    "string_pattern_mismatch": "ej_nyckelform",
    "string_too_long": "fel_langd",
    "string_too_short": "fel_langd",
    "value_error": "ej_datum",
    "int_parsing": "ej_heltal",
    "less_than_equal": "utanfor_granser",
    "greater_than_equal": "utanfor_granser",
}

FIRST, LAST, LATEST = "DATE '2024-01-01'", "DATE '2024-06-30'", "DATE '2025-12-31'"


def _filter(code: str, good: str, warning: bool = False) -> dict[str, Any]:
    """`good` is true for a row that keeps the rule."""
    return {
        "entity": ENTITY,
        "name": code,
        "expression": good,
        "failure_type": "record",
        "is_informational": warning,
        "error_code": code,
        "reporting_field": code.partition(":")[2].partition("+")[0],
        "failure_message": code,
        "category": "Bad value",
    }


def _in_list(column: str, codes: list[str], warning: bool) -> dict[str, Any]:
    listed = ", ".join(f"'{code}'" for code in codes)
    rule = "okand_kod" if warning else "ej_i_kodlistan"
    return _filter(f"{rule}:{column}", f"{column} IS NULL OR {column} IN ({listed})", warning)


def _believable(column: str) -> dict[str, Any]:
    good = f"{column} IS NULL OR {column} BETWEEN DATE '1900-01-01' AND {LATEST}"
    return _filter(f"rimligt_datum:{column}", good)


def _in_order(earlier: str, later: str) -> dict[str, Any]:
    good = f"{earlier} IS NULL OR {later} IS NULL OR {earlier} <= {later}"
    return _filter(f"datumordning:{earlier}+{later}", good)


def filters(codes: Mapping[str, list[str]], lenient: frozenset[str]) -> list[dict[str, Any]]:
    """`codes` is code column → what its list holds; a code outside the list of a lenient column is a warning."""
    return [
        *(_in_list(column, listed, column in lenient) for column, listed in codes.items()),
        *(_believable(column) for column, kind in FIELDS.items() if kind is DAY),
        _in_order("inkom_datum", "atgard_datum"),
        _in_order("inkom_datum", "skyddsbedomning_datum"),
        _filter(
            "inom_intervall:inkom_datum+atgard_datum",
            f"inkom_datum IS NULL OR (inkom_datum <= {LAST} AND"
            f" (atgard_datum IS NULL OR greatest(inkom_datum, atgard_datum) >= {FIRST}))",
        ),
        _filter(
            "kravs_om:atgard_datum+atgard",
            "atgard IS NULL OR atgard NOT IN ('inleds', 'inleds_inte') OR atgard_datum IS NOT NULL",
        ),
        _filter("tom_om:utredning_id+atgard", "utredning_id IS NULL OR atgard IS NULL OR atgard <> 'inleds_inte'"),
        _filter(
            "kravs_om_varning:orsak_lokal+orsak",
            "orsak IS NULL OR orsak <> 'annat' OR orsak_lokal IS NOT NULL",
            warning=True,
        ),
        _filter(
            "alder_utanfor_omradet:alder+omrade",
            "alder IS NULL OR omrade IS NULL OR NOT ((omrade = 'barn_unga' AND alder BETWEEN 21 AND 110)"
            " OR (omrade = 'missbruk' AND alder BETWEEN 0 AND 17))",
            warning=True,
        ),
        _filter(
            "forhandsbedomning_over_14_dagar:inkom_datum+atgard_datum",
            "inkom_datum IS NULL OR coalesce(typ, '') <> 'anmalan' OR coalesce(omrade, '') <> 'barn_unga'"
            " OR coalesce(alder, 0) > 20 OR coalesce(atgard, '') = 'pagaende_utredning'"
            " OR (atgard IS NOT NULL AND atgard_datum IS NULL) OR coalesce(forlangd_synnerliga_skal, '0') = '1'"
            f" OR coalesce(atgard_datum, {LAST}) - inkom_datum <= 14",
            warning=True,
        ),
        _filter("dubblettnyckel:aktualisering_id", "aktualisering_id IS NULL OR gange <= 1"),
    ]


def contract(codes: Mapping[str, list[str]], lenient: frozenset[str]) -> dict[str, Any]:
    """The whole dischema."""
    reader = {"reader": "DuckDBCSVReader", "kwargs": {"delim": ";"}}
    dataset = {"fields": FIELDS, "mandatory_fields": MANDATORY, "reader_config": {".csv": reader}}
    count = {
        "operation": "add",
        "entity": ENTITY,
        "column_name": "gange",
        "expression": "count(*) OVER (PARTITION BY aktualisering_id)",
    }
    return {
        "contract": {"datasets": {ENTITY: dataset}},
        "transformations": {
            "parameters": {"entity": ENTITY},
            "rules": [count],
            "filters": filters(codes, lenient),
            "post_filter_rules": [{"operation": "remove", "entity": ENTITY, "column_name": "gange"}],
        },
    }


def rules_of(dischema: Mapping[str, Any]) -> set[str]:
    """Everything that the contract checks, named as ours."""
    checks = {f"ej_nyckelform:{c}" for c, kind in FIELDS.items() if kind is KEY}
    checks |= {f"fel_langd:{c}" for c, kind in FIELDS.items() if kind is LOCAL_CODE}
    checks |= {f"ej_datum:{c}" for c, kind in FIELDS.items() if kind is DAY}
    checks |= {f"ej_heltal:{c}" for c, kind in FIELDS.items() if kind is AGE}
    checks |= {f"utanfor_granser:{c}" for c, kind in FIELDS.items() if kind is AGE}
    checks |= {f"varde_saknas:{c}" for c in MANDATORY}
    return checks | {f["error_code"] for f in dischema["transformations"]["filters"]}
