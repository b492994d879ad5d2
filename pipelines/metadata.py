"""What the pages show of one lämnare: counts, rules and where the receipts lie. Never a value, a row or a key.

Pure, but for the types of Dagster that carry it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import dagster as dg

from isu.declaration import Regel
from isu.home import Home
from isu.ledger import Leverans
from isu.receipt.kvitto import receipt_stem

Metadata = dict[str, dg.MetadataValue]

MOST_FAULTS = 5
MOST_SENTENCES = 20


def register_metadata(
    home: Home, lamnare: str, taken: int, known: Sequence[Leverans], regler: dict[str, Regel]
) -> Metadata:
    """What is in force for a sender. `taken` files were taken in this run; `known` are all its deliveries."""
    in_force = [d for d in known if d.i_kraft]
    return {
        "dagster/partition_row_count": dg.MetadataValue.int(sum(d.accepterade for d in in_force)),
        "Filer i körningen": dg.MetadataValue.int(taken),
        "Rader i kraft": dg.MetadataValue.int(sum(d.accepterade for d in in_force)),
        "Avsatta rader": dg.MetadataValue.int(sum(d.avsatta + d.olasbara for d in in_force)),
        "Utfall, alla leveranser": dg.MetadataValue.text(counted(d.utfall for d in known)),
        "Vanligaste felen": dg.MetadataValue.text(top_faults(in_force, regler)),
        "Läget": dg.MetadataValue.path(home.outbox(lamnare) / "laget.html"),
    }


def cells_metadata(home: Home, lamnare: str, counted_again: Sequence[str]) -> Metadata:
    return {
        "Omräknade indikatorer": dg.MetadataValue.text(", ".join(counted_again) or "inga, inget hade ändrats"),
        "Läget": dg.MetadataValue.path(home.outbox(lamnare) / "laget.html"),
    }


def counted(names: Iterable[str]) -> str:
    """accepterad 3, avvisad 1."""
    return ", ".join(f"{name.replace('_', ' ')} {n}" for name, n in sorted(Counter(names).items())) or "–"


def top_faults(deliveries: Iterable[Leverans], regler: dict[str, Regel]) -> str:
    """R03 ej_datum 12, R20 dubblettnyckel 2: the most frequent rules, warnings too."""
    broken: Counter[str] = Counter()
    for delivery in deliveries:
        for fynd in delivery.fynd:
            broken[fynd.regel] += fynd.antal
    most = sorted(broken.items(), key=lambda item: (-item[1], item[0]))[:MOST_FAULTS]
    return ", ".join(f"{rule_name(regel, regler)} {n}" for regel, n in most) or "inga"


def rule_name(regel: str, regler: dict[str, Regel]) -> str:
    return f"{regler[regel].kod} {regel}" if regel in regler else regel


def refused_line(d: Leverans) -> str:
    """The receipt's own sentence on a refused file."""
    return f"{d.lamnare}: {d.kvitto['fil']['namn']}. {d.kvitto['mening']}"


def trouble(senders: int, faults: dict[str, str], refused: dict[str, list[Leverans]], home: Home) -> dg.Failure | None:
    """What the run says when some of its senders need a hand: "1 av 3 lämnare: …". None when all is well."""
    named = sorted(faults.keys() | refused.keys())
    if not named:
        return None
    lines = [f"{lamnare}: {faults[lamnare]}" for lamnare in sorted(faults)]
    lines += [refused_line(d) for lamnare in sorted(refused) for d in refused[lamnare]]
    shown = lines[:MOST_SENTENCES] + [f"… och {len(lines) - MOST_SENTENCES} till."] * (len(lines) > MOST_SENTENCES)
    return dg.Failure(
        "\n".join([f"{len(named)} av {senders} lämnare: {', '.join(named)} behöver åtgärdas.", *shown]),
        metadata={
            "Lämnare": dg.MetadataValue.text(", ".join(named)),
            **{f"Kvitto {d.lamnare} {d.ordning}": _receipt(home, d) for own in refused.values() for d in own},
        },
        allow_retries=False,
    )


def _receipt(home: Home, d: Leverans) -> dg.MetadataValue:
    return dg.MetadataValue.path(home.outbox(d.lamnare) / f"{receipt_stem(d.filnamn, d.sha256)}.kvitto.html")
