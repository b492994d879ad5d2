"""`csv-metadata.json`: W3C's CSV on the Web, one group with every CSV file of the release.

The standard knows no packed files: those that end with .gz are described as they are when they have been unpacked, as a
web server that says `Content-Encoding: gzip` sends them. Numbers are decimals, as they are rounded.
"""

from typing import Any

import pyarrow as pa

from isu.katalog.innehall import Fil, Innehall, Kolumn

TYPER = {pa.string(): "string", pa.int64(): "integer", pa.bool_(): "boolean", pa.date32(): "date"}


def csvw(innehall: Innehall) -> dict[str, Any]:
    u = innehall.utgivning
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "sv"}],
        "dc:title": _texts(u.titel["sv"], u.titel["en"]),
        "dc:description": _texts(u.beskrivning["sv"], u.beskrivning["en"]),
        "dc:publisher": u.utgivarnamn,
        "dc:license": {"@id": u.licens_adress},
        "tables": [_table(fil) for fil in innehall.tabeller],
    }


def _table(fil: Fil) -> dict[str, Any]:
    schema = {"columns": [_column(kolumn, fil.dialekt.decimaltecken) for kolumn in fil.kolumner]}
    return {
        "url": fil.sokvag,
        "dc:title": _texts(fil.om("titel"), fil.om("title")),
        "dialect": {"delimiter": fil.dialekt.avgransare, "encoding": fil.dialekt.encoding, "header": True},
        "tableSchema": schema | ({"primaryKey": fil.nyckel} if fil.nyckel else {}),
    }


def _column(kolumn: Kolumn, decimaltecken: str) -> dict[str, Any]:
    number = {"base": "decimal", "format": {"decimalChar": decimaltecken}}
    return {
        "name": kolumn.namn,
        "titles": kolumn.namn,
        "dc:description": _texts(kolumn.sv, kolumn.en),
        "datatype": number if kolumn.typ == pa.float64() else TYPER[kolumn.typ],
    }


def _texts(sv: str, en: str) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for text, language in ((sv, "sv"), (en, "en")) if text]
