"""What the assets and sensors are given: the home that they work in. Paths inside it are the business of isu.home."""

from typing import Any

import dagster as dg

from isu.home import Home
from isu.pipelines import sidor


class Hem(dg.ConfigurableResource):
    """Hemmet: mappen där allt ligger. Anges med miljövariabeln ISU_HOME."""

    katalog: str

    @property
    def home(self) -> Home:
        return Home.of(self.katalog)


def home_of_environment() -> Hem:
    return Hem(katalog=dg.EnvVar("ISU_HOME"))


def labels(secret: bool) -> dict[str, Any]:
    """Who answers for an asset, whether what it holds may leave the home, and where it is explained."""
    return {
        "owners": ["team:forvaltare"],
        "tags": {"sekretess": "hemligt" if secret else "skyddat"},
        "metadata": sidor.manual(),
    }
