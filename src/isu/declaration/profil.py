"""Profiles: limits that somebody chose, each with the reason, in `schemas/profiles/*.yaml`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isu.declaration.katalog import Katalog
from isu.declaration.regel import VARNING, Regel
from isu.errors import DeclarationError
from isu.yamltext import read_yaml

#: How it is decided what may be shown.
ENKEL, BEVISAD, AVRUNDNING, CELLNYCKEL = "enkel", "bevisad", "avrundning", "cellnyckel"
#: The levels of areas.
NIVAER = ("stadsdel", "kommun", "kommungrupp", "lan", "riket")
#: The keys of a cell are 256, and every perturbation needs some of them.
STORST_STORNING = 15


@dataclass(frozen=True)
class Troskel:
    """A limit of its own for one rule, for all its columns or for one. `andel` is of the filled rows, 0–1."""

    regel: str
    andel: float
    varfor: str
    kolumn: str | None = None


@dataclass(frozen=True)
class FarVaraTom:
    """A column that may be empty in a whole file: that nothing of the kind has happened, or that another table has it.

    With `nar_tom`, only while that column is empty too.
    """

    kolumn: str
    varfor: str
    tabell: str | None = None
    nar_tom: str | None = None


@dataclass(frozen=True)
class Intagsprofil:
    """Intake's own choices. Shares are of all filled rows in the file, 0–1.

    `minst_rader` and `minst_antal` keep small files out: a share of a few rows says little.
    """

    hogsta_andel_avsatta: float
    platser_i_kvitto: int
    ratext_hogst_rader: int
    hogsta_andel_varningar: float = 1.0
    minst_rader: int = 0
    minst_antal: int = 0
    stallen_i_arbetsboken: int = 0
    trosklar: tuple[Troskel, ...] = ()
    far_vara_tom: tuple[FarVaraTom, ...] = ()

    def own_threshold(self, regel: str, kolumner: tuple[str, ...]) -> Troskel | None:
        """The rule's own limit: that of one of these columns before that of all columns."""
        of_rule = [t for t in self.trosklar if t.regel == regel]
        named = [t for t in of_rule if t.kolumn in kolumner]
        return next(iter(named + [t for t in of_rule if t.kolumn is None]), None)

    def limit(self, regel: Regel, kolumner: tuple[str, ...]) -> float:
        """The share of the filled rows that may break the rule: its own limit, else that of all errors or warnings."""
        own = self.own_threshold(regel.namn, kolumner)
        if own:
            return own.andel
        return self.hogsta_andel_varningar if regel.allvar == VARNING else self.hogsta_andel_avsatta

    def may_be_empty(self, tabell: str, kolumn: str, tomma: Collection[str] = ()) -> bool:
        """May the column be empty throughout a file where the columns `tomma` are empty too?"""
        chosen = [e for e in self.far_vara_tom if e.kolumn == kolumn and e.tabell in (None, tabell)]
        return any(e.nar_tom is None or e.nar_tom in tomma for e in chosen)


@dataclass(frozen=True)
class Skyddsprofil:
    """Disclosure: counts from 1 to `troskel` - 1 are withheld; a median needs `troskel` units on each side.

    `taljare` and `komplement` are the limits of numerators and of what they leave of n, `troskel` where not given. With
    `metod` BEVISAD the rule with proofs decides; with ENKEL the plain rule, which has one limit for all. With
    AVRUNDNING every count is rounded to a multiple of `bas`; with CELLNYCKEL it is changed by at most `storning`, by
    the keys of those that it counts. With BEVISAD a breakdown is offered at a level where at
    most `utbud` of its numbers above 0 are small, `utbud_behalls` if the release before offered it, and where at most
    `utbud_dolda` of them are withheld (at once where it is `utbud_dolda_genast`), and the table of an area is of at
    most `utbud_storst` numbers a period. In the levels `ensamma` no proof rests on somebody who is alone in a number.
    """

    namn: str
    troskel: int
    taljare: int | None = None
    komplement: int | None = None
    metod: str = BEVISAD
    ensamma: tuple[str, ...] = ()
    bas: int = 5
    storning: int = 5
    utbud: float = 0.2
    utbud_behalls: float = 0.3
    utbud_dolda: float = 0.5
    utbud_dolda_genast: float = 0.8
    utbud_storst: int = 400
    version: str = "1"
    kalla: str = ""


def printed_limits(profil: Skyddsprofil) -> dict[str, Any]:
    """What a release tells of the limits that its rule has, by their names in the profile."""
    proofs = ("taljare", "komplement", "ensamma", "utbud", "utbud_behalls", "utbud_dolda")
    own = {
        BEVISAD: (*proofs, "utbud_dolda_genast", "utbud_storst"),
        AVRUNDNING: ("bas",),
        CELLNYCKEL: ("storning",),
    }
    found = {name: getattr(profil, name) for name in ("troskel", *own.get(profil.metod, ()))}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def read_intagsprofil(katalog: Katalog, regler: Mapping[str, Regel] | None = None) -> Intagsprofil:
    """The profile; with `regler`, a limit for a rule that does not exist stops the start-up."""
    path = katalog.file("schemas/profiles", "intag.yaml")
    values = _values(path)
    profil = Intagsprofil(
        hogsta_andel_avsatta=_share(path, values, "hogsta_andel_avsatta"),
        platser_i_kvitto=_needed(path, values, "platser_i_kvitto"),
        ratext_hogst_rader=_needed(path, values, "ratext_hogst_rader"),
        stallen_i_arbetsboken=_needed(path, values, "stallen_i_arbetsboken"),
        hogsta_andel_varningar=_share(path, values, "hogsta_andel_varningar"),
        minst_rader=_needed(path, values, "minst_rader"),
        minst_antal=_needed(path, values, "minst_antal"),
        trosklar=_entries(path, values, "trosklar", Troskel),
        far_vara_tom=_entries(path, values, "far_vara_tom", FarVaraTom),
    )
    _judge(path, profil, regler)
    return profil


def read_skyddsprofil(katalog: Katalog) -> Skyddsprofil:
    path = katalog.file("schemas/profiles", "skydd.yaml")
    values = _values(path)
    _needed(path, values, "namn"), _needed(path, values, "troskel")
    try:
        profil = Skyddsprofil(**values | {"ensamma": tuple(values.get("ensamma") or ())})
    except TypeError as error:
        raise DeclarationError(f"Profilen {path}: ett fält är okänt: {error}") from None
    limits = [t for t in (profil.troskel, profil.taljare, profil.komplement) if t is not None]
    methods = (ENKEL, BEVISAD, AVRUNDNING, CELLNYCKEL)
    if (
        not all(isinstance(t, int) and t >= 1 for t in (*limits, profil.bas, profil.storning, profil.utbud_storst))
        or profil.metod not in methods
    ):
        raise DeclarationError(
            f"Profilen {path}: gränserna, bas, storning och utbud_storst ska vara hela tal från 1, och metod "
            f"{', '.join(methods)}."
        )
    if profil.metod == AVRUNDNING and profil.bas < profil.troskel:
        raise DeclarationError(f"Profilen {path}: bas ska vara minst tröskeln, annars visas för små tal.")
    if profil.metod == CELLNYCKEL and not profil.troskel <= profil.storning <= STORST_STORNING:
        raise DeclarationError(
            f"Profilen {path}: storning ska vara minst tröskeln, så att små tal kan bli 0 eller tröskeln, och högst "
            f"{STORST_STORNING}."
        )
    shares = (profil.utbud, profil.utbud_behalls, profil.utbud_dolda, profil.utbud_dolda_genast)
    if not all(0 <= share <= 1 for share in shares):
        raise DeclarationError(
            f"Profilen {path}: utbud, utbud_behalls och båda utbud_dolda ska vara tal från 0 till 1."
        )
    if not set(NIVAER).issuperset(profil.ensamma):
        raise DeclarationError(f"Profilen {path}: ensamma ska vara en lista av nivåer: {', '.join(NIVAER)}.")
    if profil.metod != BEVISAD and len(set(limits)) > 1:
        raise DeclarationError(f"Profilen {path}: olika gränser för n, täljare och komplement kräver metod: {BEVISAD}.")
    return profil


def _values(path: Path) -> dict[str, Any]:
    return read_yaml(path.read_text(encoding="utf-8")) or {}


def _needed(path: Path, values: Mapping[str, Any], name: str) -> Any:
    if name not in values:
        raise DeclarationError(f"Profilen {path} saknar {name}. Jämför med den profil som följer med ISU.")
    return values[name]


def _share(path: Path, values: Mapping[str, Any], name: str) -> float:
    share = _needed(path, values, name)
    if not isinstance(share, int | float) or not 0 <= share <= 1:
        raise DeclarationError(f"Profilen {path}: {name} ska vara ett tal från 0 till 1.")
    return share


def _entries(path: Path, values: Mapping[str, Any], name: str, kind: type) -> tuple:
    """A list of small mappings; a limit without a reason is not taken."""
    found = []
    for entry in _needed(path, values, name) or []:
        try:
            found.append(kind(**entry))
        except TypeError as error:
            raise DeclarationError(f"Profilen {path}, {name}: ett fält saknas eller är okänt: {error}") from None
        if not str(found[-1].varfor).strip():
            raise DeclarationError(f"Profilen {path}, {name}: skriv i varfor varför gränsen är satt som den är.")
    return tuple(found)


def _judge(path: Path, profil: Intagsprofil, regler: Mapping[str, Regel] | None) -> None:
    for troskel in profil.trosklar:
        if regler is not None and troskel.regel not in regler:
            raise DeclarationError(f"Profilen {path}: regeln {troskel.regel} finns inte.")
        _share(path, {"andel i trosklar": troskel.andel}, "andel i trosklar")
