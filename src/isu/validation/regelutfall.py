"""What became of each rule in a file: passed, broken under its limit, failed, or not applicable and why. Pure.

A limit of its own can also refuse a file: an error rule that is broken more often than its own limit allows.
"""

from collections.abc import Iterable, Iterator

from isu.declaration import Deklaration, Regel
from isu.declaration.profil import Intagsprofil
from isu.declaration.regel import AVVISNING, FEL
from isu.omdome import EJ_TILLAMPAD, GODKAND, UNDER_TROSKEL, UNDERKAND, Fynd, Omdome, Raknade, Regelutfall
from isu.validation.compile import Kompilerad, Utelamnad
from isu.validation.helfil import Ifyllda, percent, sex_columns, too_small

#: A rule on its columns.
Plats = tuple[str, tuple[str, ...]]

AREA, REFUSED = "annat_omrade", "over_troskel"
RAGGED, DUPLICATE, UNREPORTED, SEX = "olasbar_rad", "dubblettnyckel", "uppgift_saknas", "okant_kon"

#: Rules whose first column says something by being empty: those after it must hold something to be judged by.
JUDGED_BY_THE_OTHERS = {"kravs_om", "kravs_om_varning", "tom_om", "tom_om_varning"}
#: Rules that judge a row by their first column or columns alone, and those that do so whatever the columns hold.
JUDGED_BY_THE_FIRST = {"inom_intervall": 1, "hogst_dagar_varning": 2, "hogst_manader_varning": 2}
JUDGED_ANYHOW = {"varde_saknas", RAGGED}


def rule_results(
    kompilerad: Kompilerad, omdome: Omdome, filled: Ifyllda, deklaration: Deklaration
) -> tuple[Regelutfall, ...]:
    """Every rule of the table on its columns, in the order of the rules' codes."""
    found = [
        *_on_rows(kompilerad, omdome, filled, deklaration),
        *_on_the_file(kompilerad, omdome, filled, deklaration),
        *map(_left_out, kompilerad.utelamnade),
        *_area_not_asked(kompilerad),
    ]
    return tuple(sorted(found, key=lambda r: (deklaration.regler[r.regel].kod, r.kolumner)))


def _on_rows(
    kompilerad: Kompilerad, omdome: Omdome, filled: Ifyllda, deklaration: Deklaration
) -> Iterator[Regelutfall]:
    broken, rows = _counts(omdome.fynd), filled_rows(omdome.raknade)
    tried = [*((r.regel, r.kolumner) for r in kompilerad.regler), (RAGGED, ()), (DUPLICATE, kompilerad.tabell.nyckel)]
    for namn, kolumner in dict.fromkeys(tried):
        antal, regel = broken.get((namn, kolumner), 0), deklaration.regler[namn]
        empty = next((k for k in _judged_by(regel, kolumner) if k in filled.empty), None)
        if empty and not antal:
            yield _not_applied(namn, kolumner, f"kolumnen {empty} är tom i hela filen")
        else:
            yield _result(regel, kolumner, antal, rows, deklaration.intag)


def _on_the_file(
    kompilerad: Kompilerad, omdome: Omdome, filled: Ifyllda, deklaration: Deklaration
) -> Iterator[Regelutfall]:
    """The rules of helfil.py: those about what nobody has filled in."""
    profil = deklaration.intag
    asked: list[Plats] = [(UNREPORTED, ()), *((SEX, (k,)) for k in sex_columns(kompilerad, filled))]
    if too_small(filled, profil):
        why = f"filen har färre än {profil.minst_rader} rader"
        yield from (_not_applied(regel, kolumner, why) for regel, kolumner in asked)
        return
    unreported = next(((k, n) for (regel, k), n in _counts(omdome.fynd).items() if regel == UNREPORTED), ((), 0))
    yield _result(deklaration.regler[UNREPORTED], *unreported, filled.rader, profil)
    for regel, (kolumn,) in asked[1:]:
        unknown = filled.rader - filled.known(kolumn)
        if unknown == filled.rader:
            yield _not_applied(regel, (kolumn,), f"kolumnen {kolumn} är tom eller okänd i hela filen")
        else:
            yield _result(deklaration.regler[regel], (kolumn,), unknown, filled.rader, profil)


def filled_rows(raknade: Raknade) -> int:
    """Rows that count in a share: neither blank nor taken back by the source itself."""
    return raknade.rader - raknade.tomma - raknade.borttagna - raknade.ersatta


def _counts(fynd: Iterable[Fynd]) -> dict[Plats, int]:
    """Rule on its columns → how many rows broke it. What refused the file is no outcome of a rule on rows."""
    counts: dict[Plats, int] = {}
    for f in fynd:
        if f.allvar != AVVISNING:
            place = (f.regel, tuple(p.kolumn for p in f.platser))
            counts[place] = counts.get(place, 0) + f.antal
    return counts


def _result(regel: Regel, kolumner: tuple[str, ...], antal: int, rows: int, profil: Intagsprofil) -> Regelutfall:
    limit = profil.limit(regel, kolumner)
    over = _over(regel.allvar, antal, rows, limit, profil)
    utfall = GODKAND if antal == 0 else UNDERKAND if over else UNDER_TROSKEL
    return Regelutfall(regel.namn, kolumner, utfall, antal, antal / rows if rows else 0.0, limit)


def _not_applied(regel: str, kolumner: tuple[str, ...], skal: str) -> Regelutfall:
    return Regelutfall(regel, kolumner, EJ_TILLAMPAD, skal=skal)


def _over(allvar: str, antal: int, rows: int, limit: float, profil: Intagsprofil) -> bool:
    """The one place that holds a count to a limit. A few wrong rows fail no rule: they are set aside like others."""
    return antal > limit * rows and (allvar != FEL or antal >= profil.minst_antal)


def _judged_by(regel: Regel, kolumner: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that must hold something for the rule to say anything."""
    if regel.villkor:
        return tuple(k for k in kolumner if k not in regel.villkor.far_vara_tomma)
    if regel.namn in JUDGED_ANYHOW:
        return ()
    if regel.namn in JUDGED_BY_THE_OTHERS:
        return kolumner[1:]
    return kolumner[: JUDGED_BY_THE_FIRST.get(regel.namn)]


def _left_out(utelamnad: Utelamnad) -> Regelutfall:
    return _not_applied(utelamnad.regel, utelamnad.kolumner, _missing(utelamnad.saknas))


def _missing(saknas: tuple[str, ...]) -> str:
    if len(saknas) == 1:
        return f"kolumnen {saknas[0]} finns inte i filen"
    return f"kolumnerna {', '.join(saknas[:-1])} och {saknas[-1]} finns inte i filen"


def _area_not_asked(kompilerad: Kompilerad) -> Iterator[Regelutfall]:
    """A sender that answers for all områden can send no row of another one's."""
    omrade = kompilerad.tabell.omrade
    if omrade and AREA not in {r.regel for r in kompilerad.regler} | {u.regel for u in kompilerad.utelamnade}:
        yield _not_applied(AREA, (omrade,), "lämnaren svarar för alla områden")


def over_threshold(omdome: Omdome, deklaration: Deklaration) -> Fynd | None:
    """The refusal for the error rule that goes furthest over a limit of its own, or None."""
    rows, profil = filled_rows(omdome.raknade), deklaration.intag
    over = []
    for fynd in (f for f in omdome.fynd if f.allvar == FEL):
        own = profil.own_threshold(fynd.regel, tuple(p.kolumn for p in fynd.platser))
        if own and _over(FEL, fynd.antal, rows, own.andel, profil):
            over.append((fynd.antal / rows - own.andel, fynd, own))
    if not over:
        return None
    _, fynd, own = max(over, key=lambda found: found[0])
    kod = deklaration.regler[fynd.regel].kod
    names = {"regel": kod, "andel": percent(fynd.antal / rows), "grans": percent(own.andel)}
    return Fynd(REFUSED, AVVISNING, fynd.antal, fynd.platser, uppgifter=names)
