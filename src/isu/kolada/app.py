"""The addresses of the interface: a question in, the release's rows out. FastAPI; reading only.

Version 2 has the choice in the path (/v2/data/kpi/AKT-05/year/2024), version 3 in the query too
(/v3/data/?kpi_id=AKT-05&year=2024). Ids may be several, with commas.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import StringConstraints

from isu.katalog.utgava import KOMMUNGRUPP
from isu.kolada import former
from isu.kolada.former import V2, V3
from isu.kolada.nyckeltal import Nyckeltal
from isu.kolada.svar import Data2, Data3, Fel, Grupp, Kommun, Kpi2, Kpi3, Sida2, Sida3
from isu.kolada.utgava import Omrade, Utgava

MOST_PER_PAGE = 5000
#: At most 25 ids in a question, as in Kolada.
_ONE = r"[A-Za-z0-9_.-]{1,100}"
ID = rf"^{_ONE}(,{_ONE}){{0,24}}$"
#: Kolada's form of a year, and our shorter periods: 2024, 2024H1, 2024K1, 2024-03, 2024-11-01.
_PERIOD = r"[0-9]{4}(H[12]|K[1-4]|-[0-9]{2}(-[0-9]{2})?)?"
PERIOD = rf"^{_PERIOD}(,{_PERIOD}){{0,99}}$"

Found = TypeVar("Found")
Page = Annotated[int, Query(ge=1, le=1_000_000)]
PerPage = Annotated[int, Query(ge=1, le=MOST_PER_PAGE)]
Title = Annotated[str | None, Query(max_length=200, description="En del av titeln")]
Ids = Annotated[str, Path(pattern=ID, description="Ett eller flera id, med komma emellan")]
Years = Annotated[str, Path(pattern=PERIOD, description="Ett eller flera år eller kortare perioder, med komma emellan")]
Many = Annotated[list[Annotated[str, StringConstraints(pattern=ID)]] | None, Query(max_length=500)]
ManyYears = Annotated[list[Annotated[str, StringConstraints(pattern=PERIOD)]] | None, Query(max_length=500)]
Since = Annotated[
    str | None, Query(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="Utan verkan: en utgåva ändras aldrig")
]
ERRORS = {404: {"model": Fel}, 422: {"model": Fel}}


def interface(utgava: Utgava) -> FastAPI:
    """The whole interface over one release."""
    app = FastAPI(
        title="ISU i Koladas form",
        version=utgava.namn,
        description="En utgåva av ISU med Koladas API, version 2 och 3. Bara läsning.",
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.add_exception_handler(RequestValidationError, _refused)
    for version in (V2, V3):
        _entities(app, utgava, version)
        _data(app, utgava, version)
    _no_units(app)
    return app


async def _refused(request: Request, error: RequestValidationError) -> JSONResponse:
    """What is wrong with a question, as one sentence."""
    found = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return JSONResponse({"detail": f"Frågan går inte att besvara. {found}"}, 422)


def _entities(app: FastAPI, utgava: Utgava, version: int) -> None:
    """Key figures, areas and their groups: all, those with a word in the title, or by id."""
    groups = {o.id: o for o in utgava.omraden.values() if o.typ == KOMMUNGRUPP}
    others = {o.id: o for o in utgava.omraden.values() if o.typ != KOMMUNGRUPP}
    fields = {f: f for d in utgava.definitioner.values() for f in d["omraden"].split(" ")}
    kinds: dict[str, tuple[Mapping[str, Any], Callable[[Any], dict], type]] = {
        "kpi": (utgava.nyckeltal, lambda k: former.kpi(utgava, k, version), Kpi2 if version == V2 else Kpi3),
        "kpi_groups": (dict(sorted(fields.items())), lambda f: former.kpi_group(utgava, f), Grupp),
        "municipality": (others, former.municipality, Kommun),
        "municipality_groups": (groups, lambda g: former.municipality_group(utgava, g), Grupp),
        "ou": ({}, former.municipality, Kommun),
    }
    for name, (known, form, model) in kinds.items():
        _entity(app, f"/v{version}/{name}", known, form, _page_of(version, model), version)


def _entity(app: FastAPI, path: str, known: Mapping[str, Found], form: Callable, model: type, version: int) -> None:
    @app.get(path, response_model=model, responses=ERRORS, operation_id=path, response_model_exclude_unset=True)
    def every(request: Request, title: Title = None, type: str | None = None, page: Page = 1, per_page: PerPage = 5000):
        found = [form(item) for item in known.values()]
        if title:
            found = [f for f in found if title.casefold() in f["title"].casefold()]
        if type:
            found = [f for f in found if f.get("type", type) == type]
        return former.page(found, page, per_page, _address(request), version)

    @app.get(
        f"{path}/{{ids}}",
        response_model=model,
        responses=ERRORS,
        operation_id=f"{path}_ids",
        response_model_exclude_unset=True,
    )
    def by_id(request: Request, ids: Ids, page: Page = 1, per_page: PerPage = 5000):
        found = [form(known[id_]) for id_ in _split(ids) if id_ in known]
        return former.page(found, page, per_page, _address(request), version)


def _data(app: FastAPI, utgava: Utgava, version: int) -> None:
    """Values: any two of key figure, area and year; in version 3 also as a query."""
    model = _page_of(version, Data2 if version == V2 else Data3)
    kwargs = {"response_model": model, "responses": ERRORS, "response_model_exclude_unset": True}

    def answer(request, kpis, municipalities, years, page, per_page):
        return _answer(request, utgava, version, kpis, municipalities, years, page, per_page)

    base = f"/v{version}/data"

    @app.get(f"{base}/kpi/{{kpi}}/municipality/{{municipality}}/year/{{year}}", operation_id=f"{base}_kmy", **kwargs)
    def all_three(
        request: Request,
        kpi: Ids,
        municipality: Ids,
        year: Years,
        page: Page = 1,
        per_page: PerPage = 5000,
        from_date: Since = None,
    ):
        return answer(request, _split(kpi), _split(municipality), _split(year), page, per_page)

    @app.get(f"{base}/kpi/{{kpi}}/municipality/{{municipality}}", operation_id=f"{base}_km", **kwargs)
    def every_year(
        request: Request, kpi: Ids, municipality: Ids, page: Page = 1, per_page: PerPage = 5000, from_date: Since = None
    ):
        return answer(request, _split(kpi), _split(municipality), None, page, per_page)

    @app.get(f"{base}/kpi/{{kpi}}/year/{{year}}", operation_id=f"{base}_ky", **kwargs)
    def everywhere(
        request: Request, kpi: Ids, year: Years, page: Page = 1, per_page: PerPage = 5000, from_date: Since = None
    ):
        return answer(request, _split(kpi), None, _split(year), page, per_page)

    @app.get(f"{base}/municipality/{{municipality}}/year/{{year}}", operation_id=f"{base}_my", **kwargs)
    def every_kpi(
        request: Request,
        municipality: Ids,
        year: Years,
        page: Page = 1,
        per_page: PerPage = 5000,
        from_date: Since = None,
    ):
        return answer(request, None, _split(municipality), _split(year), page, per_page)

    if version == V3:

        @app.get(f"{base}/", operation_id=f"{base}_query", **kwargs)
        def by_query(
            request: Request,
            kpi_id: Many = None,
            municipality_id: Many = None,
            year: ManyYears = None,
            page: Page = 1,
            per_page: PerPage = 5000,
            from_date: Since = None,
        ):
            return answer(request, *(_joined(m) for m in (kpi_id, municipality_id, year)), page, per_page)


def _no_units(app: FastAPI) -> None:
    """Values of units within a kommun: there are none."""
    kwargs = {"responses": ERRORS, "response_model_exclude_unset": True}

    @app.get("/v2/oudata/{question:path}", response_model=_page_of(V2, Data2), operation_id="oudata_v2", **kwargs)
    def by_path(request: Request, question: str, page: Page = 1, per_page: PerPage = 5000):
        return former.page([], page, per_page, _address(request), V2)

    @app.get("/v3/oudata/", response_model=_page_of(V3, Data3), operation_id="oudata_v3", **kwargs)
    def by_query(request: Request, page: Page = 1, per_page: PerPage = 5000):
        return former.page([], page, per_page, _address(request), V3)


def _answer(
    request: Request,
    utgava: Utgava,
    version: int,
    kpis: Sequence[str] | None,
    municipalities: Sequence[str] | None,
    years: Sequence[str] | None,
    page: int,
    per_page: int,
) -> dict[str, Any]:
    chosen = _chosen(utgava.nyckeltal, kpis)
    areas = None if municipalities is None else _chosen(utgava.omraden, municipalities)
    asked = not (kpis is None and municipalities is None and years is None)  # with nothing asked for, nothing is found
    rows = utgava.values(chosen, areas, years) if asked and chosen and areas != [] else []
    found = former.values(utgava, chosen, rows, version)
    return former.page(found, page, per_page, _address(request), version)


def _chosen(known: Mapping[str, Nyckeltal] | Mapping[str, Omrade], ids: Sequence[str] | None) -> list:
    """Those that are known; like Kolada, what is unknown is left out and is no error."""
    if ids is None:
        return list(known.values())
    return [known[id_] for id_ in dict.fromkeys(ids) if id_ in known]


def _split(text: str) -> list[str]:
    return [part for part in text.split(",") if part]


def _joined(many: list[str] | None) -> list[str] | None:
    return [part for text in many for part in _split(text)] if many else None


def _page_of(version: int, model: type) -> type:
    return Sida2[model] if version == V2 else Sida3[model]


def _address(request: Request) -> str:
    """The question without its page, which the links to other pages add."""
    return str(request.url.remove_query_params(["page", "per_page"]))
