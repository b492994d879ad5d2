"""A YAML file read as written: every scalar is text, and every value knows its line and its place in the file.

For declarations that people write by hand: `012` stays `012`, `ja` stays `ja`, a name that stands twice is an error.
What the fields mean is not known here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from isu.errors import DeclarationError
from isu.yamltext import TextLoader


@dataclass(frozen=True)
class Falt:
    """A text, a list or a mapping, and where it stands. `plats` is the way to it: tabeller.aktualisering.koder."""

    varde: "str | list[Falt] | dict[str, Falt]"
    fil: Path
    rad: int
    plats: str = ""

    def fail(self, sentence: str) -> NoReturn:
        where = f", {self.plats}" if self.plats else ""
        raise DeclarationError(f"{self.fil}, rad {self.rad}{where}: {sentence}")

    def text(self) -> str:
        if not isinstance(self.varde, str):
            self.fail("här ska stå en text.")
        return self.varde.strip()

    def filled(self) -> str:
        return self.text() or self.fail("här saknas ett värde. Skriv det, eller ? om det inte är bestämt.")

    def texts(self) -> tuple[str, ...]:
        """One text, or a list of them."""
        return tuple(f.filled() for f in self.varde) if isinstance(self.varde, list) else (self.filled(),)

    def mapping(self, known: Iterable[str] | None = None, needed: Iterable[str] = ()) -> "dict[str, Falt]":
        """name: value; only the names in `known` where that is given, and all of `needed`."""
        if not isinstance(self.varde, dict):
            self.fail("här ska stå namn: värde, ett på varje rad.")
        unknown = [] if known is None else [f for name, f in self.varde.items() if name not in known]
        if unknown:
            unknown[0].fail(f"fältet är okänt. Tillåtet här är {', '.join(known)}.")
        missing = [name for name in needed if name not in self.varde]
        if missing:
            self.fail(f"fältet {missing[0]} saknas.")
        return self.varde

    def scalars(self) -> "Iterator[Falt]":
        """Every text below this, in the order of the file."""
        if isinstance(self.varde, str):
            yield self
        else:
            for below in self.varde.values() if isinstance(self.varde, dict) else self.varde:
                yield from below.scalars()


def read_fields(path: Path) -> Falt:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=TextLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f", rad {mark.line + 1}" if mark else ""
        raise DeclarationError(
            f"{path}{place}: filen är inte giltig YAML. Kontrollera indrag, kolon och citattecken; spara som UTF-8."
        ) from None
    if node is None:
        raise DeclarationError(f"{path}: filen är tom.")
    return _field(node, path, "")


def _field(node: yaml.Node, path: Path, plats: str, rad: int | None = None) -> Falt:
    """`rad` is the line of the name, where the value has one: that is where a person looks."""
    rad = rad or node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Falt(node.value, path, rad, plats)
    if isinstance(node, yaml.SequenceNode):
        return Falt([_field(n, path, f"{plats}[{i}]") for i, n in enumerate(node.value, 1)], path, rad, plats)
    found: dict[str, Falt] = {}
    for key, value in node.value:
        name, place, line = str(key.value), f"{plats}.{key.value}".lstrip("."), key.start_mark.line + 1
        if name in found:
            Falt("", path, line, place).fail("namnet står två gånger. Ta bort det ena.")
        found[name] = _field(value, path, place, line)
    return Falt(found, path, rad, plats)
