"""The examples of the indicators' spec tests: tables in, numbers out. For the manual's pages; nothing is counted.

Each test is run with a listener in place of the real example: it notes what is delivered and what is asked of which
indicator, and `assert … == expected` notes what is expected instead of comparing. So whatever a test is written with
(parameters, fixtures and helpers of its file) is told as it is delivered. How it is laid out is decided in
definitionssidor.py; that the expectations hold is what the tests themselves prove.
"""

import ast
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType
from typing import Any

#: What a test expects: rows, statuses by period, or a word.
Svarstyp = list[dict[str, str | None]] | dict[str, Any] | str

_TEXTS = dict[str, str]


@dataclass(frozen=True)
class Leverans:
    """A table that an example delivers, as written. `av` is its period; `kort` tells a table written short."""

    tabell: str
    text: str
    av: str = "2024H1"
    uttagsdatum: str | None = None
    kort: bool = False


@dataclass(frozen=True)
class Svar:
    """What the example says of one indicator; `urval` is what the numbers are chosen by."""

    indikator: str
    urval: _TEXTS
    svar: Svarstyp


@dataclass
class Exempel:
    """`rubrik` is the first line of the docstring, else the test's name as a sentence. `invanare` are the women, and
    the men, of every age in the kommun."""

    rubrik: str
    leveranser: list[Leverans] = field(default_factory=list)
    svar: list[Svar] = field(default_factory=list)
    invanare: int | None = None


class _Vadsomhelst:
    """What the listener answers: empty, and equal to nothing."""

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getattr__(self, _: str) -> "_Vadsomhelst":
        return self

    def __getitem__(self, _: object) -> "_Vadsomhelst":
        return self

    def __call__(self, *_: object, **__: object) -> "_Vadsomhelst":
        return self


class Lyssnare:
    """Stands in for the example of a test; methods that it doesn't know do nothing."""

    def __init__(self, rubrik: str):
        self.hort = Exempel(rubrik)
        self._fraga: tuple[str, _TEXTS] | None = None

    def levererar(self, tabell: str, text: str, av: str = "2024H1", uttagsdatum: str | None = None) -> None:
        written = getattr(text, "kort", None)
        self.hort.leveranser.append(Leverans(tabell, written or text, av, uttagsdatum, written is not None))

    def invanare(self, antal: int, *_: int) -> None:
        self.hort.invanare = antal

    def celler(self, indikator: str, kolumner: str, **urval: str) -> _Vadsomhelst:
        return self._fragar(indikator, urval)

    def tal(self, indikator: str, kolumner: str, **urval: str) -> _Vadsomhelst:
        return self._fragar(indikator, urval)

    def perioder(self, indikator: str) -> _Vadsomhelst:
        return self._fragar(indikator, {})

    def _fragar(self, indikator: str, urval: _TEXTS) -> _Vadsomhelst:
        self._fraga = (indikator, urval)
        return _Vadsomhelst()

    def vantar_sig(self, fragan: Callable[[], Any], svar: Svarstyp) -> None:
        """`assert fragan == svar` in the test: the question is asked, so that it is heard, and the answer noted."""
        with suppress(Exception):  # what the test makes of an empty answer doesn't matter
            fragan()
        said = Svar(*self._fraga, svar) if self._fraga else None
        if said and isinstance(svar, list | dict | str) and said not in self.hort.svar:
            self.hort.svar.append(said)

    def __getattr__(self, _: str) -> _Vadsomhelst:
        return _Vadsomhelst()


def read_spec(folder: Path) -> dict[str, list[Exempel]]:
    """Indicator → its examples, from the test files of `folder` (tests/spec/indicators)."""
    found: dict[str, list[Exempel]] = {}
    for path in sorted(folder.glob("test_*.py")):
        for example in examples_of(path.read_text(encoding="utf-8"), path.name):
            for indikator in dict.fromkeys(s.indikator for s in example.svar):
                own = [s for s in example.svar if s.indikator == indikator]
                told = Exempel(example.rubrik, example.leveranser, own, example.invanare)
                found.setdefault(indikator, []).append(told)
    return found


def ordinary_rows(folder: Path) -> dict[str, dict[str, str]]:
    """Table → what a row of an example is where it does not say otherwise: ORDINARY in tabell.py beside `folder`."""
    shared = ast.parse((folder.parent / "tabell.py").read_text(encoding="utf-8"))
    assigned = [n for n in shared.body if isinstance(n, ast.Assign)]
    return next(ast.literal_eval(n.value) for n in assigned if ast.unparse(n.targets[0]) == "ORDINARY")


def examples_of(source: str, name: str = "test") -> Iterator[Exempel]:
    """One per test of the file and set of parameters."""
    names: dict[str, Any] = {}
    exec(compile(_listening(ast.parse(source)), name, "exec"), names)
    functions = {n: f for n, f in names.items() if isinstance(f, FunctionType)}
    tests = [f for n, f in functions.items() if n.startswith("test_")]
    for test in tests:
        for parameters in _parameter_sets(test):
            listener = Lyssnare(_heading(test))
            names |= {"Exempel": lambda *_, heard=listener: heard, "_lyssnare": listener}
            fixtures = {arg: _fixture(arg, functions, listener) for arg in _arguments(test) if arg not in parameters}
            test(**parameters, **fixtures)
            yield listener.hort


def _fixture(name: str, functions: Mapping[str, Callable], listener: Lyssnare) -> Any:
    """The fixture `name` of the test's own file, with the fixtures that it asks for; of other files the listener."""
    if name not in functions:
        return listener
    own = functions[name]
    others = {n: f for n, f in functions.items() if n != name}
    return own(**{arg: _fixture(arg, others, listener) for arg in _arguments(own)})


def _arguments(function: Callable) -> Iterable[str]:
    return inspect.signature(function).parameters


def _parameter_sets(test: Callable) -> list[dict[str, Any]]:
    """One per set of values of `pytest.mark.parametrize`; one empty where there is none."""
    sets: list[dict[str, Any]] = [{}]
    for mark in (m for m in getattr(test, "pytestmark", []) if m.name == "parametrize"):
        names = [n.strip() for n in mark.args[0].split(",")]
        rows = [row if len(names) > 1 else (row,) for row in mark.args[1]]
        sets = [had | dict(zip(names, row)) for row in rows for had in sets]
    return sets


def _heading(test: Callable) -> str:
    told = inspect.getdoc(test)
    return told.partition("\n")[0] if told else test.__name__.removeprefix("test_").replace("_", " ").capitalize() + "."


def _listening(tree: ast.Module) -> ast.Module:
    """Fixtures become plain functions, and `assert a == b` becomes `_lyssnare.vantar_sig(lambda: a, b)`."""
    return ast.fix_missing_locations(_Lyssnande().visit(tree))


class _Lyssnande(ast.NodeTransformer):
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.decorator_list = [d for d in node.decorator_list if "fixture" not in ast.unparse(d)]
        return self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> ast.stmt | None:
        match node.test:
            case ast.Compare(left=asked, ops=[ast.Eq()], comparators=[said]):
                nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
                listen = ast.parse("_lyssnare.vantar_sig", mode="eval").body
                return ast.copy_location(ast.Expr(ast.Call(listen, [ast.Lambda(nothing, asked), said], [])), node)
        return ast.copy_location(ast.Pass(), node)
