"""`datapackage.json`: the Frictionless Data Package. CSV files with all their columns, other files with their hash."""

from typing import Any

import pyarrow as pa

from isu.katalog.innehall import Fil, Innehall, Kolumn

TYPER = {
    pa.string(): "string",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.bool_(): "boolean",
    pa.date32(): "date",
}


def datapackage(innehall: Innehall) -> dict[str, Any]:
    u = innehall.utgivning
    return {
        "name": f"isu-{innehall.namn.lower().replace('_', '-')}",
        "title": u.titel["sv"],
        "title_en": u.titel["en"],
        "description": u.beskrivning["sv"],
        "description_en": u.beskrivning["en"],
        "version": innehall.namn,
        "homepage": innehall.adress,
        "keywords": u.nyckelord["sv"] + u.nyckelord["en"],
        "licenses": [{"name": u.licens, "title": u.licens_namn, "path": u.licens_adress}],
        "contributors": [{"title": u.utgivarnamn, "path": u.utgivare_uri, "role": "publisher"}],
        "resources": [_resource(fil) for fil in innehall.filer],
    }


def _resource(fil: Fil) -> dict[str, Any]:
    about = {
        "name": fil.namn,
        "path": fil.sokvag,
        "title": fil.om("titel"),
        "title_en": fil.om("title"),
        "mediatype": fil.medietyp,
        "bytes": fil.byte,
        "hash": f"sha256:{fil.sha256}",
    }
    return {key: value for key, value in (about | (_table(fil) if fil.dialekt else {"type": "file"})).items() if value}


def _table(fil: Fil) -> dict[str, Any]:
    return {
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "encoding": fil.dialekt.encoding,
        "dialect": {"csv": {"delimiter": fil.dialekt.avgransare}},
        "schema": {
            "fields": [_field(kolumn, fil.dialekt.decimaltecken) for kolumn in fil.kolumner],
            "missingValues": [""],
            "primaryKey": fil.nyckel,
        },
    }


def _field(kolumn: Kolumn, decimaltecken: str) -> dict[str, Any]:
    field = {
        "name": kolumn.namn,
        "type": TYPER[kolumn.typ],
        "description": kolumn.sv,
        "description_en": kolumn.en,
    }
    if kolumn.typ == pa.float64():
        field["decimalChar"] = decimaltecken
    if kolumn.koder:
        field["constraints"] = {"enum": list(kolumn.koder)}
        field["categories"] = [
            {"value": kod, "label": text["sv"], "label_en": text["en"]} for kod, text in kolumn.koder.items()
        ]
    return field
