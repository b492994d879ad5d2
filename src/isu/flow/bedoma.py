"""The verdict on one held file, with all that only the home can tell: what it replaces, what is new, what it feeds.

Judging the file itself is isu.validation's; here is what it is held against. Nothing is kept and nothing recorded.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from isu.cells.indikator import Indikator
from isu.cellutdrag import CELLER
from isu.cellutdrag.bedom import judge_cells
from isu.cellutdrag.fil import holds_cells
from isu.declaration import Deklaration
from isu.declaration.nyheter import read_nyhetsprofil
from isu.declaration.regel import AVVISNING
from isu.errors import ReadError
from isu.flow.indikatorer import measures
from isu.flow.kalla import register_files
from isu.flow.matar import fed, fed_by_cells
from isu.flow.nyheter import with_news
from isu.home import Home
from isu.in_force import IKraft, Mottagen, crossing, in_force
from isu.intake.arrival import Held
from isu.ledger import Leverans
from isu.ledger.ledger import received
from isu.omdome import AVVISAD, Fynd, Omdome
from isu.period import ALL_TIME, Interval
from isu.register.stage import Registerfil
from isu.register.vanished import vanished_keys
from isu.validation.judge import Dom, judge_file

Files = Mapping[str, list[Registerfil]]


def judged(home: Home, deklaration: Deklaration, held: Held, accepted: Sequence[Leverans]) -> Dom:
    """The verdict; `accepted` are the sender's deliveries that count before this one."""
    arrival, lamnare = held.arrival, held.arrival.lamnare
    if refusal := _refused_unread(held, deklaration):
        return Dom(Omdome(lamnare, arrival.namn, held.sha256, arrival.size, fynd=(refusal,)))
    scratch = home.holding / f"{lamnare}.{held.sha256[:16]}"
    dom = judge(held.path, arrival.namn, held.sha256, held.manifest, lamnare, deklaration, accepted, scratch)
    if dom.omdome.tabell == CELLER:
        return dom
    omdome = with_news(home, deklaration, dom.omdome, accepted, dom.accepterade)
    return replace(dom, omdome=_with_vanished(home, deklaration, replace(dom, omdome=omdome), accepted))


def judge(
    path: Path,
    filnamn: str,
    sha256: str,
    manifest: Path | None,
    lamnare: str,
    deklaration: Deklaration,
    accepted: Sequence[Leverans],
    scratch: Path,
) -> Dom:
    """The verdict on a file of rows or of cells, held against what is in force of the other."""
    if holds_cells(path):
        fore = next((d.profil for d in accepted if d.tabell == CELLER and d.i_kraft), None)
        start, profil = Omdome(lamnare, filnamn, sha256, path.stat().st_size), read_nyhetsprofil(deklaration.katalog)
        dom = judge_cells(path, start, deklaration, measures(deklaration), fore, profil, scratch)
    else:
        sender, crosses = deklaration.sender(lamnare), crossing_among(accepted)
        dom = judge_file(path, filnamn, sha256, manifest, sender, deklaration, crosses, scratch)
    return _one_road(dom, accepted)


def _one_road(dom: Dom, accepted: Sequence[Leverans]) -> Dom:
    """Rows and cells of one sender are never in force together: every person would be counted twice."""
    omdome = dom.omdome
    other = [d for d in accepted if d.i_kraft and (d.tabell == CELLER) != (omdome.tabell == CELLER) and not d.gallrad]
    if omdome.utfall == AVVISAD or not other:
        return dom
    names = {"filnamn": other[0].filnamn, "antal": len(other)}
    refusal = Fynd("celler_bredvid_rader", AVVISNING, 1, uppgifter=names)
    return Dom(replace(omdome, fynd=(*omdome.fynd, refusal), raknade=omdome.raknade.avvisade))


def _refused_unread(held: Held, deklaration: Deklaration) -> Fynd | None:
    """What refuses an arrival before anybody looks into it."""
    arrival = held.arrival
    if arrival.lamnare not in deklaration.lamnare:
        return Fynd("okand_lamnare", AVVISNING, 1)
    if not arrival.vanlig:
        return Fynd("ej_vanlig_fil", AVVISNING, 1)
    if arrival.namn_dolt:
        return Fynd("identitet_i_filnamnet", AVVISNING, 1)
    if held.path is None:
        limit = {"vad": "byte i en fil", "grans": deklaration.granser.fil_byte}
        return Fynd("over_granserna", AVVISNING, 1, uppgifter=limit)
    return None


def crossing_among(accepted: Sequence[Leverans]) -> Callable[[str, Interval], tuple[str, Interval] | None]:
    """What judging asks of the ledger: does an interval cross a delivery of the table that is in force?

    An interval with days of which the table's rows have been erased by retention is refused right away.
    """

    def crosses(tabell: str, interval: Interval) -> tuple[str, Interval] | None:
        _refuse_erased(interval, [Interval(d.fran, d.till) for d in accepted if d.tabell == tabell and d.gallrad])
        of_table = {d.ordning: d for d in accepted if d.tabell == tabell}
        found = crossing(interval, [received(d) for d in of_table.values()])
        return (of_table[found.ordning].filnamn, found.interval) if found else None

    return crosses


def _refuse_erased(interval: Interval, erased: Iterable[Interval]) -> None:
    """A table without dates covers all time, and may come again."""
    for gone in erased:
        if ALL_TIME not in (interval, gone) and gone.shares_days(interval):
            raise ReadError("gallrad_period", intervall=str(interval), annan_intervall=str(gone))


def _with_vanished(home: Home, deklaration: Deklaration, dom: Dom, accepted: Sequence[Leverans]) -> Omdome:
    """Count keys that this delivery takes out of force, if it replaces anything."""
    omdome = dom.omdome
    before = register_files(home, [d for d in accepted if d.tabell == omdome.tabell]).get(omdome.tabell or "", [])
    if dom.accepterade is None or not before or omdome.raknade.accepterade == 0:
        return omdome
    after = _with_new(before, omdome, dom.accepterade)
    return replace(omdome, forsvunna_nycklar=vanished_keys(deklaration.tabeller[omdome.tabell], before, after))


def _with_new(before: Sequence[Registerfil], omdome: Omdome, rows: Path) -> list[Registerfil]:
    """The files in force when the new rows, still in holding, have been received too."""
    known = {f.i_kraft.leverans.ordning: f for f in before}
    new = Mottagen(max(known) + 1, omdome.interval, omdome.uttagsdatum, omdome.uttagsdatum_angivet)
    kept = in_force([*(f.i_kraft.leverans for f in before), new])
    return [_file(i, known, rows, omdome.sha256) for i in kept]


def _file(i_kraft: IKraft, known: Mapping[int, Registerfil], rows: Path, sha256: str) -> Registerfil:
    file = known.get(i_kraft.leverans.ordning)
    return replace(file, i_kraft=i_kraft) if file else Registerfil(rows, sha256, i_kraft)


def feeds(
    indikatorer: Mapping[str, Indikator], deklaration: Deklaration, omdome: Omdome, accepted: Sequence[Leverans]
) -> list[dict]:
    """The indicators that the delivery feeds, when it is in force beside the others."""
    if omdome.tabell == CELLER:
        return fed_by_cells(indikatorer, deklaration, omdome)
    received_now = [(d.tabell, received(d)) for d in accepted if d.gallrad is None]
    if omdome.utfall != AVVISAD and omdome.interval:
        after = max((m.ordning for _, m in received_now), default=0) + 1
        new = Mottagen(after, omdome.interval, omdome.uttagsdatum, omdome.uttagsdatum_angivet)
        received_now.append((omdome.tabell, new))
    delivered = {
        namn: [i.leverans.interval for i in in_force([m for t, m in received_now if t == namn])]
        for namn, tabell in deklaration.tabeller.items()
        if tabell.start is not None
    }
    return fed(indikatorer, deklaration, omdome, delivered)
