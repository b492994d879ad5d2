"""`dcat-ap-se.jsonld`: the release as a catalogue of data sets after DCAT-AP-SE 3, in RDF (JSON-LD).

One data set, in the forms that it can be had in: Parquet, CSV (many files of one distribution, as DCAT-AP-SE has it)
and the DuckDB database. The catalogue itself is CC0, as DCAT-AP-SE asks; the data have the steward's licence.
Specification: docs.dataportal.se/dcat. No date of issue: nothing in a release is read from a clock.
"""

from collections.abc import Iterable
from typing import Any

from isu.declaration.utgivning import LICENSER, Utgivning
from isu.katalog.innehall import Fil, Innehall

EU = "http://publications.europa.eu/resource/authority/"
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: What it is called → the files that are of it.
FORMER = {"parquet": ".parquet", "csv": (".csv", ".csv.gz"), "duckdb": ".duckdb"}
SVERIGE = f"{EU}country/SWE"


def dcat(innehall: Innehall) -> dict[str, Any]:
    u, place = innehall.utgivning, innehall.adress
    chosen = {form: [f for f in innehall.filer if f.sokvag.endswith(ends)] for form, ends in FORMER.items()}
    forms = {form: files for form, files in chosen.items() if files}
    catalogue = {
        "@id": f"{place}#katalog",
        "@type": "dcat:Catalog",
        **_named(u),
        "dcterms:publisher": _ref(u.utgivare_uri),
        "dcterms:license": _ref(LICENSER["CC0-1.0"][1]),
        "dcterms:language": [_ref(f"{EU}language/SWE"), _ref(f"{EU}language/ENG")],
        "foaf:homepage": _ref(place),
        "dcat:dataset": _ref(f"{place}#data"),
    }
    distributions = [_distribution(innehall, form, files) for form, files in forms.items()]
    return {"@context": CONTEXT, "@graph": [catalogue, _dataset(innehall, forms), _publisher(u), *distributions]}


def _dataset(innehall: Innehall, forms: Iterable[str]) -> dict[str, Any]:
    u, place = innehall.utgivning, innehall.adress
    return {
        "@id": f"{place}#data",
        "@type": "dcat:Dataset",
        **_named(u),
        "dcterms:identifier": place,
        "dcterms:publisher": _ref(u.utgivare_uri),
        "dcterms:accessRights": _ref(f"{EU}access-right/PUBLIC"),
        "dcterms:spatial": _ref(SVERIGE),
        "dcat:theme": [_ref(f"{EU}data-theme/SOCI"), _ref(f"{EU}data-theme/HEAL")],
        "dcat:keyword": [_text(w, language) for language in ("sv", "en") for w in u.nyckelord[language]],
        "dcat:version": innehall.namn,
        "dcat:landingPage": _ref(place),
        "dcat:distribution": [_ref(f"{place}#{form}") for form in forms],
        **_temporal(innehall),
        **_contact(u),
    }


def _distribution(innehall: Innehall, form: str, files: list[Fil]) -> dict[str, Any]:
    first = files[0]
    about = {
        "@id": f"{innehall.adress}#{form}",
        "@type": "dcat:Distribution",
        "dcterms:title": _text(form.upper() if form == "csv" else form.capitalize(), "sv"),
        "dcat:accessURL": _ref(innehall.adress),
        "dcat:downloadURL": [_ref(innehall.adress + f.sokvag) for f in files],
        "dcterms:license": _ref(innehall.utgivning.licens_adress),
        "dcterms:format": first.medietyp,
        "dcat:mediaType": _ref(f"http://www.iana.org/assignments/media-types/{first.medietyp}"),
    }
    if len(files) == 1:
        about |= {"dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(first.byte)}, **_checksum(first)}
    return about


def _checksum(fil: Fil) -> dict[str, Any]:
    value = {"@type": "xsd:hexBinary", "@value": fil.sha256}
    algorithm = _ref("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
    return {"spdx:checksum": {"@type": "spdx:Checksum", "spdx:algorithm": algorithm, "spdx:checksumValue": value}}


def _named(u: Utgivning) -> dict[str, Any]:
    return {
        "dcterms:title": [_text(u.titel[language], language) for language in ("sv", "en")],
        "dcterms:description": [_text(u.beskrivning[language], language) for language in ("sv", "en")],
    }


def _publisher(u: Utgivning) -> dict[str, Any]:
    return {"@id": u.utgivare_uri, "@type": "foaf:Agent", "foaf:name": u.utgivarnamn}


def _contact(u: Utgivning) -> dict[str, Any]:
    """Who answers questions; nothing where nobody has been named."""
    if not u.epost:
        return {}
    named = {"vcard:fn": u.kontakt or u.utgivarnamn, "vcard:hasEmail": _ref(f"mailto:{u.epost}")}
    return {"dcat:contactPoint": {"@type": "vcard:Organization", **named}}


def _temporal(innehall: Innehall) -> dict[str, Any]:
    if not innehall.perioder:
        return {}
    ends = zip(("dcat:startDate", "dcat:endDate"), innehall.perioder, strict=True)
    days = {name: {"@type": "xsd:date", "@value": day} for name, day in ends}
    return {"dcterms:temporal": {"@type": "dcterms:PeriodOfTime", **days}}


def _ref(address: str) -> dict[str, str]:
    return {"@id": address}


def _text(value: str, language: str) -> dict[str, str]:
    return {"@value": value, "@language": language}
