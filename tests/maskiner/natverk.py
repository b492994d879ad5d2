"""Three machines of one: a hub and two workers, network namespaces that reach each other and nobody else. As root."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

NAV, ARBETARE = "nav", ("arbetare1", "arbetare2")

#: The hub's address, the same from everywhere.
ADRESS = "10.201.0.1"


@contextmanager
def machines() -> Iterator[dict[str, str]]:
    """Machine → its namespace."""
    names = {machine: f"isu{os.getpid()}-{machine}" for machine in (NAV, *ARBETARE)}
    try:
        for name in names.values():
            _ip("netns", "add", name)
            _ip("-n", name, "link", "set", "lo", "up")
        _ip("-n", names[NAV], "addr", "add", f"{ADRESS}/32", "dev", "lo")
        for nr, worker in enumerate(ARBETARE, 1):
            _join(names[NAV], names[worker], nr)
        yield names
    finally:
        for name in names.values():
            with suppress(AssertionError):
                _ip("netns", "delete", name)


def _join(hub: str, worker: str, nr: int) -> None:
    """A cable between them, with an address at each end."""
    _ip("-n", hub, "link", "add", f"kabel{nr}", "type", "veth", "peer", "name", "eth0", "netns", worker)
    for name, device, end in ((hub, f"kabel{nr}", 1), (worker, "eth0", 2)):
        _ip("-n", name, "addr", "add", f"10.201.{nr}.{end}/30", "dev", device)
        _ip("-n", name, "link", "set", device, "up")
    _ip("-n", worker, "route", "add", ADRESS, "via", f"10.201.{nr}.1")


def inside(name: str) -> list[str]:
    """What a command begins with to be run on that machine."""
    return ["ip", "netns", "exec", name]


def can_be_made() -> bool:
    try:
        with machines():
            return True
    except (AssertionError, FileNotFoundError):
        return False


def _ip(*arguments: str) -> None:
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True)
    assert done.returncode == 0, f"ip {' '.join(arguments)}: {done.stderr}"
