"""What the pages show: counts, rules and where receipts and editions lie. Never a value, a row or a key.

Pure, but for the types of Dagster that carry it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import dagster as dg

from isu.declaration import Regel
from isu.flow.rapporter import Utskick
from isu.home import Home
from isu.ledger import Leverans
from isu.period import Interval
from isu.pipelines import sidor
from isu.receipt.kvitto import receipt_stem
from isu.receipt.mening import RUBRIKER

Metadata = dict[str, dg.MetadataValue]

MOST_FAULTS = 5
MOST_DELIVERIES = 60
MOST_RECEIPTS = 20
MOST_SENTENCES = 20
_DELIVERY_COLUMNS = ("Tabell", "Period", "Källsystem", "Rader", "Satta åt sidan", "Fil (sha256)", "Kvitto")
_EDITION_COLUMNS = ("Indikator", "Version", "Rader", "Status")


def sent_metadata(sent: Utskick | None) -> Metadata:
    """What was put in the outboxes; nothing where nothing was to be sent."""
    if sent is None:
        return {}
    failed = {f"{sent.vad}: fel": dg.MetadataValue.text("; ".join(f"{k}: {fel}" for k, fel in sent.fel.items()))}
    return {f"{sent.vad}: lämnare": dg.MetadataValue.int(len(sent.lamnare)), **(failed if sent.fel else {})}


def register_metadata(
    home: Home, lamnare: str, taken: int, known: Sequence[Leverans], regler: dict[str, Regel]
) -> Metadata:
    """What is in force for a sender. `taken` files were taken in this run; `known` are all its deliveries."""
    in_force = [d for d in known if d.i_kraft]
    return {
        "Filer i körningen": dg.MetadataValue.int(taken),
        "Rader i kraft": dg.MetadataValue.int(sum(d.accepterade for d in in_force)),
        "Avsatta rader": dg.MetadataValue.int(sum(d.avsatta + d.olasbara for d in in_force)),
        "Fynd i kraft": dg.MetadataValue.int(sum(f.antal for d in in_force for f in d.fynd)),
        "Alla leveranser": dg.MetadataValue.text(verdicts(known)),
        "Vanligaste felen": dg.MetadataValue.text(top_faults(in_force, regler)),
        "I kraft": deliveries_table(in_force),
        "Läget": sidor.standing(home, lamnare),
        **receipts(home, _latest(in_force)[:MOST_RECEIPTS]),
    }


def receipts(home: Home, deliveries: Iterable[Leverans]) -> Metadata:
    """A link to each."""
    return {f"Kvitto {d.lamnare} ({d.ordning})": sidor.receipt(home, d) for d in deliveries}


def _latest(deliveries: Iterable[Leverans]) -> list[Leverans]:
    return sorted(deliveries, key=lambda d: -d.ordning)


def deliveries_table(in_force: Sequence[Leverans]) -> dg.MetadataValue:
    """What counts now, the latest received first; the receipts lie in the sender's outbox."""
    latest = _latest(in_force)[:MOST_DELIVERIES]
    records = [dg.TableRecord(dict(zip(_DELIVERY_COLUMNS, _delivery(d), strict=True))) for d in latest]
    columns = [
        dg.TableColumn(name, "int" if name.startswith(("Rader", "Satta")) else "string") for name in _DELIVERY_COLUMNS
    ]
    return dg.MetadataValue.table(records, dg.TableSchema(columns))


def _delivery(d: Leverans) -> tuple[str | int, ...]:
    return (
        d.tabell,
        str(Interval(d.fran, d.till)),
        d.kallsystem or "ej angivet",
        d.accepterade,
        d.avsatta + d.olasbara,
        d.sha256[:12],
        f"{receipt_stem(d.filnamn, d.nyckel)}.kvitto.html",
    )


def cells_metadata(home: Home, lamnare: str, counted_again: Sequence[str]) -> Metadata:
    return {
        "Omräknade indikatorer": dg.MetadataValue.text(", ".join(counted_again) or "inga, inget hade ändrats"),
        "Läget": sidor.standing(home, lamnare),
    }


def edition_metadata(home: Home, made: Mapping[str, Any]) -> Metadata:
    """How many rows the working edition has, and what may be shown of each indicator."""
    records = [
        dg.TableRecord(
            {
                "Indikator": id_,
                "Version": entry["version"],
                "Rader": entry["rader"],
                "Status": "; ".join(f"{n} {status.replace('_', ' ')}" for status, n in sorted(entry["status"].items())),
            }
        )
        for id_, entry in made["indikatorer"].items()
    ]
    columns = [dg.TableColumn(name, "int" if name == "Rader" else "string") for name in _EDITION_COLUMNS]
    return {
        "Rader": dg.MetadataValue.int(made["rader"]),
        "Ändrad": dg.MetadataValue.text("ja" if made["andrad"] else "nej, den var redan aktuell"),
        "Per indikator": dg.MetadataValue.table(records, dg.TableSchema(columns)),
        "Mapp": dg.MetadataValue.path(home.edition),
    }


def verdicts(deliveries: Iterable[Leverans]) -> str:
    """3 mottagen; 1 inte mottagen."""
    found = Counter(d.utfall for d in deliveries)
    return "; ".join(f"{found[utfall]} {rubrik.lower()}" for utfall, rubrik in RUBRIKER.items() if found[utfall]) or "–"


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


def refusal(d: Leverans) -> str:
    """The receipt's own sentence on a refused file."""
    return f"{d.kvitto['fil']['namn']}: {d.kvitto['mening']}"


def called(d: Leverans) -> str:
    """The sender as a person knows it: 1780 Karlstad."""
    namn = d.kvitto.get("namn")
    return f"{d.lamnare} {namn}" if namn and namn != d.lamnare else d.lamnare


def trouble_metadata(home: Home, fault: str | None, refused: Sequence[Leverans]) -> Metadata:
    """Why a sender's partition is not materialised, for its own page."""
    told = {"Fel": dg.MetadataValue.text(fault)} if fault else {}
    for d in refused:
        told |= {f"Inte mottagen ({d.ordning})": dg.MetadataValue.text(refusal(d)), **receipts(home, [d])}
    return told


def trouble(
    home: Home, senders: int, faults: Mapping[str, str], refused: Mapping[str, Sequence[Leverans]]
) -> dg.Failure | None:
    """What a run over `senders` says when some need a hand: "1 av 3 lämnare …" and why. None when all is well.

    `faults` are sentences on those that could not be worked on, `refused` the deliveries that nobody has mended.
    """
    named = sorted(faults.keys() | refused.keys())
    if not named:
        return None
    lines = [f"{lamnare}: {faults[lamnare]}" for lamnare in sorted(faults)]
    lines += [f"{called(d)}: {refusal(d)}" for lamnare in sorted(refused) for d in refused[lamnare]]
    return dg.Failure(
        "\n".join([f"{len(named)} av {senders} lämnare behöver åtgärdas:", *_first(lines)]),
        metadata={
            "Lämnare att åtgärda": dg.MetadataValue.text(", ".join(named)),
            **receipts(home, [d for own in refused.values() for d in own]),
        },
        allow_retries=False,
    )


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - MOST_SENTENCES
    return lines if more <= 0 else [*lines[:MOST_SENTENCES], f"… och {more} till, se listan bredvid."]
