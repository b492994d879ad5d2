"""What the assets and sensors are given: the home that they work in. Paths inside it are the business of isu.home."""

import dagster as dg

from isu.home import Home


class Hem(dg.ConfigurableResource):
    """Hemmet: mappen där allt ligger. Anges med miljövariabeln ISU_HOME."""

    katalog: str

    @property
    def home(self) -> Home:
        return Home.of(self.katalog)


def home_of_environment() -> Hem:
    return Hem(katalog=dg.EnvVar("ISU_HOME"))
