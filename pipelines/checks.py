"""Asset checks on the register, made from the table declarations: what is broken now, over all lämnare.

They are counted from the ledger after every run left of the wall, also one that fails, and stop nothing: a row that
breaks a rule is already set aside. Red is what ought never to be, or what nobody has mended; yellow is to be read.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import dagster as dg

from isu.declaration import Deklaration, Regel, Tabell
from isu.declaration.regel import VARNING
from isu.flow.laget import unmended
from isu.home import Home
from isu.ledger import Leverans
from isu.ledger.tables import ODEN
from isu.pipelines.metadata import called, refusal, rule_name
from isu.validation.compile import compile_table

REGISTER = dg.AssetKey("register")
BEVARADE, REFERENSER, AVVISADE = "raderna_gar_ihop", "referenser", "ej_atgardade"
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
    yield references_check(_gaps(home, by_sender))
    yield refused_check([d for own in by_sender.values() for d in unmended(list(own))])


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


def _gaps(home: Home, senders: Mapping[str, Sequence[Leverans]]) -> dict[str, int]:
    """Rows whose key has no match, per reference, as the senders' own pages say."""
    found: Counter[str] = Counter()
    for lamnare in senders:
        page = home.outbox(lamnare) / "laget.json"
        if page.is_file():
            for gap in json.loads(page.read_text(encoding="utf-8"))["referenser"]:
                found[f"{gap['tabell']}.{gap['kolumn']} saknas i {gap['till']}"] += gap["rader"]
    return dict(sorted(found.items()))


def refused_check(refused: Sequence[Leverans]) -> dg.AssetCheckResult:
    return _result(
        AVVISADE,
        passed=not refused,
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={
            "Avvisade leveranser": len(refused),
            "Lämnare": len({d.lamnare for d in refused}),
            **{f"{called(d)} ({d.ordning})": refusal(d) for d in refused[:MOST_LINES]},
        },
    )


def _result(name: str, passed: bool, severity: dg.AssetCheckSeverity, metadata: dict) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(check_name=name, asset_key=REGISTER, passed=passed, severity=severity, metadata=metadata)
