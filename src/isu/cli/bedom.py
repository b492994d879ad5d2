"""`isu check`: the verdict on a file, judged in a folder that is thrown away."""

from pathlib import Path
from tempfile import TemporaryDirectory

from isu.declaration import load_declarations
from isu.filer import sha256_of
from isu.flow.bedoma import feeds, judge
from isu.flow.indikatorer import indicators
from isu.home import Home
from isu.intake.manifest import manifest_path
from isu.ledger import Ledger
from isu.receipt.kvitto import receipt_data


def judge_without_keeping(path: Path, lamnare: str, home: Home | None) -> tuple[dict, bool]:
    """(the receipt's data, would all of it be accepted). Crossing intervals are judged when a home is given."""
    deklaration = load_declarations(home)
    accepted = Ledger(home).accepted(lamnare) if home else []
    with TemporaryDirectory() as scratch:
        place, sha256 = Path(scratch) / "bedomning", sha256_of(path)
        deklaration.sender(lamnare)
        dom = judge(path, path.name, sha256, manifest_path(path), lamnare, deklaration, accepted, place)
    counts = dom.omdome.raknade
    all_of_it = dom.accepterade is not None and counts.avsatta == counts.olasbara == 0
    fed = feeds(indicators(deklaration), deklaration, dom.omdome, accepted)
    return receipt_data(dom.omdome, deklaration, fed), all_of_it
