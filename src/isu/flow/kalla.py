"""From the ledger to files: which register files of a sender are in force."""

from isu.home import Home
from isu.ledger import Leverans
from isu.ledger.ledger import time_in_force
from isu.register.keep import Plats
from isu.register.stage import Registerfil


def place_of(home: Home, delivery: Leverans) -> Plats:
    return Plats(home, delivery.lamnare, delivery.sha256, delivery.nyckel or "")


def register_files(home: Home, accepted: list[Leverans]) -> dict[str, list[Registerfil]]:
    """Table → its files in force, of one sender's accepted deliveries. Withdrawn ones are left out."""
    return {
        tabell: [Registerfil(place_of(home, d).rows(tabell), d.sha256, i, d.nyckel or "") for d, i in kept]
        for tabell, kept in time_in_force(accepted).items()
    }
