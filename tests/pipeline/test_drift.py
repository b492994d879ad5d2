"""What is shipped for a server, tried as it stands: services, login in front of the pages, and who may read what."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from dagster._daemon import controller

from isu.cli.ui import Del, command, part_called
from isu.errors import IsuError
from isu.flow.granska import verify
from isu.flow.runda import work_on
from isu.home import Home
from isu.pipelines.daemon import BETWEEN_READINGS
from isu.pipelines.instans import dagster_instance, environment
from tests.verktyg import without

DRIFT = Path(__file__).parents[2] / "drift"
ISU = Path(sys.executable).with_name("isu")


# --- services


@without("systemd-analyze", missing=shutil.which("systemd-analyze") is None)
def test_the_services_are_what_systemd_understands(tmp_path):
    units = []
    for shipped in sorted((DRIFT / "systemd").glob("*.service")):
        units.append(tmp_path / shipped.name)
        units[-1].write_text(shipped.read_text(encoding="utf-8").replace("/opt/isu/venv/bin/isu", str(ISU)))
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    assert len(units) == 4 and (done.returncode, done.stderr) == (0, "")


def test_the_pages_and_the_daemon_can_be_started_apart():
    assert command("127.0.0.1", 3001, Del.WEBB, read_only=True)[1:] == [
        *("-m", "dagster_webserver", "-m", "isu.pipelines.definitions", "-h", "127.0.0.1", "-p", "3001", "--read-only")
    ]
    assert command("127.0.0.1", 3000, Del.DAEMON)[1:4] == ["-m", "isu.pipelines.daemon", "run"]
    assert controller.RELOAD_WORKSPACE_INTERVAL < BETWEEN_READINGS < controller.DEFAULT_WORKSPACE_FRESHNESS_TOLERANCE
    assert part_called("webb", read_only=True) is Del.WEBB
    with pytest.raises(IsuError, match="gäller bara sidorna"):
        part_called("daemon", read_only=True)
    with pytest.raises(IsuError, match="Välj allt, webb, daemon"):
        part_called("server", read_only=False)


# --- login


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(url: str, who: str = "", body: str = "", patience: float = 30) -> tuple[int, str]:
    """Status and text; `who` is user:password."""
    request = urllib.request.Request(url, body.encode() or None)
    if body:
        request.add_header("Content-Type", "application/json")
    if who:
        request.add_header("Authorization", f"Basic {b64encode(who.encode()).decode()}")
    try:
        with urllib.request.urlopen(request, timeout=patience) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class WhatItWasTold(BaseHTTPRequestHandler):
    """Stands for the steward's pages: answers with the login that reached it."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"Authorization: {self.headers.get('Authorization')}".encode())

    def log_message(self, *_):
        pass


@contextmanager
def nginx(folder: Path, steward_port: int, reader_port: int, home: Path = Path("/srv/isu/hem"), doors=None):
    """The shipped configuration with other ports and files, without TLS; yields the ports of the two doors."""
    doors = doors or (free_port(), free_port())
    text = (DRIFT / "nginx/isu.conf").read_text(encoding="utf-8")
    text = re.sub(r"\n +ssl_certificate[^\n]*", "", text)
    for port in doors:
        text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};", 1)
    text = text.replace("127.0.0.1:3000", f"127.0.0.1:{steward_port}").replace(
        "127.0.0.1:3001", f"127.0.0.1:{reader_port}"
    )
    text = text.replace("/srv/isu/hem", str(home)).replace("/opt/isu", str(DRIFT.parent))
    shutil.copy(DRIFT / "nginx/proxy.conf", folder)
    for name in ("forvaltare", "lasare"):
        hashed = subprocess.run(
            ["openssl", "passwd", "-apr1", f"ord-{name}"], capture_output=True, text=True, check=True
        )
        (folder / f"htpasswd-{name}").write_text(f"{name}:{hashed.stdout}")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{'user root; ' if os.getuid() == 0 else ''}pid {folder}/pid; error_log {folder}/fel; events {{}} "
        f"http {{ access_log off; {temporary}\n{text.replace('/etc/isu/', f'{folder}/')}\n}}"
    )
    server = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-e", folder / "fel", "-g", "daemon off;"])
    try:
        wait_for(f"http://127.0.0.1:{doors[0]}/", server)
        yield doors
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(url: str, process: subprocess.Popen) -> None:
    for _ in range(3000):
        assert process.poll() is None, "the server ended"
        try:
            answer(url)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{url} does not answer")


@pytest.fixture
def read_only_pages(hem, monkeypatch):
    """The real pages, started as the service for readers starts them."""
    for name, value in environment(hem.home).items():
        monkeypatch.setenv(name, value)
    dagster_instance(hem.home).dispose()
    port = free_port()
    pages = subprocess.Popen(command("127.0.0.1", port, Del.WEBB, read_only=True), stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/server_info", pages)
        yield port
    finally:
        pages.terminate()
        pages.wait(timeout=60)


CHANGE = """{"query": "mutation { addDynamicPartition(partitionsDefName: \\"lamnare\\", partitionKey: \\"1780\\",
 repositorySelector: {repositoryName: \\"__repository__\\", repositoryLocationName: \\"isu.pipelines.definitions\\"})
 { __typename } }"}""".replace("\n", "")
LOOK = '{"query": "{ version }"}'


@without("nginx", missing=shutil.which("nginx") is None)
def test_nobody_comes_in_without_a_login_and_a_reader_changes_nothing(tmp_path, read_only_pages):
    steward_pages = HTTPServer(("127.0.0.1", 0), WhatItWasTold)
    Thread(target=steward_pages.serve_forever, daemon=True).start()
    place = tmp_path / "nginx"
    place.mkdir()
    with nginx(place, steward_pages.server_port, read_only_pages) as (steward, reader):
        doors = {"forvaltare": f"http://127.0.0.1:{steward}/", "lasare": f"http://127.0.0.1:{reader}/"}
        for name, url in doors.items():
            other = "lasare" if name == "forvaltare" else "forvaltare"
            assert answer(url)[0] == answer(url, f"{name}:fel")[0] == answer(url, f"{other}:ord-{other}")[0] == 401
        assert answer(doors["forvaltare"], "forvaltare:ord-forvaltare") == (200, "Authorization: None")
        assert answer(doors["lasare"] + "graphql", "lasare:ord-lasare", LOOK)[0] == 200
        assert "UnauthorizedError" in answer(doors["lasare"] + "graphql", "lasare:ord-lasare", CHANGE)[1]
    steward_pages.shutdown()


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that any user may come to: pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


PAGES = {
    "steward/leveranslage.html": 200,
    "outbox/1780/laget.html": 200,
    "outbox/1780/a%CC%8A.kvitto.html": 200,
    "docs/steward.md": 200,
    "outbox/1780/a%CC%8A.att_ratta.xlsx": 404,
    "outbox/1780/lokal_analys.html": 404,
    "outbox/1780/regler/F06.html": 200,
    "outbox/1780/": 404,
    "outbox/../register/rad.html": 404,
    "register/rad.html": 404,
    "outbox/1780/saknas.html": 404,
}


@without("nginx", missing=shutil.which("nginx") is None)
def test_the_homes_pages_are_read_behind_the_stewards_door_and_nothing_else_is(reachable):
    written = ("outbox/1780/laget.html", "outbox/1780/lokal_analys.html", "outbox/1780/regler/F06.html")
    for name in ("steward/leveranslage.html", *written, "register/rad.html"):
        (reachable / name).parent.mkdir(parents=True, exist_ok=True)
        (reachable / name).write_text("läget")
    for name in ("kvitto.html", "att_ratta.xlsx"):
        (reachable / "outbox/1780" / f"a\u030a.{name}").write_text("läget")
    steward_pages = HTTPServer(("127.0.0.1", 0), WhatItWasTold)
    Thread(target=steward_pages.serve_forever, daemon=True).start()
    with nginx(reachable, steward_pages.server_port, steward_pages.server_port, reachable) as (steward, reader):
        told = {p: answer(f"http://127.0.0.1:{steward}/sidor/{p}", "forvaltare:ord-forvaltare")[0] for p in PAGES}
        page = "/sidor/outbox/1780/laget.html"
        assert answer(f"http://127.0.0.1:{steward}{page}")[0] == 401
        assert answer(f"http://127.0.0.1:{reader}{page}", "lasare:ord-lasare") == (200, "Authorization: None")
    assert told == PAGES
    steward_pages.shutdown()


# --- who may read what

KARLSTAD, LERUM, ISU_USER, NGINX = 41780, 41441, 40000, 40033


def as_group(gid: int, *words: str) -> bool:
    """Does it work for a user of that number, in the group of the same number alone?"""
    done = subprocess.run(words, user=gid, group=gid, extra_groups=[], capture_output=True, cwd="/")
    return done.returncode == 0


@without("setfacl, or not root", missing=shutil.which("setfacl") is None or os.getuid() != 0)
def test_each_kommun_reads_its_own_outbox_and_nobody_elses(reachable):
    home = reachable
    home.chmod(0o700)
    os.chown(home, ISU_USER, ISU_USER)
    for lamnare, gid in (("1780", KARLSTAD), ("1441", LERUM)):
        subprocess.run([DRIFT / "ge_tillgang", home, lamnare, str(gid)], check=True)
    subprocess.run([DRIFT / "ge_sidor", home, str(NGINX)], check=True)
    receipt, other = (home / "outbox" / lamnare / "kvitto.html" for lamnare in ("1780", "1441"))
    for page in (receipt, other):
        written = ["sh", "-c", f"umask 077; echo kvitto > {page}"]
        subprocess.run(written, user=ISU_USER, group=ISU_USER, extra_groups=[], check=True)

    assert as_group(KARLSTAD, "cat", receipt) and not as_group(KARLSTAD, "cat", other)
    assert not as_group(KARLSTAD, "ls", home / "outbox") and not as_group(KARLSTAD, "touch", receipt.parent / "ny")
    assert as_group(NGINX, "cat", receipt) and as_group(NGINX, "cat", other)
    assert not as_group(NGINX, "ls", home / "intake/1780") and not as_group(NGINX, "touch", receipt.parent / "ny")
    delivered = home / "intake/1780/insats.csv"
    assert as_group(KARLSTAD, "touch", delivered) and not as_group(LERUM, "ls", delivered.parent)
    assert as_group(ISU_USER, "cat", delivered) and as_group(ISU_USER, "rm", delivered)


# --- backup


def test_a_home_packed_and_unpacked_elsewhere_is_whole_and_publishes_the_same(hem, tmp_path_factory):
    hem.lamnar("aktualisering_2024H1.csv", "aktualisering_id | inkom_datum\na1 | 2024-02-01")
    assert work_on(hem.home, "1780").fel is None
    packed = shutil.make_archive(str(tmp_path_factory.mktemp("kopia") / "hem"), "tar", hem.home.root)
    other = Home(tmp_path_factory.mktemp("annan"))
    shutil.unpack_archive(packed, other.root)
    cells = (other.cells("1780") / "AKT-02.parquet").read_bytes()
    assert verify(other) == []
    assert work_on(other, "1780").omraknade == ()
    assert (hem.home.cells("1780") / "AKT-02.parquet").read_bytes() == cells
