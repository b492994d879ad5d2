"""Where alarms are sent, `egna/larm.yaml` in the home: an address on the web, an e-mail, both or, without it, nowhere.

A password never stands in the file: it is given in ISU_SMTP_LOSENORD.
"""

from dataclasses import dataclass

from isu.declaration.yamlfalt import Falt, read_fields
from isu.home import Home

TOP = ("lank", "webbadress", "epost")
EPOST = ("server", "port", "fran", "till", "starttls", "anvandare")


@dataclass(frozen=True)
class Epost:
    """`starttls` is asked for unless it says no; `anvandare` logs in where it is given."""

    server: str
    port: int
    fran: str
    till: tuple[str, ...]
    starttls: bool = True
    anvandare: str = ""


@dataclass(frozen=True)
class Larmvagar:
    """`lank` is the page that a message leads to."""

    lank: str = ""
    webbadress: str = ""
    epost: Epost | None = None


def read_larmvagar(home: Home) -> Larmvagar | None:
    """None where the home has no such file."""
    path = home.own / "larm.yaml"
    if not path.is_file():
        return None
    fields = read_fields(path).mapping(TOP)
    return Larmvagar(
        _text(fields, "lank"),
        _web(fields["webbadress"]) if "webbadress" in fields else "",
        _epost(fields["epost"]) if "epost" in fields else None,
    )


def _text(fields: dict[str, Falt], name: str, otherwise: str = "") -> str:
    return fields[name].filled() if name in fields else otherwise


def _web(field: Falt) -> str:
    if not field.filled().startswith(("https://", "http://")):
        field.fail("här ska stå en adress som börjar med https:// eller http://.")
    return field.filled()


def _epost(field: Falt) -> Epost:
    fields = field.mapping(EPOST, needed=("server", "fran", "till"))
    port, starttls = _text(fields, "port", "587"), _text(fields, "starttls", "ja")
    if not port.isdecimal():
        fields["port"].fail("porten är ett helt tal, till exempel 587.")
    if starttls not in ("ja", "nej"):
        fields["starttls"].fail("skriv ja eller nej.")
    sender, receivers = fields["fran"].filled(), fields["till"].texts()
    return Epost(fields["server"].filled(), int(port), sender, receivers, starttls == "ja", _text(fields, "anvandare"))
