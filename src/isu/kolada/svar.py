"""The shapes of the answers as models: what the description of the interface (OpenAPI) promises, and is held to."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Medlem(_Form):
    id: str
    title: str


class Kpi(_Form):
    id: str
    title: str
    description: str
    definition: str
    municipality_type: str
    is_divided_by_gender: bool | int
    operating_area: str
    perspective: str | None
    publication_date: str | None
    prel_publication_date: str | None
    publ_period: str | None
    ou_publication_date: str | None
    has_ou_data: bool | int


class Kpi2(Kpi):
    auspices: str | None


class Kpi3(Kpi):
    auspice: str | None


class Grupp(_Form):
    id: str
    title: str
    members: list[Medlem]


class Kommun(_Form):
    id: str
    title: str
    type: str


class Varde(_Form):
    gender: str
    count: int
    status: str
    value: float | None
    weighted_value: float | None = None


class Varde2(Varde):
    is_deleted: int


class Varde3(Varde):
    isdeleted: bool


class Data2(_Form):
    kpi: str
    municipality: str
    period: int | str
    values: list[Varde2]


class Data3(_Form):
    kpi: str
    municipality: str
    period: int | str
    values: list[Varde3]


class Sida2(_Form, Generic[T]):
    values: list[T]
    count: int
    previous_page: str | None = None
    next_page: str | None = None


class Sida3(_Form, Generic[T]):
    values: list[T]
    count: int
    previous_url: str | None = None
    next_url: str | None = None


class Fel(_Form):
    detail: str
