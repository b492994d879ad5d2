"""What is new since the sender's last delivery, told in the receipt; what is so new that it is a warning.

The comparisons are pure and stand on counts that the ledger has kept; `with_news` is the shell that reads ids from the
register. Told are counts, columns and codes of our own lists. What is a warning is chosen in profiles/nyheter.yaml.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from typing import Any

from isu.declaration import Deklaration, Tabell
from isu.declaration.kodkarta import OMAPPAD
from isu.declaration.nyheter import Nyhetsprofil, read_nyhetsprofil
from isu.declaration.regel import VARNING
from isu.declaration.tabell import slag
from isu.flow.kalla import place_of
from isu.home import Home
from isu.ledger import Leverans
from isu.omdome import AVVISAD, Fynd, Nyhet, Omdome, Plats
from isu.period import Interval
from isu.register.ids import all_unknown

PERSON = "person"


@dataclass(frozen=True)
class Jamforelse:
    """The deliveries that a new one is compared with.

    `fore` is the one before it, `fjol` that of the same period last year, `samma` those in force for its own days,
    `alla` every one of the table.
    """

    fore: Leverans
    fjol: Leverans | None
    samma: tuple[Leverans, ...]
    alla: tuple[Leverans, ...]


def with_news(
    home: Home, deklaration: Deklaration, omdome: Omdome, accepted: Sequence[Leverans], rows: Path | None
) -> Omdome:
    """The verdict with its news and their warnings. `accepted` are the sender's earlier ones, `rows` the new rows."""
    chosen = compared(omdome, [d for d in accepted if d.tabell == omdome.tabell])
    if chosen is None or rows is None or omdome.utfall == AVVISAD:
        return omdome
    profil = read_nyhetsprofil(deklaration.katalog)
    strange = list(_strangers(home, deklaration.tabeller[omdome.tabell], chosen, rows, profil))
    news = [*told(omdome, chosen, profil), *(Nyhet("alla_id_nya", {"kolumn": f.platser[0].kolumn}) for f in strange)]
    found = (*omdome.fynd, *row_count(omdome, chosen, profil), *emptied(omdome, chosen, profil), *strange)
    return replace(omdome, nyheter=tuple(news), fynd=found)


def compared(omdome: Omdome, earlier: Sequence[Leverans]) -> Jamforelse | None:
    """What to compare with: the nearest earlier period of the same length, else what the new one replaces."""
    if omdome.interval is None:
        return None
    own = omdome.interval
    alike = [d for d in earlier if _time(d).till < own.fran and _as_long(_time(d), own)]
    nearest = max((_time(d) for d in alike), default=own)
    fore = _newest(d for d in earlier if _time(d) == nearest)
    if fore is None:
        return None
    fjol = _newest(d for d in alike if _a_year_before(_time(d), own))
    same = tuple(d for d in earlier if d.i_kraft and _time(d).shares_days(own))
    return Jamforelse(fore, fjol, same, tuple(earlier))


def _time(d: Leverans) -> Interval:
    return Interval(d.fran, d.till)


def _as_long(a: Interval, b: Interval) -> bool:
    """Halves, quarters and months are not equal to the day; a tenth tells them from each other."""
    return abs(a.days - b.days) * 10 <= max(a.days, b.days)


def _a_year_before(earlier: Interval, own: Interval) -> bool:
    begins = earlier.fran
    return (begins.year + 1, begins.month, begins.day) == (own.fran.year, own.fran.month, own.fran.day)


def _newest(deliveries: Iterator[Leverans]) -> Leverans | None:
    """Of deliveries of one interval the one in force, else the last received."""
    return max(deliveries, key=lambda d: (d.i_kraft, d.ordning), default=None)


def told(omdome: Omdome, chosen: Jamforelse, profil: Nyhetsprofil) -> list[Nyhet]:
    """What differs from the delivery before. Columns and codes only where that one's were counted."""
    fore, nu = chosen.fore.accepterade, omdome.raknade.accepterade
    share = round((nu - fore) / fore, 4) if fore else None
    news = [
        Nyhet("foregaende", {"filnamn": chosen.fore.filnamn, "tid": str(_time(chosen.fore))}),
        Nyhet("rader", {"fore": fore, "nu": nu, "andel": share}),
    ]
    before, now = _columns(chosen.fore.profil), _columns(omdome.profil)
    if not before or not now:
        return news
    news += [Nyhet("ny_kolumn", {"kolumn": k}) for k in now if k not in before]
    news += [Nyhet("borttagen_kolumn", {"kolumn": k}) for k in before if k not in now]
    news += [Nyhet("tomd_kolumn", {"kolumn": k}) for k in _emptied(before, now, profil)]
    return news + [Nyhet("ny_kod", {"kolumn": k, "koder": codes}) for k, codes in _new_codes(chosen, now).items()]


def _new_codes(chosen: Jamforelse, now: Mapping[str, Any]) -> dict[str, list[str]]:
    """Column → codes that no earlier delivery of the table had, in columns that the one before had too."""
    seen: dict[str, set[str]] = {k: set() for k in _columns(chosen.fore.profil)}
    for delivery in chosen.alla:
        for kolumn, facts in _columns(delivery.profil).items():
            seen.setdefault(kolumn, set()).update(facts.get("koder", {}))
    before = _columns(chosen.fore.profil)
    new = {k: sorted(set(facts.get("koder", {})) - seen[k] - {OMAPPAD}) for k, facts in now.items() if k in before}
    return {k: codes for k, codes in new.items() if codes}


def row_count(omdome: Omdome, chosen: Jamforelse, profil: Nyhetsprofil) -> list[Fynd]:
    """Far more or fewer rows than the same period last year, else than the delivery before; or none at all."""
    base = chosen.fjol or chosen.fore
    fore, nu = base.accepterade, omdome.raknade.accepterade
    if not _deviates(fore, nu, profil):
        return []
    limit = _percent(profil.avvikelse_rader)
    names = {"rader": nu, "antal": fore, "andel": _percent(abs(nu - fore) / fore), "grans": limit}
    return [Fynd("radantal_avviker", VARNING, abs(nu - fore), uppgifter=names | _named(base))]


def _deviates(fore: int, nu: int, profil: Nyhetsprofil) -> bool:
    """More than the limit, and more than chance gives; a file without rows always, where there were some."""
    if fore == 0 or nu == 0:
        return nu < fore
    off = abs(nu - fore)
    return off > profil.avvikelse_rader * fore and off > profil.slumpens_bredd * sqrt(fore + nu)


def emptied(omdome: Omdome, chosen: Jamforelse, profil: Nyhetsprofil) -> list[Fynd]:
    """Columns of which so much was to be expected that nothing at all is no chance."""
    before, now = _columns(chosen.fore.profil), _columns(omdome.profil)
    rows, nu = chosen.fore.profil.get("rader", 0), omdome.raknade.accepterade
    return [
        Fynd("tomd_kolumn", VARNING, nu, (_place(k),), uppgifter={"kolumn": k} | _named(chosen.fore))
        for k in _emptied(before, now, profil)
        if _known(before[k], profil) * nu >= profil.tomd_kolumn_vantade * rows
    ]


def _emptied(before: Mapping[str, Any], now: Mapping[str, Any], profil: Nyhetsprofil) -> list[str]:
    return [k for k in now if k in before and _known(before[k], profil) > 0 and _known(now[k], profil) == 0]


def _known(facts: Mapping[str, Any], profil: Nyhetsprofil) -> int:
    """Filled values, less the codes that say that nothing is known."""
    codes = facts.get("koder", {})
    return facts["fyllda"] - sum(codes.get(kod, 0) for kod in profil.saknas_koder)


def _strangers(home: Home, tabell: Tabell, chosen: Jamforelse, rows: Path, profil: Nyhetsprofil) -> Iterator[Fynd]:
    """Id columns where no id of the file was known before, though there are many on both sides."""
    for kolumn, deliveries in id_columns(tabell, chosen).items():
        before = [place_of(home, d).rows(tabell.namn) for d in deliveries if d.gallrad is None]
        counts = all_unknown(kolumn, rows, before) if before else None
        if counts and min(counts) >= profil.minst_id:
            names = {"kolumn": kolumn} | _named(deliveries[0])
            yield Fynd("alla_id_nya", VARNING, counts[0], (_place(kolumn),), uppgifter=names)


def id_columns(tabell: Tabell, chosen: Jamforelse) -> dict[str, list[Leverans]]:
    """Id column → the deliveries where some of its ids should be found again.

    A person may come back in any period; a case must be there again only where the same days are delivered once more.
    """
    persons = (
        tabell.nyckel if tabell.namn == PERSON else tuple(r.kolumn for r in tabell.referenser if r.tabell == PERSON)
    )
    keys = [k for k in tabell.nyckel if slag(tabell.kolumner[k]) == "nyckel"]  # a month or a code is no id
    known = {d.ordning: d for d in (chosen.fore, *chosen.samma)}
    return {k: list(chosen.samma) for k in keys} | {k: list(known.values()) for k in persons}


def _columns(profil: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return (profil or {}).get("kolumner", {})


def _named(d: Leverans) -> dict[str, str]:
    return {"annan": d.filnamn, "annan_intervall": str(_time(d))}


def _place(kolumn: str) -> Plats:
    return Plats(kolumn, kolumn, "–")


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".rstrip("0").rstrip(".").replace(".", ",")
