"""Who answers for what: kommuner, and the lämnare that deliver for them.

`schemas/reference/kommuner.csv` holds the official codes, län and SKR's kommungrupp 2023.
`schemas/reference/lamnare.csv` lists the senders; a user replaces it in the own folder. For each kommun and
område there is one lämnare, or its geographic parts; anything else stops the start-up.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from isu.declaration.katalog import Katalog
from isu.errors import DeclarationError

ALLA = "alla"


@dataclass(frozen=True)
class Kommun:
    kommunkod: str
    kommun: str
    lan_kod: str
    lan: str
    kommungrupp_kod: str
    kommungrupp: str


@dataclass(frozen=True)
class Lamnare:
    """One sender. `omraden` are those it answers for; `geografisk_del` when it covers a part of its kommun."""

    lamnare: str
    kommunkod: str
    namn: str
    omraden: frozenset[str]
    geografisk_del: bool

    def answers_for(self, omrade: str) -> bool:
        return omrade in self.omraden


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_kommuner(katalog: Katalog) -> dict[str, Kommun]:
    rows = _rows(katalog.file("schemas/reference", "kommuner.csv"))
    return {r["kommunkod"]: Kommun(**r) for r in rows}


def read_lamnare(katalog: Katalog, kommuner: dict[str, Kommun], omraden: Iterable[str]) -> dict[str, Lamnare]:
    """The senders by id. `omraden` are all områden of the code list; `alla` in the file means all of them."""
    path = katalog.file("schemas/reference", "lamnare.csv")
    found: dict[str, Lamnare] = {}
    for line, row in enumerate(_rows(path), start=2):
        sender = _lamnare(row, f"{path.name}, rad {line}", kommuner, frozenset(omraden))
        if sender.lamnare in found:
            raise DeclarationError(f"{path.name}, rad {line}: lämnaren {sender.lamnare} står två gånger.")
        found[sender.lamnare] = sender
    _one_or_parts(found.values())
    return found


def _lamnare(row: dict[str, str], place: str, kommuner: dict[str, Kommun], known: frozenset[str]) -> Lamnare:
    if row["kommunkod"] not in kommuner:
        raise DeclarationError(f"{place}: kommunkoden {row['kommunkod']} finns inte bland de 290.")
    if row["lamnare"].partition("-")[0] != row["kommunkod"]:
        raise DeclarationError(f"{place}: lämnaren {row['lamnare']} ska börja med sin kommunkod.")
    omraden = known if row["omraden"] == ALLA else frozenset(row["omraden"].split("|"))
    if omraden - known:
        raise DeclarationError(f"{place}: området {sorted(omraden - known)[0]} finns inte i kodlistan omrade.")
    return Lamnare(row["lamnare"], row["kommunkod"], row["namn"], omraden, row["geografisk_del"] == "1")


def _one_or_parts(senders: Iterable[Lamnare]) -> None:
    """For each kommun and område: one lämnare, or only geographic parts."""
    answering = defaultdict(list)
    for sender in senders:
        for omrade in sender.omraden:
            answering[sender.kommunkod, omrade].append(sender)
    for (kommunkod, omrade), group in sorted(answering.items()):
        if len(group) > 1 and not all(s.geografisk_del for s in group):
            names = ", ".join(sorted(s.lamnare for s in group))
            raise DeclarationError(
                f"Kommun {kommunkod}, område {omrade}: {names} svarar alla för området. "
                "Ange en enda lämnare, eller märk alla som geografiska delar (geografisk_del=1)."
            )


def geographic_parts(senders: Iterable[Lamnare]) -> frozenset[str]:
    """The lämnare that each cover a part of their kommun: its stadsdelar."""
    return frozenset(s.lamnare for s in senders if s.geografisk_del)


def districts(omraden: Iterable[str], senders: Iterable[Lamnare]) -> dict[str, list[str]]:
    """Per kommun that is divided into stadsdelar for these områden: the lämnare that are its geographic parts.

    A kommun is divided where every lämnare that its value needs is such a part and all answer for the same områden, so
    that what the parts say is of the same kind as what the kommun says.
    """
    wanted, found = set(omraden), defaultdict(list)
    for sender in senders:
        if sender.omraden & wanted:
            found[sender.kommunkod].append(sender)
    return {
        kommun: sorted(s.lamnare for s in parts)
        for kommun, parts in found.items()
        if len(parts) > 1 and all(s.geografisk_del for s in parts) and len({s.omraden & wanted for s in parts}) == 1
    }


def senders_by_kommun(omraden: Iterable[str], senders: Iterable[Lamnare]) -> dict[str, list[str]]:
    """Per kommun: the lämnare whose deliveries its value for these områden needs, all of them."""
    wanted, found = set(omraden), defaultdict(list)
    for sender in senders:
        if sender.omraden & wanted:
            found[sender.kommunkod].append(sender.lamnare)
    return dict(found)
