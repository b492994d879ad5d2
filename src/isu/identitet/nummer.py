"""One identity number: how it is written, its date and its check digit. Pure: no file, no clock.

Known are personnummer, samordningsnummer, TF-nummer (IVO) and reservnummer. Sources that are public: Skatteverket on
personnummer and samordningsnummer (00 and 60 where month or day of birth is unknown stand in its test data), IVO on
TF-nummer, Inera's Nationellt ReservID 1.0, Vårdgivarguiden on Region Stockholm's 99-numbers and the open library
SwedishIdentifier on those of some other regions. Not public in detail: the rest of the regions' own. Region Skåne's is
told only to be a date and four signs of which one is a letter, so that is the form of any region's own number
here, and check digits of such numbers are not tried. A ten-digit number that a spreadsheet has shortened by its
leading zero cannot be told from other numbers of nine digits and is not known.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

PNR, SAMNR, TF, RESERV = "pnr", "samnr", "tf", "reserv"
MAN, KVINNA = "1", "2"
LONGEST = 40

#: Signs that are written between the parts of a number; NFKC has already made others of them plain.
STRECK = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
MELLANRUM = " \u00a0\u2002\u2003\u2007\u2009\u202f"
OSYNLIGA = "\u200b\u200c\u200d\u2060\ufeff"
_PLAIN = str.maketrans(dict.fromkeys(STRECK, "-") | dict.fromkeys(MELLANRUM, " ") | dict.fromkeys(OSYNLIGA))

_S = r"[-+ ./_]{0,3}"
_SIFFROR = re.compile(rf"(?P<sekel>\d\d)?{_S}(\d\d){_S}(\d\d){_S}(\d\d)(?P<tecken>{_S})(\d{{4}})(?:[.,]0+)?")
_BOKSTAVER = re.compile(r"(\d\d)(\d\d)(\d\d)(\d\d)-?([A-Z0-9]{4})")

#: Inera's letters: without I, O, Q, V and W.
NATIONELL_SVANS = re.compile(r"[A-HJ-NPR-UX-Z]{2}[0-9A-HJ-NPR-UX-Z][0-9]")
TF_SVANS = re.compile(r"T(?:\d{3}|F\d{2})")


@dataclass(frozen=True)
class Nummer:
    """`tolv` is the normal form: twelve signs, no separator. `kon` is 1 for men and 2 for women."""

    slag: str
    tolv: str
    fodelsedag: date | None
    kon: str | None

    def __repr__(self) -> str:
        """Never the number itself: a repr ends up in logs."""
        return f"Nummer({self.slag})"


def tolka(text: str, referensdag: date) -> Nummer | None:
    """The number that all of `text` is, or None. Of ten digits the century is the last possible on `referensdag`."""
    if len(text) > LONGEST:
        return None
    plain = enkel(text)
    if found := _SIFFROR.fullmatch(plain):
        return _av_siffror(found, referensdag)
    if found := _BOKSTAVER.fullmatch(plain.upper()):
        return _av_bokstaver(found, referensdag)
    return None


def enkel(text: str) -> str:
    """Wide digits, dashes and blanks of all kinds in their plain form."""
    return unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN).strip(" '")


def luhn(signs: str) -> bool:
    """True when the last sign is the check digit of the others. A letter counts as its ASCII value."""
    values = [int(c) if c.isdigit() else ord(c) for c in reversed(signs)]
    return sum(_digit_sum(v * (1 + place % 2)) for place, v in enumerate(values)) % 10 == 0


def _digit_sum(value: int) -> int:
    return sum(map(int, str(value)))


def _av_siffror(found: re.Match[str], referensdag: date) -> Nummer | None:
    sekel, ar, manad, dag, tecken, slut = found.groups()
    if sekel == "99":
        return _stockholm(sekel + ar + manad + dag + slut)
    if not luhn(ar + manad + dag + slut):
        return None
    slag = SAMNR if int(dag) >= 60 else PNR
    real_day = int(dag) - (60 if slag == SAMNR else 0)
    if sekel is None:
        sekel = _century(int(ar), int(manad), real_day, "+" in tecken, referensdag)
    born = _day(sekel + ar, int(manad), real_day) if sekel else None
    if born is None and not (slag == SAMNR and sekel and _part_unknown(int(manad), real_day)):
        return None
    if sekel not in ("18", "19", "20") or (born and born > referensdag):
        return None
    return Nummer(slag, sekel + ar + manad + dag + slut, born, sex(slut[2]))


def _part_unknown(manad: int, dag: int) -> bool:
    """A samordningsnummer may be given before month or day of birth is known: they are then 00 and 60."""
    return (manad == 0 and 0 <= dag <= 31) or (dag == 0 and 0 <= manad <= 12)


def _century(ar: int, manad: int, dag: int, over_hundred: bool, referensdag: date) -> str | None:
    """The last century in which the day has come; with + the one before, since the bearer turns at least 100."""
    for century in range(referensdag.year // 100, 17, -1):
        turned = referensdag.year - (century * 100 + ar) >= 100
        born = (century * 100 + ar, max(manad, 1), max(dag, 1))
        if born <= (referensdag.year, referensdag.month, referensdag.day) and turned >= over_hundred:
            return str(century)
    return None


def _day(year: str, month: int, day: int) -> date | None:
    try:
        return date(int(year), month, day)
    except ValueError:
        return None


def sex(sign: str) -> str | None:
    """Odd is a man, even a woman, a letter tells nothing. It is the third sign of the last four in every kind."""
    if not sign.isdigit():
        return None
    return MAN if int(sign) % 2 else KVINNA


def _stockholm(tolv: str) -> Nummer | None:
    """99, the year it was given out, a running number and a check digit; nothing of the birth."""
    if tolv[2:4] not in ("19", "20") or not luhn(tolv):
        return None
    return Nummer(RESERV, tolv, None, sex(tolv[10]))


def _av_bokstaver(found: re.Match[str], referensdag: date) -> Nummer | None:
    sekel, ar, manad, dag, slut = found.groups()
    if slut.isdigit() or slut.isalpha():
        return None
    tolv = sekel + ar + manad + dag + slut
    if sekel in ("18", "19", "20"):
        born = _day(sekel + ar, int(manad), int(dag))
        tf = TF_SVANS.fullmatch(slut) is not None
        return Nummer(TF if tf else RESERV, tolv, born, sex(slut[2]) if tf else None) if born else None
    return _nationellt(tolv)


def _nationellt(tolv: str) -> Nummer | None:
    """Century of birth plus 3, 6, 9 …; 00 where the birth is unknown, and then no date but running numbers."""
    sekel, manad, dag, slut = int(tolv[:2]), int(tolv[4:6]), int(tolv[6:8]), tolv[8:]
    if not NATIONELL_SVANS.fullmatch(slut) or not luhn(tolv):
        return None
    if sekel == 0:
        return Nummer(RESERV, tolv, None, sex(slut[2])) if manad >= 20 and 40 <= dag <= 59 else None
    century = 18 + sekel % 3 if sekel >= 21 else 0
    born = _day(f"{century}{tolv[2:4]}", manad, dag) if century else None
    return Nummer(RESERV, tolv, born, sex(slut[2])) if born else None
