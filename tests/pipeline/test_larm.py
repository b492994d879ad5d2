"""Alarms that leave the house: each thing is told once, on every way, and nothing but what it is about."""

import json
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email import message_from_string
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import dagster as dg
import pytest

from isu.declaration.larm import Epost, Larmvagar, read_larmvagar
from isu.errors import DeclarationError
from isu.flow.larm import now, tell
from isu.leveranslage.larm import MOST_LINES, Larm, alarms, message, news
from isu.leveranslage.vantat import Lage, Ruta
from isu.pipelines.resources import Hem
from isu.pipelines.sensors import larm_sensor

IDAG = date(2025, 3, 1)
SEN = Larm("0114", "person", "2024H2", "försenad")
AVVISAD = Larm("1780", "insats", "2024H2", "avvisad")


def ruta(lamnare: str, tabell: str, lage: Lage, senast: str = "2025-02-14") -> Ruta:
    return Ruta(lamnare, "Halvår", tabell, "2024H2", lage, date.fromisoformat(senast))


def refused(lamnare: str, tabell: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(lamnare=lamnare, tabell=tabell, fran=None, till=None, filnamn="kalle 19121212-1212.csv")


@pytest.mark.parametrize(
    "rutor, avvisade, larm",
    [
        ([ruta("0114", "person", Lage.SEN)], [], ["0114 person 2024H2: försenad"]),
        ([ruta("0114", "person", Lage.MOTTAGEN), ruta("0114", "insats", Lage.VANTAS)], [], []),
        ([ruta("0114", "person", Lage.OFULLSTANDIG, senast="2025-03-15")], [], []),  # not yet due
        ([ruta("1780", "insats", Lage.AVVISAD)], [refused("1780", "insats")], ["1780 insats 2024H2: avvisad"]),
        ([], [refused("1780"), refused("1780")], ["1780: avvisad"]),  # outside the calendar, never its file name
    ],
)
def test_what_is_wrong_now(rutor, avvisade, larm):
    assert [a.mening for a in alarms(rutor, avvisade, [], IDAG)] == larm


def test_a_lamnare_without_its_key_is_told():
    assert [a.mening for a in alarms([], [], ["1780"], IDAG)] == ["1780: nyckeln saknas"]


def test_what_has_been_told_is_not_told_again_until_it_has_been_mended():
    assert news([], [SEN, AVVISAD]) == [SEN, AVVISAD]
    assert news([SEN.mening], [SEN, AVVISAD]) == [AVVISAD]
    assert news([SEN.mening], [AVVISAD]) == [AVVISAD]


def test_a_message_is_short_enough_to_read():
    many = [Larm(f"{n:04}", "person", "2024H2", "försenad") for n in range(MOST_LINES + 2)]
    text = message(many, "https://isu.example.se")
    assert text.startswith("ISU: 102 nya larm\n\n- 0000 person 2024H2: försenad")
    assert text.endswith("… och 2 till\n\nHela läget: https://isu.example.se")
    assert message([SEN], "").startswith("ISU: 1 nytt larm")


# --- settings


def settings(home, text: str) -> None:
    home.own.mkdir(exist_ok=True)
    (home.own / "larm.yaml").write_text(text, encoding="utf-8")


def test_without_settings_nothing_is_sent(hem):
    assert read_larmvagar(hem.home) is None


def test_settings_as_they_are_written(hem):
    settings(
        hem.home,
        "lank: https://isu.example.se\nwebbadress: https://chatt.example.se/krok\n"
        "epost:\n  server: post.example.se\n  fran: isu@example.se\n  till: [a@example.se, b@example.se]\n",
    )
    epost = Epost("post.example.se", 587, "isu@example.se", ("a@example.se", "b@example.se"))
    assert read_larmvagar(hem.home) == Larmvagar("https://isu.example.se", "https://chatt.example.se/krok", epost)


@pytest.mark.parametrize(
    "text, says",
    [
        ("webbadress: file:///etc/passwd", "börjar med https://"),
        ("epost: {server: x, fran: y}", "till saknas"),
        ("epost: {server: x, fran: y, till: z, port: smtp}", "porten är ett helt tal"),
        ("epost: {server: x, fran: y, till: z, losenord: q}", "fältet är okänt"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(hem, text, says):
    settings(hem.home, text)
    with pytest.raises(DeclarationError, match=says):
        read_larmvagar(hem.home)


# --- the ways


@contextmanager
def web_server() -> Iterator[tuple[str, list[dict], list[int]]]:
    """Its address, what was posted to it, and the answers that it gives (the last one from then on)."""
    posted, answers = [], [200]

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):  # noqa: N802
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(answers[0] if len(answers) == 1 else answers.pop(0))
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/krok", posted, answers
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def mail_server() -> Iterator[tuple[int, list[str]]]:
    """Its port, and the letters that it was given. It speaks as much SMTP as a letter needs."""
    letters: list[str] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rw", encoding="utf-8", newline="\r\n") as talk:
                _converse(talk, letters)

    Thread(target=serve, daemon=True).start()
    try:
        yield listening.getsockname()[1], letters
    finally:
        listening.close()


def _converse(talk, letters: list[str]) -> None:
    def say(line: str) -> None:
        talk.write(line + "\n")
        talk.flush()

    say("220 prov")
    for line in iter(talk.readline, ""):
        word = line[:4].upper().strip()
        if word == "DATA":
            say("354 skriv")
            letters.append("".join(iter(talk.readline, ".\r\n")))
        say("221 adjö" if word == "QUIT" else "250 ja")


def epost(port: int, **more) -> Epost:
    return Epost("127.0.0.1", port, "isu@example.se", ("steward@example.se",), starttls=False, **more)


def test_both_ways_tell_the_same_and_only_once():
    with web_server() as (address, posted, _), mail_server() as (port, letters):
        vagar = Larmvagar("https://isu.example.se", address, epost(port))
        memory, sent, faults = tell(vagar, [SEN], {})
        memory, again, _ = tell(vagar, [SEN], memory)
        memory, more, _ = tell(vagar, [SEN, AVVISAD], memory)
    assert (sent, again, more, faults) == (2, 0, 2, [])
    assert posted[0] == {
        "text": "ISU: 1 nytt larm\n\n- 0114 person 2024H2: försenad\n\nHela läget: https://isu.example.se",
        "larm": [{"lamnare": "0114", "tabell": "person", "period": "2024H2", "lage": "försenad"}],
        "lank": "https://isu.example.se",
    }
    letter = message_from_string(letters[1])
    assert (letter["Subject"], letter["To"]) == ("ISU: 1 nytt larm", "steward@example.se")
    assert "1780 insats 2024H2: avvisad" in letter.get_payload(decode=True).decode()
    assert len(posted) == len(letters) == 2


def test_a_way_that_fails_tries_again_and_the_other_tells_nothing_twice():
    with web_server() as (address, posted, answers), mail_server() as (port, letters):
        vagar = Larmvagar("", address, epost(port))
        answers[:] = [503, 200]
        memory, sent, faults = tell(vagar, [SEN], {})
        assert (sent, faults, len(letters)) == (1, ["webbadress: HTTPError"], 1)
        memory, sent, faults = tell(vagar, [SEN], memory)
    assert (sent, faults, len(letters), len(posted)) == (1, [], 1, 2)


def test_a_password_is_never_sent_in_the_open_by_mistake(monkeypatch):
    """A server without STARTTLS is refused where the settings do not say otherwise."""
    with mail_server() as (port, letters):
        _, sent, faults = tell(Larmvagar("", "", Epost("127.0.0.1", port, "a@b", ("c@d",))), [SEN], {})
    assert (sent, letters) == (0, []) and faults == [f"epost: {smtplib.SMTPNotSupportedError.__name__}"]


# --- Dagster


def test_the_sensor_tells_of_a_refused_file_once_and_never_names_it(hem):
    hem.lamnar_text("hemligt_namn_2024H1.csv", "a;b\n1;2\n")
    hem.tar_emot()
    assert [a.mening for a in now(hem.home, IDAG)] == ["1780: avvisad"]
    with web_server() as (address, posted, _):
        assert "larm.yaml finns inte" in look(hem.home.root, None).skip_reason.skip_message
        settings(hem.home, f"webbadress: {address}\n")
        first = look(hem.home.root, None)
        second = look(hem.home.root, first.cursor)
    assert [told.skip_reason.skip_message for told in (first, second)] == ["1 larm sändes.", "Inget nytt."]
    assert len(posted) == 1 and "hemligt" not in json.dumps(posted)


def look(root: Path, cursor: str | None) -> dg.SensorResult:
    with dg.build_sensor_context(cursor=cursor, resources={"hem": Hem(katalog=str(root))}) as context:
        return larm_sensor(context)
