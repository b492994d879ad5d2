"""The address of a home's database as it is used. Nothing is opened here."""

from sqlalchemy import URL
from sqlalchemy.engine import make_url

SQLITE, POSTGRESQL = "sqlite", "postgresql"


def database(url: str) -> URL:
    """PostgreSQL is reached by the one driver that is installed for it."""
    place = make_url(url)
    return place.set(drivername="postgresql+psycopg2") if place.drivername in ("postgresql", "postgres") else place


def is_server(url: str) -> bool:
    return database(url).get_backend_name() == POSTGRESQL
