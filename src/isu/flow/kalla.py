"""From the ledger to files: which register files of a sender are in force."""

from isu.home import Home
from isu.ledger import Leverans
from isu.ledger.ledger import time_in_force
from isu.register.keep import Plats
from isu.register.stage import Registerfil


def register_files(home: Home, accepted: list[Leverans]) -> dict[str, list[Registerfil]]:
    """Table → its files in force, of one sender's accepted deliveries."""
    return {
        tabell: [Registerfil(Plats(home, d.lamnare, d.sha256).rows(tabell), d.sha256, i) for d, i in kept]
        for tabell, kept in time_in_force(accepted).items()
    }
