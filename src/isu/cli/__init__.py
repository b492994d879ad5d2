"""The command line `isu`. Commands read their arguments, call the flow and print; nothing is decided here."""

import os
import sys

from isu.errors import IsuError


def main() -> None:
    """The entry point: errors that we expect are told in a sentence and end with 2."""
    from isu.cli.kommandon import app

    os.umask(0o077)  # what is written is for the user of the home alone; who else may read is said folder by folder
    try:
        app()
    except IsuError as error:
        print(f"isu: {error}", file=sys.stderr)
        sys.exit(2)
