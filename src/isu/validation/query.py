"""The pass over a file as one SQL text: nested stages, from the cells to typed values and broken rules. Pure.

What a column's stages are stands in values.py, what a rule is in predicates.py; engine.py runs the text.
"""

from collections.abc import Callable, Iterable, Mapping

from isu.declaration.tabell import column_types
from isu.intake.relation import Relation
from isu.validation.compile import Kompilerad, Radregel

#: The sequence that counts the bad rows as they pass. It is asked of those alone; a sum runs over all rows.
BAD_SO_FAR = "fel_hittills"

#: Declared column → SQL text over the file's cells c0, c1 …
Texts = Mapping[str, str]


def pass_sql(
    relation: Relation,
    compiled: Kompilerad,
    texts: Texts,
    most_raw: int,
    borttagen: str | None = None,
    ordning: str | None = None,
) -> str:
    """The pass as one query of nested stages, from the inside out: text, first guess, form, value, rules."""
    names = list(compiled.tolkningar)
    absent = [f"null::{t} as {n}" for n, t in column_types(compiled.tabell).items() if n not in compiled.tolkningar]
    raw = ", ".join(f"t_{n}" for n in names)
    # One by one: where the first cell is filled, as it nearly always is, the others are not looked at.
    blank = " and ".join(["falt is null", *(f"c{i} is null" for i in range(len(relation.rubriker)))])
    blank = f"({blank} or falt is null and _gren = 0)" if relation.utvecklad else blank
    marks = f", {blank} as tom, {deleted(borttagen)} as sagd_borttagen, ({ordning or 'null'})::bigint as ordning"
    error_bits = compiled.error_bits
    columns = ", ".join(compiled.tabell.kolumner)
    return f"""
select rad, falt, tom, borttagen, false as ersatt, ordning, fel, former, {columns},
  case when fel & {error_bits} <> 0 then case when nextval('{BAD_SO_FAR}') <= {most_raw} then [{raw}] end end as ratext
from (
  select rad, falt, tom, borttagen, ordning, {raw}, {columns},
    case when unjudged then 0 else {_mask(compiled.regler)} end as fel,
    case when unjudged then null {_other_ways(compiled)} end as former
  from (
    select *, tom or falt is not null or borttagen as unjudged
    from (
      select *, sagd_borttagen and not tom and falt is null as borttagen{"".join(", " + a for a in absent)}
      from ({values_sql(relation, compiled, texts, names, marks)})
    )
  )
)"""


def deleted(borttagen: str | None) -> str:
    """What the source says of a row; nothing said is not deleted."""
    return f"coalesce({borttagen}, false)" if borttagen else "false"


def values_sql(relation: Relation, compiled: Kompilerad, texts: Texts, names: list[str], also: str = "") -> str:
    """From text to value for the columns `names`; `also` is more SQL over the raw columns."""
    shapes = shapes_sql(relation, compiled, texts, names, also)
    return _stage(shapes, names, lambda n: f"{compiled.tolkningar[n].value} as {n}")


def shapes_sql(relation: Relation, compiled: Kompilerad, texts: Texts, names: list[str], also: str = "") -> str:
    """All but the value, stage by stage: t_x the text, x_g a first guess, x_k whether it was in the asked-for form.

    Where it was not: x_u the text made ready, and x_s which of several ways it is written in.
    """
    reading = compiled.tolkningar
    tidied, several = [n for n in names if reading[n].tidy], [n for n in names if reading[n].patterns]
    sql = f"select rad, falt{also}{_each(names, lambda n: f'{texts[n]} as t_{n}')} from ({relation.sql})"
    sql = _stage(sql, names, lambda n: f"{reading[n].first} as {n}_g")
    sql = _stage(sql, names, lambda n: f"{reading[n].plain} as {n}_k")
    sql = _stage(sql, tidied, lambda n: f"case when not {n}_k then {reading[n].tidy} end as {n}_u")
    return _stage(sql, several, lambda n: f"{reading[n].shape(f'{n}_u')} as {n}_s")


def _stage(sql: str, names: list[str], write: Callable[[str], str]) -> str:
    return f"\nselect *{_each(names, write)}\nfrom ({sql})" if names else sql


def _each(names: list[str], write: Callable[[str], str]) -> str:
    return "".join(", " + write(n) for n in names)


def _mask(rules: Iterable[Radregel]) -> str:
    """A BIGINT with the bits whose predicate is true; NULL counts as not broken."""
    return "0::bigint" + "".join(f"\n        + case when {r.sql} then {1 << r.bit} else 0 end" for r in rules)


def _other_ways(compiled: Kompilerad) -> str:
    """A branch: where any column was written in another way than asked for, the number of each column's way."""
    if not compiled.tolkningar:
        return ""
    deviating = "\n        or ".join(f"({t.deviates})" for t in compiled.tolkningar.values())
    ways = ", ".join(f"case when {t.deviates} then {t.form} end::utinyint" for t in compiled.tolkningar.values())
    return f"when {deviating} then [{ways}]"
