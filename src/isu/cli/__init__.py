"""The command line `isu`. Commands read their arguments, call the flow and print; nothing is decided here."""

import os
import sys

from isu.errors import IsuError


def main() -> None:
    """The entry point: errors are told in a sentence and end with 2."""
    from isu.cli.kommandon import app

    os.umask(0o077)  # what is written is for the user of the home alone; who else may read is said folder by folder
    try:
        app()
    except IsuError as error:
        _end(str(error))
    except Exception as error:  # noqa: BLE001 - a traceback helps no steward, and may hold delivered values
        from isu.flow.felmening import sentence

        _end(sentence(error))


def _end(told: str) -> None:
    print(f"isu: {told}", file=sys.stderr)
    sys.exit(2)
