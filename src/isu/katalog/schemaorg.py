"""schema.org's Dataset, for the release's own page: what search engines for data sets read."""

from typing import Any

from isu.katalog.innehall import Fil, Innehall


def schemaorg(innehall: Innehall) -> dict[str, Any]:
    u = innehall.utgivning
    about = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": innehall.adress,
        "name": u.titel["sv"],
        "alternateName": u.titel["en"],
        "description": u.beskrivning["sv"],
        "url": innehall.adress,
        "version": innehall.namn,
        "inLanguage": ["sv", "en"],
        "isAccessibleForFree": True,
        "keywords": u.nyckelord["sv"] + u.nyckelord["en"],
        "license": u.licens_adress,
        "creator": {"@type": "Organization", "name": u.utgivarnamn, "url": u.utgivare_uri},
        "spatialCoverage": {"@type": "Place", "name": "Sverige"},
        "distribution": [_download(innehall, fil) for fil in innehall.filer if fil.schema],
        "variableMeasured": _variables(innehall),
    }
    return about | ({"temporalCoverage": "/".join(innehall.perioder)} if innehall.perioder else {})


def _download(innehall: Innehall, fil: Fil) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": fil.om("titel") or fil.sokvag,
        "contentUrl": innehall.adress + fil.sokvag,
        "encodingFormat": fil.medietyp,
        "contentSize": f"{fil.byte} B",
        "sha256": fil.sha256,
    }


def _variables(innehall: Innehall) -> list[dict[str, str]]:
    """Every column once, by its English description."""
    found = {k.namn: k.en for fil in innehall.filer for k in fil.kolumner if k.en}
    return [{"@type": "PropertyValue", "name": name, "description": text} for name, text in sorted(found.items())]
