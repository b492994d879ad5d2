"""`index.html`: the release's own page, for people, with schema.org's Dataset in it for search engines."""

import json
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from isu.katalog import Innehall, schemaorg
from isu.release.licens import licence

SIDA = "index.html"
SIDOR = (
    ("README.md", "vad filerna är, statusar, röjandeskydd och kolumner"),
    ("ANDRINGAR.md", "vad som skiljer utgåvan från den före"),
    ("ROJANDESKYDD.md", "hur mycket som hålls inne"),
    ("LICENS.md", "licens, hur man citerar, signatur och kontakt"),
    ("datapackage.json", "Frictionless Data Package"),
    ("csv-metadata.json", "CSV on the Web"),
    ("dcat-ap-se.jsonld", "DCAT-AP-SE 3"),
)


def page(innehall: Innehall) -> str:
    environment = Environment(loader=PackageLoader("isu.release", "."), autoescape=True, keep_trailing_newline=True)
    u = innehall.utgivning
    return environment.get_template("sida.html.j2").render(
        namn=innehall.namn,
        titel=u.titel,
        beskrivning=u.beskrivning,
        utgivare=u.utgivarnamn,
        licens=licence(u).partition("\n")[0],
        sidor=SIDOR,
        filer=[f for f in innehall.filer if f.schema],
        schemaorg=embedded(schemaorg(innehall)),
    )


def embedded(data: dict[str, Any]) -> Markup:
    """JSON to stand in a page, which can't end the element it stands in."""
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))
