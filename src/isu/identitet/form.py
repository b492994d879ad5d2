"""What a column's values look like: names, street addresses, phone numbers, accounts, free text. Pure.

Each value is tried by itself; a column is of a kind when enough of its different values are. Codes, dates, amounts,
pseudonyms and the names of units are to pass: the tests hold examples of both.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from isu.declaration.identitet import Identitetsprofil
from isu.identitet.nummer import enkel

NAMN, ADRESS, TELEFON, KONTO, FRITEXT = "namn", "adresser", "telefonnummer", "kontonummer", "fritext"

#: More different values than about so many say nothing new; they are taken from all of the sample.
MOST = 2_000

_WORDS = re.compile(r"[^\W\d_]+(?:[ ,.'’-]+[^\W\d_]+){0,4}\.?")
_PARTS = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = {"von", "af", "de", "la", "el", "al", "bin", "van", "der", "och"}
_POSTAL = re.compile(r"(?:.*\D)?\d{3} ?\d{2} +[A-ZÅÄÖ][a-zåäöé]+(?: [A-ZÅÄÖ][a-zåäö]+)?")
_BOX = re.compile(r"(?:c/o .+|box \d{1,5}\b.*)", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+46|0046)?0?7[02369]\d{7}")
_GROUPED_PHONE = re.compile(r"(?:(?:\+|00)46 ?(?:\(0\))?|0)\d{1,3}(?:[ -]|/)(?:\d{5,8}|\d{2,3}(?: \d{2,3}){1,3})")
_CODE_AND_NUMBER = re.compile(r"\d{4}-\d+")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_CLEARING = re.compile(r"\d{4}(?:-\d)?, ?[\d ]{5,13}(?:-\d)?")
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}[ A-Z0-9]{11,40}|\d{3,4}(?:-|,|-\d,)[\d -]{4,20}")
_GIRO = re.compile(r"\d{3,4}-\d{4}")


def kind_of_column(values: Sequence[str], profil: Identitetsprofil, declared: bool = False) -> str | None:
    """What the column seems to hold, or None. The numbers of a declared column are judged by its own rules."""
    counted = Counter(values)
    different = list(counted)[:: 1 + len(counted) // MOST]
    limits = profil.innehall
    if _are_names(different, profil):
        return NAMN
    if _enough(_count(partial(is_address, gatuslut=profil.gatuslut), different), different, limits.andel_adresser, 2):
        return ADRESS
    if not declared and _enough(_count(is_phone, different), different, limits.andel_telefon, 2):
        return TELEFON
    if not declared and _enough(_count(is_account, different), different, limits.andel_konton, limits.minst_konton):
        return KONTO
    return FRITEXT if _is_free_text(counted, profil) else None


def _count(fits: Callable[[str], bool], different: Sequence[str]) -> int:
    return sum(map(fits, different))


def _enough(found: int, different: Sequence[str], share: float, least: int) -> bool:
    """Fewer finds than `least` count only where there is nothing else."""
    return found > 0 and found >= share * len(different) and found >= min(least, len(different))


def _are_names(different: Sequence[str], profil: Identitetsprofil) -> bool:
    """Single words may be codes (SARA is an instrument), so of those three are needed."""
    words = [words_of_name(value, profil) for value in different]
    single, whole = words.count(1), sum(n > 1 for n in words)
    share = profil.innehall.andel_namn
    return _enough(whole, different, share, 2) or (single >= 3 and single + whole >= share * len(different))


def words_of_name(value: str, profil: Identitetsprofil) -> int:
    """How many words the name has; 0 when it is none.

    One to five words with capitals, one of them a common given name or a surname in -sson, and no word of a unit.
    """
    if not value[:1].isalpha() or len(value) > 60 or not _WORDS.fullmatch(value):
        return 0
    words = _PARTS.findall(value)
    if not all(w[0].isupper() or w in _SMALL_WORDS for w in words):
        return 0
    lower = [w.lower() for w in words]
    if any(part in w if len(part) > 2 else part == w for part in profil.ej_namn for w in lower):
        return 0
    return len(words) if any(w in profil.fornamn or w.endswith("sson") for w in lower) else 0


def is_address(value: str, gatuslut: Sequence[str]) -> bool:
    """A street and a number, a postal code and a place, a box or c/o."""
    if " " not in value or not 5 <= len(value) <= 200:
        return False
    street = rf"(?:.*[^\W\d_])?(?:{'|'.join(gatuslut)}) \d{{1,3}}(?: ?[A-Za-z])?(?:[ ,].*)?"
    return bool(re.fullmatch(street, value, re.IGNORECASE) or _BOX.fullmatch(value) or _POSTAL.fullmatch(value))


def is_phone(value: str) -> bool:
    """A mobile number, or an area code and a number. Four digits, a hyphen and digits may be a kommun and a case."""
    if value[:1] not in ("0", "+") or len(value) > 30:
        return False
    plain = enkel(value)
    if _CODE_AND_NUMBER.fullmatch(plain):
        return False
    return bool(_MOBILE.fullmatch(re.sub(r"[ ()/-]", "", plain)) or _GROUPED_PHONE.fullmatch(plain))


def is_account(value: str) -> bool:
    """An IBAN, a clearing number with an account, or a giro number: each with its check digits where it has any."""
    if not _ACCOUNT.fullmatch(value):
        return False
    plain = value.replace(" ", "")
    if _IBAN.fullmatch(plain):
        return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1
    if _GIRO.fullmatch(plain):
        digits = [int(c) for c in reversed(plain.replace("-", ""))]
        return sum(sum(divmod(d * (1 + i % 2), 10)) for i, d in enumerate(digits)) % 10 == 0
    return _CLEARING.fullmatch(value) is not None


def _is_free_text(counted: Mapping[str, int], profil: Identitetsprofil) -> bool:
    """Lines inside a value, a value of great length, or many long ones that are seldom repeated, as codes are."""
    limits = profil.innehall
    wordy = [v for v in counted if " " in v and len(v.split()) >= limits.fritext_ord]
    if any(len(v) > limits.fritext_tecken or "\n" in v for v in wordy):
        return True
    return len(wordy) >= limits.fritext_minst_olika and sum(counted[v] for v in wordy) < 2 * len(wordy)
