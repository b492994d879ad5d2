"""The catalogues of a release, judged by the programs that others judge them with."""

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from csvw import CSVW
from frictionless import Package, system
from pyshacl import validate
from rdflib import DCTERMS, RDF, Graph, Namespace, URIRef

from isu.declaration import load_declarations
from isu.declaration.utgivning import read_utgivning
from isu.katalog import Innehall, dcat
from isu.kolada.utgava import Utgava
from isu.release import make_release, verify_release
from isu.sajt import build_site
from tests.spec.publication.slappt import slappt
from tests.spec.publication.test_publ_utbud import with_few

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
SHAPES = Path(__file__).with_name("dcat_ap_se.shapes.ttl")
DCAT = Namespace("http://www.w3.org/ns/dcat#")


@pytest.fixture(scope="module")
def release(tmp_path_factory) -> Path:
    return slappt(tmp_path_factory.mktemp("katalog"))


def faults(release: Path) -> list[str]:
    """What frictionless says of the package and of every row of every table in it."""
    with system.use_context(trusted=True):
        report = Package(str(release / "datapackage.json")).validate()
    return [f"{row[0]}: {row[-1]}" for row in report.flatten(["name", "type", "message"])] + [
        str(e) for e in report.errors
    ]


def test_frictionless_finds_the_package_and_every_row_valid(release):
    assert faults(release) == []


def test_a_release_that_offers_less_of_some_areas_is_whole_for_every_reader(tmp_path):
    nation = with_few(tmp_path, dict.fromkeys(("1715", "1780", "1880", "1885"), 3))
    nation.publicerar()
    release = make_release(nation.home, "2024.1")
    assert "kommun,ja,ja,,nej" in (release / "utbud.csv").read_text("utf-8")
    assert faults(release) == []
    assert list(Utgava(release).nyckeltal) == ["TST-01"]
    assert build_site(release, tmp_path / "sajt") == 2 * (4 + 1 + 2)


def test_a_release_of_nothing_is_whole_and_valid_too(tmp_path):
    empty = slappt(tmp_path, celler=None)
    assert verify_release(empty) == [] and faults(empty) == []
    assert conforms(graph_of((empty / "dcat-ap-se.jsonld").read_text("utf-8")))


@pytest.fixture
def copy(release, tmp_path) -> Path:
    """A copy that may be changed."""
    for path in release.rglob("*"):
        if path.is_file():
            place = tmp_path / path.relative_to(release)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    return tmp_path


def test_frictionless_sees_a_number_that_was_changed(copy):
    table = copy / "csv" / "indikatorer" / "AKT-05.csv.gz"
    table.write_bytes(gzip.compress(gzip.decompress(table.read_bytes()).replace(b";30;", b";trettio;")))
    assert any("trettio" in fault for fault in faults(copy))


def test_the_package_lists_every_file_but_the_catalogues_and_the_checksums(release):
    listed = {r["path"] for r in json.loads((release / "datapackage.json").read_text("utf-8"))["resources"]}
    there = {p.relative_to(release).as_posix() for p in release.rglob("*") if p.is_file()}
    late = {"datapackage.json", "csv-metadata.json", "dcat-ap-se.jsonld", "index.html", "checksummor.txt"}
    assert there - listed == late


def test_a_reader_of_csvw_gets_typed_rows(copy):
    """The packed files as a web server sends them, unpacked on the way."""
    for path in copy.rglob("*.gz"):
        path.write_bytes(gzip.decompress(path.read_bytes()))
    metadata = CSVW(str(copy / "csv-metadata.json"))
    assert metadata.is_valid
    tables = {t.url.string: t for t in metadata.tables}
    rows = list(tables["csv/indikatorer/AKT-05.csv.gz"].iterdicts(strict=True))
    whole = {"matt": "andel", "omrade": "1780", "period": "2024H2", "kon": "T", "aldersgrupp": "alla"}
    (one,) = [r for r in rows if whole.items() <= r.items()]
    assert (one["n"], one["varde"], one["ungefarlig_alder"]) == (30, 100, False)


def graph_of(data: str) -> Graph:
    return Graph().parse(data=data, format="json-ld")


def conforms(graph: Graph) -> bool:
    return validate(graph, shacl_graph=str(SHAPES))[0]


def test_dcat_conforms_to_what_dcat_ap_se_demands(release):
    graph = graph_of((release / "dcat-ap-se.jsonld").read_text("utf-8"))
    assert conforms(graph)
    (data,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert len(set(graph.objects(data, DCAT.distribution))) == 3


@pytest.mark.parametrize(
    "lost",
    [
        (DCAT.Catalog, DCTERMS.license),
        (DCAT.Dataset, DCTERMS.publisher),
        (DCAT.Dataset, DCTERMS.title),
        (DCAT.Distribution, DCAT.accessURL),
        (URIRef("http://xmlns.com/foaf/0.1/Agent"), URIRef("http://xmlns.com/foaf/0.1/name")),
    ],
)
def test_dcat_that_lacks_something_does_not_conform(release, lost):
    graph = graph_of((release / "dcat-ap-se.jsonld").read_text("utf-8"))
    typ, what = lost
    (one, *_) = graph.subjects(RDF.type, typ)
    graph.remove((one, what, None))
    assert not conforms(graph)


def test_a_contact_is_told_where_the_steward_has_named_one():
    declared = read_utgivning(load_declarations().katalog)
    named = replace(declared, kontakt="Statistiken", epost="statistik@example.org")
    graph = graph_of(json.dumps(dcat(Innehall("2024.1", named, []))))
    assert conforms(graph)
    (contact,) = graph.objects(None, DCAT.contactPoint)
    assert "mailto:statistik@example.org" in map(str, graph.objects(contact))


def test_the_page_has_schema_org_s_data_set_with_every_download(release):
    page = (release / "index.html").read_text("utf-8")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    told = json.loads(script)
    assert (told["@type"], told["version"], told["temporalCoverage"]) == ("Dataset", "2024.1", "2024-01-01/2024-12-31")
    for download in told["distribution"]:
        assert (release / download["contentUrl"].partition("/2024.1/")[2]).is_file()
    assert {"name": "n", "description": "Units with a known outcome (denominator)", "@type": "PropertyValue"} in told[
        "variableMeasured"
    ]


def test_every_link_of_the_page_is_a_file_of_the_release(release):
    page = (release / "index.html").read_text("utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert links and all((release / link).is_file() for link in links)
