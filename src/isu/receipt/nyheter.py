"""What is new since the sender's last delivery, as sentences in Swedish and English. Pure.

What is compared, and when it is worth telling, is decided elsewhere; here it is only said. A kind of news that is
not known here is told as such, without its facts.
"""

from collections.abc import Callable
from typing import Any

from isu.omdome import Nyhet
from isu.receipt.engelska import english
from isu.receipt.text import EN, och, procent, rader, skrivet, tal, visbar

#: The delivery that is compared with is told first, then the rows, then the columns.
ORDNING = ("foregaende", "alla_id_nya", "rader", "tomd_kolumn", "ny_kod", "ny_kolumn", "borttagen_kolumn")

SHOWN = 10

Pair = tuple[str, str]


def news(nyheter: tuple[Nyhet, ...]) -> list[dict]:
    """Each with its kind and a sentence in both languages, in the order of the receipt."""
    told = [{"slag": n.slag, **dict(zip(("mening", "mening_en"), _sentences(n)))} for n in nyheter]
    return sorted(told, key=lambda n: (_rank(n["slag"]), n["mening"]))


def _rank(slag: str) -> int:
    return ORDNING.index(slag) if slag in ORDNING else len(ORDNING)


def _sentences(nyhet: Nyhet) -> Pair:
    try:
        return MENINGAR[nyhet.slag](nyhet.uppgifter)
    except (KeyError, TypeError, ValueError):
        return (
            f"Något annat skiljer sig från förra leveransen ({visbar(nyhet.slag)}).",
            f"Something else differs from the last delivery ({visbar(nyhet.slag)}).",
        )


def _foregaende(u: dict[str, Any]) -> Pair:
    namn, tid = visbar(u["filnamn"]), skrivet(u.get("tid") or "")
    if not tid:
        return f"Jämfört med {namn}.", f"Compared with {namn}."
    return f"Jämfört med {namn} ({tid}).", f"Compared with {namn} ({english(tid)})."


def _rader(u: dict[str, Any]) -> Pair:
    fore, nu = int(u["fore"]), int(u["nu"])
    if fore == nu:
        return f"Lika många rader som förra gången: {tal(nu)}.", f"As many rows as last time: {tal(nu, EN)}."
    sv, en = ("fler", "more") if nu > fore else ("färre", "fewer")
    share = abs(nu - fore) / fore if fore else None
    andel = f" ({procent(share)})" if share is not None else ""
    andel_en = f" ({procent(share, EN)})" if share is not None else ""
    return (
        f"{rader(abs(nu - fore))} {sv} än förra gången{andel}: {tal(nu)} mot {tal(fore)}.",
        f"{rader(abs(nu - fore), EN)} {en} than last time{andel_en}: {tal(nu, EN)} against {tal(fore, EN)}.",
    )


def _ny_kod(u: dict[str, Any]) -> Pair:
    kolumn, koder = visbar(u["kolumn"]), [visbar(str(kod)) for kod in u["koder"]]
    if not koder:
        raise ValueError
    shown, more = koder[:SHOWN], len(koder) - SHOWN
    sv = f"{', '.join(shown)} och {tal(more)} till" if more > 0 else och(shown)
    en = f"{', '.join(shown)} and {tal(more, EN)} more" if more > 0 else och(shown, EN)
    word, word_en = ("koden", "the code") if len(koder) == 1 else ("koderna", "the codes")
    return (
        f"{kolumn} har {word} {sv}, som inte fanns i förra leveransen.",
        f"{kolumn} has {word_en} {en}, not seen in the last delivery.",
    )


def _tomd_kolumn(u: dict[str, Any]) -> Pair:
    kolumn = visbar(u["kolumn"])
    return (
        f"{kolumn} var ifylld förra gången men är helt tom nu.",
        f"{kolumn} was filled in last time but is all empty now.",
    )


def _alla_id_nya(u: dict[str, Any]) -> Pair:
    kolumn = visbar(u["kolumn"])
    return (
        f"Alla {kolumn} är nya: inget av dem fanns i förra leveransen. Har ni bytt system, uttag eller nyckel? Då kan "
        "samma ärende räknas två gånger. Hör av er till den som tar emot leveranserna.",
        f"All values of {kolumn} are new: none was in the last delivery. Have you changed system, extract or key? Then "
        "the same case may be counted twice. Tell those who receive the deliveries.",
    )


def _ny_kolumn(u: dict[str, Any]) -> Pair:
    kolumn = visbar(u["kolumn"])
    return f"Kolumnen {kolumn} är ny.", f"The column {kolumn} is new."


def _borttagen_kolumn(u: dict[str, Any]) -> Pair:
    kolumn = visbar(u["kolumn"])
    return (
        f"Kolumnen {kolumn} fanns i förra leveransen men inte i den här.",
        f"The column {kolumn} was in the last delivery but is not in this one.",
    )


MENINGAR: dict[str, Callable[[dict[str, Any]], Pair]] = {
    "foregaende": _foregaende,
    "rader": _rader,
    "ny_kod": _ny_kod,
    "tomd_kolumn": _tomd_kolumn,
    "alla_id_nya": _alla_id_nya,
    "ny_kolumn": _ny_kolumn,
    "borttagen_kolumn": _borttagen_kolumn,
}
