"""Date and check digit of many numbers at once. What each means for one number stands in nummer.py."""

import numpy as np

_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] + [0] * 87)
_WEIGHTS = np.array([2, 1] * 5)
_HUNDREDS = np.isin(np.arange(100), (18, 19, 20))

#: Dates of unknown century: 29 February is always possible.
OKAND_DAG, SAMORDNING = 0, 60


def identity(digits: np.ndarray) -> np.ndarray:
    """Which rows of ten or twelve digits are a personnummer, a samordningsnummer or a reserve number of 99."""
    values = digits.astype(np.int64)
    ten, hundreds = values[:, -10:], _century(values)
    checked = _check_sum(ten) % 10 == 0
    born = checked & _date(ten)
    if hundreds is None:
        return born
    stockholm = (hundreds == 99) & ((_check_sum(ten) + 18) % 10 == 0) & np.isin(_pair(values, 2), (19, 20))
    return (born & _HUNDREDS[hundreds]) | stockholm


def _century(values: np.ndarray) -> np.ndarray | None:
    return _pair(values, 0) if values.shape[1] == 12 else None


def _pair(values: np.ndarray, at: int) -> np.ndarray:
    return values[:, at] * 10 + values[:, at + 1]


def _check_sum(ten: np.ndarray) -> np.ndarray:
    weighted = ten * _WEIGHTS
    return (weighted - 9 * (weighted > 9)).sum(axis=1)


def _date(ten: np.ndarray) -> np.ndarray:
    """A day of the calendar; a samordningsnummer has 60 added to it, and 00 and 60 where month or day is unknown."""
    month, day = _pair(ten, 2), _pair(ten, 4)
    person = (day >= 1) & (day <= _DAYS[month])
    longest = np.where(month == OKAND_DAG, 31, _DAYS[month])
    return person | ((day >= SAMORDNING) & (day - SAMORDNING <= longest) & (month <= 12))


def possible_eight(digits: np.ndarray) -> np.ndarray:
    """Which rows of eight digits may begin a number with letters: a day of birth, or the national series' own forms."""
    values = digits.astype(np.int64)
    hundreds, month, day = _pair(values, 0), _pair(values, 4), _pair(values, 6)
    dated = (day >= 1) & (day <= _DAYS[month]) & (hundreds >= 18)
    return dated | ((hundreds == 0) & (month >= 20) & (day >= 40) & (day <= 59))
