"""Right of the wall: one asset per group of indicators, then the working edition and the release.

They start from what the cells say, not from how the run to the left went. What each does stands in
isu.flow.publicera.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import dagster as dg

from isu.cells.indikator import Indikator
from isu.flow.angrepp import GarAttRaknaFram, approval
from isu.flow.publicera import add_up, make_release, renew_edition
from isu.flow.rapporter import refuse_in_advance, send_preliminary, send_reports
from isu.pipelines import checks_utgava
from isu.pipelines.metadata import edition_metadata, sent_metadata
from isu.pipelines.resources import Hem, labels
from isu.release.signatur import told

GRUPP = "hoger_om_muren"

ARBETSUTGAVA_SV = """Arbetsutgåvan i `arbetsutgava/`: allt som kan visas nu, skyddat och jämfört. Inte offentlig.

Görs ur summorna i `summor/`. Här avgörs vad som får visas (`schemas/profiles/skydd.yaml`); allt annat räknas ur det.
Förnyas så snart cellerna har ändrats. Står en kommande utgåva i leveransplanen läggs de preliminära värdena i varje
lämnares `outbox`, med sista dagen för synpunkter."""

UTGAVA_SV = """En utgåva i `releases/<namn>/`: arbetsutgåvan som den är nu, under ett namn, och ändras sedan aldrig.

Görs bara när du ber om det: kör jobbet `slapp_utgava` och ange namnet. Först angrips det som ska visas, och går något
dolt att räkna fram görs ingen utgåva. Sedan läggs rapporten om den i varje lämnares `outbox`."""

REMEDY_SV = """Hur många tal det gäller, och i vilka indikatorer, står i {check}. Välj skyddsmetoden bevisad, eller ange
trots_brister: true."""


class Utgavenamn(dg.Config):
    """Namnet på utgåvan, till exempel 2025H1. Ett namn kan bara användas en gång. `revision: true` gör en årsrevision:
    rättelser som har väntat släpps igenom. `trots_brister: true` gör utgåvan fast något som döljs i den går att räkna
    fram. `i_fortid: true` gör den före den sista dagen för synpunkter."""

    namn: str
    revision: bool = False
    trots_brister: bool = False
    i_fortid: bool = False


def right_of_the_wall(indikatorer: Iterable[Indikator]) -> list[dg.AssetsDefinition]:
    groups: dict[str, list[Indikator]] = {}
    for indikator in indikatorer:
        groups.setdefault(indikator.grupp, []).append(indikator)
    return [*(group_asset(g, own) for g, own in sorted(groups.items())), working_edition(sorted(groups)), release()]


def group_asset(grupp: str, own: Sequence[Indikator]) -> dg.AssetsDefinition:
    @dg.asset(
        name=grupp,
        group_name=GRUPP,
        deps=["celler"],
        description=describe(grupp, own),
        kinds={"sql", "duckdb"},
        **labels(secret=True),
    )
    def summor(hem: Hem) -> dg.MaterializeResult:
        again = add_up(hem.home, grupp)
        return dg.MaterializeResult(metadata={"Indikatorer": len(own), "Omsummerade": ", ".join(again) or "inga"})

    return summor


def describe(grupp: str, own: Sequence[Indikator]) -> str:
    """What a group of indicators is made of: the SQL files, the staging views and the tables of the register."""
    lines = [f"- **{i.id}** {i.namn['sv']}: `{shown_path(i.path)}`" for i in own]
    staging = sorted({shown_path(vy.path) for i in own for vy in i.vyer})
    tables = sorted({t for i in own for t in i.tabeller})
    return "\n".join(
        [
            f"Indikatorerna i gruppen {grupp}, summerade från lämnare till kommun, län, kommungrupp och riket.",
            "",
            *lines,
            "",
            f"Staging: {_listed(staging)}",
            "",
            f"Tabeller: {_listed(f'schemas/tables/{t}.py' for t in tables)}",
        ]
    )


def _listed(paths: Iterable[str]) -> str:
    return ", ".join(f"`{path}`" for path in paths) or "–"


def shown_path(path: Path) -> str:
    """The path as it is written in the project: from `dbt_like_sql`, or from the home's `egna`."""
    start = len(path.parts) - 1 - path.parts[::-1].index("dbt_like_sql")
    own = path.parts[start - 1] == "egna"
    return "/".join(path.parts[start - own :])


def working_edition(groups: Sequence[str]) -> dg.AssetsDefinition:
    @dg.asset(
        group_name=GRUPP, deps=list(groups), description=ARBETSUTGAVA_SV, kinds={"parquet"}, **labels(secret=False)
    )
    def arbetsutgava(hem: Hem) -> dg.MaterializeResult:
        metadata = edition_metadata(hem.home, renew_edition(hem.home))
        return dg.MaterializeResult(metadata=metadata | sent_metadata(send_preliminary(hem.home)))

    return arbetsutgava


def release() -> dg.AssetsDefinition:
    @dg.asset(
        group_name=GRUPP,
        deps=["arbetsutgava"],
        description=UTGAVA_SV,
        kinds={"parquet"},
        check_specs=[checks_utgava.spec()],
        **labels(secret=False),
    )
    def utgava(config: Utgavenamn, hem: Hem) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        if not config.i_fortid:
            refuse_in_advance(hem.home, config.namn, date.today())
        found: list[dg.AssetCheckResult] = []
        approve = approval(
            hem.home,
            config.trots_brister,
            lambda samlat: found.append(checks_utgava.check(samlat, stops=not config.trots_brister)),
        )
        try:
            folder = make_release(hem.home, config.namn, config.revision, approve)
        except GarAttRaknaFram as error:
            remedy = REMEDY_SV.format(check=checks_utgava.ANGREPP)
            raise dg.Failure(f"{error} {remedy}", allow_retries=False) from None
        finally:
            yield from found
        signed = {"Signatur": told(folder)}
        about = {"Namn": config.namn, "Mapp": dg.MetadataValue.path(folder)} | signed
        yield dg.MaterializeResult(metadata=about | sent_metadata(send_reports(hem.home, config.namn)))

    return utgava
