"""One kommun's comparison, or one stadsdel's, read from the files of an edition: published numbers only.

What is asked for may be misspelt; then the error names what is near. Ranks are made here, when they are asked for, of
the published numbers of one column, and stand in no file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np

from isu.aggregate.axel import KOMMUN, STADSDEL
from isu.cells.falt import PER_INVANARE
from isu.cells.indikator import Indikator
from isu.comparison.intervall import POISSON_UPPREPAD
from isu.comparison.rang import Rang, of_rates, of_shares, printed_dispersion
from isu.declaration import Kommun
from isu.declaration.lamnare import Lamnare
from isu.duck import open_connection
from isu.errors import IsuError
from isu.release.arbetsutgava import INDIKATORER
from isu.release.jamforelser import JAMFORELSER

SQL = Path(__file__).with_name("jamfora.sql").read_text(encoding="utf-8")
#: Measures that can be ranked: those whose chance is known from their two numbers.
RANKADE = ("andel", *PER_INVANARE)


@dataclass(frozen=True)
class Omrade:
    """What is compared: a kommun by its code, a stadsdel by that of its lämnare."""

    typ: str
    kod: str
    namn: str


def compare(
    edition: Path, omrade: Omrade, indikatorer: Sequence[str], period: str | None = None
) -> list[dict[str, Any]]:
    """The area's values with `referenser`, a list of what each is compared with; as they are in the files."""
    files = [edition / name for name in (INDIKATORER, JAMFORELSER)]
    if not all(path.is_file() for path in files):
        raise IsuError(f"I {edition} finns ingen utgåva att jämföra i. Kör isu run först, eller ange en utgåva.")
    asked = {"typ": omrade.typ, "omrade": omrade.kod, "valda": list(indikatorer), "period": period}
    asked |= dict(zip(("indikatorer", "jamforelser"), map(str, files), strict=True))
    with open_connection() as connection:
        if period is not None:
            _known_period(connection, files[0], period)
        found = connection.execute(SQL, asked)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def rank(edition: Path, omrade: Omrade, row: Mapping[str, Any]) -> Rang:
    """Where the kommun may stand among all that show this value; `row` is one of `compare`."""
    if omrade.typ != KOMMUN:
        raise IsuError(f"Rang finns bara bland kommuner; {omrade.namn} är en stadsdel.")
    if row["matt"] not in RANKADE:
        raise IsuError(f"Rang finns bara för {', '.join(RANKADE)}; {row['indikator']} har måttet {row['matt']}.")
    per = "befolkning" if row["matt"] in PER_INVANARE else "n"
    with open_connection() as connection:
        found = connection.execute(
            f"SELECT omrade, taljare, {per}, ovre, starts_with(metod, $upprepad) FROM read_parquet($fil) "
            "WHERE indikator = $indikator AND variant = $variant AND matt = $matt AND period = $period "
            "AND omrade_typ = 'kommun' AND kon = 'T' AND aldersgrupp = 'alla' AND uppdelning = '' AND utfall = '' "
            f"AND status = 'visas' AND {per} > 0 ORDER BY omrade",
            {"fil": str(edition / INDIKATORER), "upprepad": POISSON_UPPREPAD}
            | {k: row[k] for k in ("indikator", "variant", "matt", "period")},
        ).fetchall()
    codes, *columns = zip(*found, strict=True)
    x, n, upper = (np.array(column, float) for column in columns[:3])
    if row["matt"] not in PER_INVANARE:
        return of_shares(x, n, codes.index(omrade.kod))
    repeated = np.array(columns[3], float) == 1  # events that a person may have several of
    fi = np.where(repeated, printed_dispersion(x, upper * n / PER_INVANARE[row["matt"]]), 1)
    return of_rates(x / fi, n / fi, codes.index(omrade.kod))


def find_area(asked: str, kommuner: Mapping[str, Kommun], senders: Iterable[Lamnare] = ()) -> Omrade:
    """A kommun or a stadsdel, by code or by name."""
    areas = [Omrade(KOMMUN, k.kommunkod, k.kommun) for k in kommuner.values()]
    areas += [Omrade(STADSDEL, s.lamnare, s.namn) for s in senders if s.geografisk_del]
    codes, names = {a.kod: a for a in areas}, {a.namn.casefold(): a for a in areas}
    if found := codes.get(asked) or names.get(asked.casefold()):
        return found
    near = get_close_matches(asked.casefold(), names, 3, 0.6) or get_close_matches(asked, codes, 3, 0.7)
    told = [f"{a.namn} ({a.kod})" for a in (names.get(n) or codes[n] for n in near)]
    raise IsuError(
        f"Kommunen {asked} finns inte.{_maybe(told)} Ange kommunkod (1780) eller namn (Karlstad); för en stadsdel "
        "dess lämnarkod eller namn."
    )


def find_indicators(asked: str, grupp: str, indikatorer: Mapping[str, Indikator]) -> list[str]:
    """The one indicator asked for, those of a group, or all."""
    if asked and asked.upper() not in indikatorer:
        told = [f"{i} ({indikatorer[i].namn['sv']})" for i in _near_indicators(asked, indikatorer)]
        raise IsuError(f"Indikatorn {asked} finns inte.{_maybe(told)} isu indicators visar alla.")
    groups = sorted({i.grupp for i in indikatorer.values()})
    if grupp and grupp.upper() not in groups:
        near = get_close_matches(grupp.upper(), groups, 3, 0.3)
        raise IsuError(f"Indikatorgruppen {grupp} finns inte.{_maybe(near)} Grupperna är {', '.join(groups)}.")
    return [
        i.id
        for i in indikatorer.values()
        if asked.upper() in ("", i.id.upper()) and grupp.upper() in ("", i.grupp.upper())
    ]


def _near_indicators(asked: str, indikatorer: Mapping[str, Indikator]) -> list[str]:
    """By id, else by a word of the name."""
    by_id = get_close_matches(asked.upper(), indikatorer, 3, 0.6)
    return by_id or [i.id for i in indikatorer.values() if asked.casefold() in i.namn["sv"].casefold()][:3]


def _known_period(connection, path: Path, period: str) -> None:
    rows = connection.execute("SELECT DISTINCT period FROM read_parquet(?) ORDER BY 1", [str(path)]).fetchall()
    known = [namn for (namn,) in rows]
    if period not in known:
        near = get_close_matches(period, known, 3, 0.5)
        raise IsuError(f"Perioden {period} finns inte i utgåvan.{_maybe(near)} Den senaste är {known[-1]}.")


def _maybe(near: Sequence[str]) -> str:
    return f" Menades {' eller '.join(near)}?" if near else ""
