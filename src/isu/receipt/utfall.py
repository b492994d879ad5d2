"""What became of each rule, the codes without translation, and the indicators that a file feeds, as the receipt's data.

Pure. What is decided elsewhere is put in words and in order here.
"""

from collections.abc import Iterable, Sequence

from isu.declaration import Regel
from isu.omdome import EJ_TILLAMPAD, GODKAND, UNDER_TROSKEL, UNDERKAND, OmappadKod, Regelutfall
from isu.receipt.engelska import english
from isu.receipt.regeltext import rule
from isu.receipt.text import visbar

#: Worst first.
ORDNING = (UNDERKAND, UNDER_TROSKEL, EJ_TILLAMPAD, GODKAND)


def rule_outcomes(utfall: Iterable[Regelutfall], regler: dict[str, Regel]) -> list[dict]:
    """Every rule on its columns: failed first, then under the threshold, not applicable and passed."""
    told = [_outcome(u, regler.get(u.regel)) for u in utfall]
    return sorted(told, key=lambda u: (ORDNING.index(u["utfall"]), u["kod"], u["kolumner"]))


def _outcome(u: Regelutfall, regel: Regel | None) -> dict:
    words = rule(regel) if regel else {"kod": u.regel, "sv": u.regel, "en": u.regel}
    return {
        "kod": words["kod"],
        "regel": u.regel,
        "om": words["sv"],
        "om_en": words["en"],
        "kolumner": [visbar(k) for k in u.kolumner],
        "utfall": u.utfall,
        "antal": u.antal,
        "andel": round(u.andel, 6),
        "troskel": u.troskel,
        "skal": u.skal,
        "skal_en": english(u.skal) if u.skal else None,
    }


def unmapped(omappade: Iterable[OmappadKod]) -> list[dict]:
    """Local codes without translation, the most frequent first in each column; those too rare to be told come last."""
    told = [
        {
            "kolumn": visbar(o.kolumn),
            "kod": None if o.kod is None else visbar(o.kod),
            "antal": o.antal,
            "olika": o.olika,
        }
        for o in omappade
    ]
    return sorted(told, key=lambda o: (o["kolumn"], o["kod"] is None, -o["antal"], o["kod"] or ""))


def indicators(indikatorer: Sequence[dict]) -> list[dict]:
    """Which indicators the delivery feeds, and which it cannot and why; by id."""
    wanted = ("id", "namn", "namn_en", "kan", "skal", "skal_en")
    return sorted(({name: i.get(name) for name in wanted} for i in indikatorer), key=lambda i: i["id"])
