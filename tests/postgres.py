"""A real PostgreSQL server of the system's packages, on a socket in a folder of its own, gone with the test.

It listens to the network only where it is told an address.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Debian keeps the server's programs outside PATH.
_PLACES = [*Path("/usr/lib/postgresql").glob("*/bin"), *map(Path, os.environ["PATH"].split(os.pathsep))]
BIN = next((place for place in _PLACES if (place / "initdb").is_file()), None)


@contextmanager
def server(folder: Path, listen: str = "") -> Iterator[str]:
    """The address of a server with an empty database, without its name at the end: …/{name}?host=…"""
    data = folder / "data"
    folder.chmod(0o711)
    data.mkdir()
    if os.getuid() == 0:
        shutil.chown(data, "postgres", "postgres")
        shutil.chown(folder, "postgres", "postgres")
    _run("initdb", "-D", data, "-U", "isu", "--auth=trust", "--no-sync", "-E", "UTF8")
    address = f"postgresql://isu@/{{}}?host={folder}"
    with (data / "pg_hba.conf").open("a") as file:
        file.write("host all isu samenet trust\nhost all isu 10.201.0.0/16 trust\n")
    start(address, listen)
    try:
        yield address
    finally:
        stop(address)


def start(address: str, listen: str = "") -> None:
    folder = _folder(address)
    settings = f"-k {folder} -c listen_addresses='{listen}' -F"
    _run("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "data" / "logg", "-o", settings, "start")


def stop(address: str) -> None:
    """At once: whoever is connected is cut off."""
    _run("pg_ctl", "-D", _folder(address) / "data", "-m", "immediate", "stop")


def create(address: str, name: str, template: str = "template1") -> str:
    """A new database on the server, and its address."""
    _run("createdb", "-h", _folder(address), "-U", "isu", "-T", template, name)
    return address.format(name)


def _folder(address: str) -> Path:
    return Path(address.partition("host=")[2])


def _run(program: str, *arguments: str | Path) -> None:
    """As the user postgres where we are root: the server refuses to run as root."""
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    place = {"cwd": "/", "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}}
    done = subprocess.run([BIN / program, *map(str, arguments)], capture_output=True, text=True, **user, **place)
    assert done.returncode == 0, done.stdout + done.stderr
