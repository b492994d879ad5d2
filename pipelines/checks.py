"""Asset checks on the register, made from the table declarations: what is broken now, over all lämnare.

They are counted from the ledger after every run left of the wall, also one that fails, and stop nothing: a row that
breaks a rule is already set aside. Red is what ought never to be, or what nobody has mended; yellow is to be read.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import dagster as dg

from isu.cells.tackning import KVALITET
from isu.declaration import Deklaration, Regel, Tabell
from isu.declaration.regel import VARNING
from isu.flow.laget import unmended
from isu.home import Home
from isu.ledger import Leverans
from isu.ledger.tables import ODEN
from isu.omdome import DELVIS
from isu.pipelines import checks_tackning
from isu.pipelines.metadata import called, receipts, refusal, rule_name
from isu.validation.compile import compile_table

REGISTER = dg.AssetKey("register")
BEVARADE, REFERENSER, AVVISADE = "raderna_gar_ihop", "referenser", "ej_atgardade"
VAKTEN, DELVIS_MOTTAGNA, AVVIKER, HALLS_INNE = "identitetsvakten", "delvis_mottagna", "avviker", "halls_inne"
#: Rules that tell that a delivery differs much from the one before it.
DIFFERS = ("radantal_avviker", "tomd_kolumn", "alla_id_nya")
MOST_LINES = 50


def check_specs(deklaration: Deklaration) -> list[dg.AssetCheckSpec]:
    return [
        *(_spec(f"schema_{t.namn}", _description(deklaration, t)) for t in deklaration.tabeller.values()),
        _spec(
            BEVARADE,
            "Röd om en leverans rader inte är lika med summan av dem som accepterats, satts av, varit oläsbara eller "
            "tomma, tagits bort i källsystemet eller ersatts.",
        ),
        _spec(REFERENSER, "Gul om nycklar pekar på rader som inte finns i den andra tabellen hos samma lämnare."),
        _spec(AVVISADE, "Röd om en avvisad leverans ännu inte har ersatts av en ny."),
        _spec(
            VAKTEN,
            "Röd om en fil har avvisats för att den pekar ut någon, och ännu inte har ersatts. Dess bytes är raderade.",
        ),
        _spec(DELVIS_MOTTAGNA, "Gul om en gällande leverans bara är delvis mottagen."),
        _spec(
            AVVIKER,
            "Gul om en gällande leverans avviker mycket från den förra: antalet rader, en tömd kolumn eller nya id.",
        ),
        _spec(
            HALLS_INNE,
            "Gul om värden hålls inne: för många lokala koder saknar översättning, eller så har du hållit inne dem.",
        ),
        checks_tackning.spec(),
    ]


def _spec(name: str, description: str) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(name, asset=REGISTER, description=description)


def _description(deklaration: Deklaration, tabell: Tabell) -> str:
    rules = compile_table(deklaration, tabell.namn, tuple(tabell.kolumner)).regler
    names = sorted({rule_name(r.regel, deklaration.regler) for r in rules})
    return (
        f"Gul om gällande leveranser av {tabell.namn} har rader som satts åt sidan. Prövas mot {len(rules)} radregler "
        f"ur schemas/tables/{tabell.namn}.py, av slagen {', '.join(names)}."
    )


def evaluate(
    home: Home, deklaration: Deklaration, by_sender: Mapping[str, Sequence[Leverans]]
) -> Iterator[dg.AssetCheckResult]:
    """Every check, from all deliveries of all senders."""
    everything = [d for own in by_sender.values() for d in own]
    for tabell in deklaration.tabeller:
        yield schema_check(tabell, [d for d in everything if d.i_kraft and d.tabell == tabell], deklaration.regler)
    yield conservation_check(everything)
    pages = _pages(home, by_sender)
    yield references_check(_gaps(pages.values()))
    broken, in_force = (
        [d for own in by_sender.values() for d in unmended(list(own))],
        [d for d in everything if d.i_kraft],
    )
    yield listing_check(home, AVVISADE, broken, dg.AssetCheckSeverity.ERROR)
    pointing = [d for d in broken if _identity(d, deklaration.regler)]
    yield listing_check(home, VAKTEN, pointing, dg.AssetCheckSeverity.ERROR)
    yield listing_check(home, DELVIS_MOTTAGNA, [d for d in in_force if d.utfall == DELVIS])
    different = [d for d in in_force if _differences(d, deklaration.regler)]
    yield listing_check(home, AVVIKER, different, told=lambda d: _differences(d, deklaration.regler))
    yield held_check({lamnare: held for lamnare, page in pages.items() if (held := _held(page))})
    yield checks_tackning.check(pages)


def schema_check(tabell: str, in_force: Sequence[Leverans], regler: Mapping[str, Regel]) -> dg.AssetCheckResult:
    """Rows of a table that broke a rule, per rule and columns."""
    aside = sum(d.avsatta + d.olasbara for d in in_force)
    return _result(
        f"schema_{tabell}",
        passed=aside == 0,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "Leveranser": len(in_force),
            "Accepterade rader": sum(d.accepterade for d in in_force),
            "Rader satta åt sidan": aside,
            "Varningar": sum(f.antal for d in in_force for f in d.fynd if f.allvar == VARNING),
            "Per regel": _per_rule(in_force, regler),
        },
    )


def _per_rule(in_force: Sequence[Leverans], regler: Mapping[str, Regel]) -> dg.MetadataValue:
    broken: Counter[tuple[str, str, str]] = Counter()
    senders: Counter[tuple[str, str, str]] = Counter()
    for delivery in in_force:
        for f in delivery.fynd:
            broken[f.regel, f.allvar, f.kolumner] += f.antal
            senders[f.regel, f.allvar, f.kolumner] += 1
    records = [
        dg.TableRecord(
            {
                "Regel": rule_name(regel, regler),
                "Allvar": allvar,
                "Kolumner": columns,
                "Antal": n,
                "Leveranser": senders[regel, allvar, columns],
            }
        )
        for (regel, allvar, columns), n in sorted(broken.items(), key=lambda item: (-item[1], item[0]))
    ]
    return dg.MetadataValue.table(records, _RULE_TABLE)


_RULE_TABLE = dg.TableSchema(
    [
        dg.TableColumn("Regel", "string"),
        dg.TableColumn("Allvar", "string"),
        dg.TableColumn("Kolumner", "string"),
        dg.TableColumn("Antal", "int"),
        dg.TableColumn("Leveranser", "int"),
    ]
)


def conservation_check(deliveries: Sequence[Leverans]) -> dg.AssetCheckResult:
    lost = [d.ordning for d in deliveries if not d.adds_up]
    counts = {name: sum(getattr(d, name) for d in deliveries) for name in ("rader", *ODEN)}
    return _result(
        BEVARADE,
        passed=not lost,
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={**counts, "Leveranser som inte går ihop": dg.MetadataValue.text(", ".join(map(str, lost)) or "inga")},
    )


def references_check(gaps: Mapping[str, int]) -> dg.AssetCheckResult:
    return _result(
        REFERENSER,
        passed=not gaps,
        severity=dg.AssetCheckSeverity.WARN,
        metadata=dict(gaps) or {"Rader utan motsvarighet": 0},
    )


def _pages(home: Home, senders: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What the senders' own pages say, as data."""
    places = {lamnare: home.outbox(lamnare) / "laget.json" for lamnare in senders}
    return {lamnare: json.loads(p.read_text(encoding="utf-8")) for lamnare, p in places.items() if p.is_file()}


def _gaps(pages: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Rows whose key has no match, per reference."""
    found: Counter[str] = Counter()
    for page in pages:
        for gap in page["referenser"]:
            found[f"{gap['tabell']}.{gap['kolumn']} saknas i {gap['till']}"] += gap["rader"]
    return dict(sorted(found.items()))


def _identity(d: Leverans, regler: Mapping[str, Regel]) -> bool:
    """The rules of the guard are those whose code begins with I."""
    return any(regler[f.regel].kod.startswith("I") for f in d.fynd if f.regel in regler)


def held_check(held: Mapping[str, Sequence[str]]) -> dg.AssetCheckResult:
    """Lämnare → what is held back of it, as `AKT-03 2024H1`."""
    return _result(
        HALLS_INNE,
        passed=not held,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"Lämnare": len(held), **{lamnare: ", ".join(held[lamnare]) for lamnare in list(held)[:MOST_LINES]}},
    )


def _held(page: Mapping[str, Any]) -> list[str]:
    return [f"{row['id']} {row['period']}" for row in page["indikatorer"] if row["status"] == KVALITET]


def _differences(d: Leverans, regler: Mapping[str, Regel]) -> str:
    """insats_2024H1.csv: L10 radantal_avviker. What exactly differs stands in the receipt."""
    broken = [rule_name(f.regel, regler) for f in d.fynd if f.regel in DIFFERS]
    return f"{d.filnamn}: {', '.join(broken)}" if broken else ""


def listing_check(
    home: Home,
    name: str,
    found: Sequence[Leverans],
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.WARN,
    told: Callable[[Leverans], str] = refusal,
) -> dg.AssetCheckResult:
    """Passed where nothing is found; else each delivery with its receipt, and what is told of it: else the receipt's
    own sentence."""
    listed: dict[str, Any] = {}
    for d in found[:MOST_LINES]:
        listed |= {f"{called(d)} ({d.ordning})": told(d), **receipts(home, [d])}
    counts = {"Leveranser": len(found), "Lämnare": len({d.lamnare for d in found})}
    return _result(name, passed=not found, severity=severity, metadata=counts | listed)


def _result(name: str, passed: bool, severity: dg.AssetCheckSeverity, metadata: dict) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(check_name=name, asset_key=REGISTER, passed=passed, severity=severity, metadata=metadata)
