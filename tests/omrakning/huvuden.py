"""The ten indicators that are counted once more: what their heads say of ages, breakdowns and measures, by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from tests.omrakning.aktualisering import akt_01, akt_05, akt_07
from tests.omrakning.insats import pla_01, res_01
from tests.omrakning.las import Nation
from tests.omrakning.manader import ald_01, ekb_02, lss_01
from tests.omrakning.utredning import utr_02, utr_03

UPPAT = 200
BARN = {"0-12": (0, 12), "13-17": (13, 17)}
UNGA = BARN | {"18-20": (18, 20)}
VUXNA = {"18-24": (18, 24), "25-34": (25, 34), "35-44": (35, 44), "45-54": (45, 54), "55-64": (55, 64)}
UNDER_18 = {"0-17": ("0-12", "13-17")}


@dataclass(frozen=True)
class Huvud:
    """`enheter` gives the units; `begransad`: nobody outside the bands is counted, and an unknown age is an unknown
    outcome. `tabeller` are those that must be delivered for the `halvor` of the year, `efterat` True where also for
    the year after. `gjort` is the least number that counts as yes in a share of numbers."""

    enheter: Callable[[Nation, pl.DataFrame], pl.DataFrame]
    tabeller: tuple[str, ...]
    aldrar: dict[str, tuple[int, int]]
    unioner: dict[str, tuple[str, ...]] = field(default_factory=dict)
    begransad: bool = True
    typer: tuple[str, ...] = ("halvar", "helar")
    uppdelningar: tuple[str, ...] = ()
    befolkning: tuple[int, int] = (0, UPPAT)
    per_person: bool = False
    halvor: tuple[int, ...] = (1, 2)
    efterat: bool = False
    gjort: int = 1


HUVUDEN = {
    "AKT-01": Huvud(akt_01, ("aktualisering",), BARN, befolkning=(0, 17)),
    "AKT-05": Huvud(akt_05, ("aktualisering",), UNGA, UNDER_18, uppdelningar=("forlangd",)),
    "AKT-07": Huvud(akt_07, ("aktualisering",), UNGA, UNDER_18, per_person=True, efterat=True),
    "UTR-02": Huvud(utr_02, ("utredning",), UNGA, UNDER_18),
    "UTR-03": Huvud(utr_03, ("utredning",), BARN, uppdelningar=("forlangd",)),
    "PLA-01": Huvud(pla_01, ("insats", "placering"), UNGA, UNDER_18, befolkning=(0, 20), per_person=True),
    "RES-01": Huvud(
        res_01,
        ("insats", "plan", "mal"),
        UNGA | {"21-64": (21, 64), "65+": (65, UPPAT)},
        UNDER_18,
        begransad=False,
        uppdelningar=("omrade", "insatstyp"),
    ),
    "EKB-02": Huvud(ekb_02, ("ekb_manad",), VUXNA | {"65+": (65, UPPAT)}, typer=("helar",), gjort=10),
    "LSS-01": Huvud(
        lss_01,
        ("lss_insats",),
        {"0-22": (0, 22), "23-64": (23, 64), "65+": (65, UPPAT)},
        {"0-64": ("0-22", "23-64")},
        begransad=False,
        typer=("dag",),
        halvor=(2,),
        uppdelningar=("punkt",),
        per_person=True,
    ),
    "ALD-01": Huvud(
        ald_01,
        ("aldre_fn",),
        {"65-79": (65, 79), "80+": (80, UPPAT)},
        typer=("manad", "halvar", "helar"),
        befolkning=(65, UPPAT),
        per_person=True,
    ),
}
