"""One plain sentence per finding. Pure: a row in, Swedish out. What cannot be said is said to be so."""

import math
from collections.abc import Sequence

from isu.cells.falt import FORANDRING
from isu.cells.indikator import Indikator
from isu.lokalt.ord import kand_ord, med_enhet, skillnad, tal
from isu.lokalt.profil import Lokalprofil
from isu.lokalt.rader import (
    ENSAM,
    FOR_FA,
    FOR_FA_ANDRA,
    FOR_FA_UPPFOLJDA,
    HOGRE,
    INGEN_SKILLNAD,
    LAGRE,
    Rad,
    change_is_good,
)

REGRESSION = (
    "den som börjar sämst blir oftast bättre ändå (regression mot medelvärdet), så skillnaden kan bero på starten och "
    "inte på arbetet"
)


def of_group(rad: Rad, namn: str, indikator: Indikator) -> str:
    """What can be said of one group against the rest; '' where nothing is compared."""
    other = rad.jamforelse
    if rad.status == "sekretess":
        return f"{namn} visas inte: för få, eller så skulle ett annat för litet tal gå att räkna ut."
    cannot = f"Det går inte att säga om {_inside(namn)} skiljer sig"
    if other.jamfort == FOR_FA_UPPFOLJDA:
        return f"{cannot}: för få {kand_ord(indikator)} ({_known(rad)})."
    if other.jamfort == FOR_FA:
        return f"{cannot}: för få ({tal(rad.n)})."
    if other.jamfort == FOR_FA_ANDRA:
        return f"{cannot}: de andra är för få eller för få av dem är {kand_ord(indikator)}."
    if other.jamfort == ENSAM:
        return f"{namn} har inga andra att jämföras med."
    if other.jamfort == INGEN_SKILLNAD:
        return f"Det går inte att säga att {_inside(namn)} skiljer sig från de andra{_how_much(rad)}."
    return _differs(rad, namn, indikator) if other.jamfort in (HOGRE, LAGRE) else ""


def _differs(rad: Rad, namn: str, indikator: Indikator) -> str:
    other = rad.jamforelse
    word = "högre" if other.jamfort == HOGRE else "lägre"
    both = f": {med_enhet(rad.matt, rad.varde)} mot {med_enhet(rad.matt, other.resten)}"
    values = "" if math.isnan(other.resten) else both
    better = _better(rad, indikator)
    judged = "" if better is None else ", vilket är bättre" if better else ", vilket är sämre"
    text = f"{namn} ligger {word} än de andra{values}{_how_much(rad, first=not values)}{judged}."
    if other.samre_start:
        text += f" Men gruppen började sämre ({tal(rad.fore)} mot {tal(other.fore_resten)}): {REGRESSION}."
    return text


def _how_much(rad: Rad, first: bool = True) -> str:
    """The difference with its interval, where it is a number."""
    other = rad.jamforelse
    if math.isnan(other.skillnad):
        return ""
    limits = f"{tal(other.intervall.nedre, True)} till {tal(other.intervall.ovre, True)}"
    return f"{':' if first else ';'} skillnaden är {skillnad(rad.matt, other.skillnad)} och kan vara {limits}"


def _better(rad: Rad, indikator: Indikator) -> bool | None:
    higher = rad.jamforelse.jamfort == HOGRE
    if rad.matt == FORANDRING:
        return change_is_good(indikator, 1.0 if higher else -1.0)
    return None if indikator.riktning == "ingen" else higher == (indikator.riktning == "hogre_ar_battre")


def of_level(rad: Rad, vad: str, profil: Lokalprofil) -> str:
    """What came of it (`vad`), among those who were followed up; how many they are comes first."""
    if not rad.visas or not rad.n:
        return "Det går inte att säga: för få uppföljda."
    share = "" if math.isnan(rad.andel_kand) else f" ({tal(100 * rad.andel_kand)}\u00a0%)"
    limits = f" (osäkerhet {tal(rad.intervall.nedre)}–{tal(rad.intervall.ovre)})" if rad.intervall.finns else ""
    text = f"{_known(rad)} är uppföljda{share}. {vad}: {med_enhet(rad.matt, rad.varde)} av dem{limits}."
    few = not rad.andel_kand >= profil.minsta_andel_kand
    return f"{text} Hur det gick för de andra vet ingen, så det säger inget om alla." if few else text


def can_be_said(rad: Rad, profil: Lokalprofil) -> bool:
    """Of a change: are enough followed up for a sentence about it?"""
    followed = bool(rad.n) and rad.andel_kand >= profil.minsta_andel_kand
    return rad.visas and followed and rad.n >= profil.minsta_antal and rad.intervall.finns


def of_none(rader: Sequence[Rad]) -> str:
    """One sentence where nothing can be said of any of several changes."""
    shares = [100 * r.andel_kand for r in rader if not math.isnan(r.andel_kand)]
    most = f", som mest {tal(max(shares))}\u00a0%" if shares else ""
    return f"Det går inte att säga om det har blivit bättre i något av {len(rader)} områden: för få uppföljda{most}."


def of_change(rad: Rad, indikator: Indikator, profil: Lokalprofil, vad: str = "") -> str:
    """What can be said of a change of the same persons, before and after; the share followed up comes first."""
    about = f"{vad}: " if vad else ""
    if rad.status == "sekretess":
        return f"{about}Förändringen visas inte: för få."
    share = "" if math.isnan(rad.andel_kand) else f" ({tal(100 * rad.andel_kand)}\u00a0%)"
    cannot = f"{about}Det går inte att säga om det har blivit bättre"
    if not rad.n or not rad.andel_kand >= profil.minsta_andel_kand:
        return f"{cannot}: för få uppföljda, {_known(rad)}{share}."
    if not can_be_said(rad, profil):
        return f"{cannot}: för få ({tal(rad.n)})."
    return f"{about}{_known(rad)} är uppföljda{share}. {_moved(rad, indikator)}"


def _moved(rad: Rad, indikator: Indikator) -> str:
    low, high = rad.intervall.nedre, rad.intervall.ovre
    numbers = (
        f"från {tal(rad.fore)} till {tal(rad.fore + rad.varde)} i genomsnitt, en förändring med {tal(rad.varde, True)} "
        f"({tal(low, True)} till {tal(high, True)})"
    )
    if low <= 0 <= high:
        return f"Det går inte att säga om det har blivit bättre eller sämre: {numbers}."
    good = change_is_good(indikator, rad.varde)
    word = "förändrats" if good is None else "blivit bättre" if good else "blivit sämre"
    return f"Bland de uppföljda har det {word}: {numbers}. Det säger inte att insatsen är orsaken."


def _known(rad: Rad) -> str:
    return tal(rad.n) if math.isnan(rad.n_okand) else f"{tal(rad.n)} av {tal(rad.n + rad.n_okand)}"


def _inside(namn: str) -> str:
    """The name inside a sentence."""
    return namn[:1].lower() + namn[1:]
