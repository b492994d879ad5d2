"""A release in Kolada's shape, held to recorded shapes of version 2 and to a public client of version 3.

The release is a small table, so that what is answered can be read beside it.
"""

import json
import socket
import threading
import time
from urllib.request import urlopen

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import uvicorn
from typer.testing import CliRunner

from isu.cli.kommandon import app as commands
from isu.kolada.app import interface
from isu.kolada.utgava import Utgava
from tests.facit import needs_facit, run

EVERYWHERE = [
    ("0000", 2024, 60.1, ""),
    ("0017", 2024, 60.1, ""),
    ("1730", 2024, None, "kvalitet"),
    ("1780", 2024, 61.5, ""),
    ("B3", 2024, 58.0, ""),
]
OMRADEN = """
omrade_typ  | omrade | namn         | kommungrupp
riket       | 0000   | Riket        |
lan         | 17     | Värmlands län|
kommungrupp | B3     | Större stad  |
kommun      | 1780   | Karlstad     | B3
kommun      | 1730   | Eda          | C8
"""
TAL = """
indikator | variant | matt   | omrade_typ  | omrade | period | kon | varde | varde_ovagt | antal_kommuner | status
AKT-05    |         | andel  | kommun      | 1780   | 2024   | T   | 61.5  |             | 1              | visas
AKT-05    |         | andel  | kommun      | 1780   | 2024   | K   | 0.0   |             | 1              | visas
AKT-05    |         | andel  | kommun      | 1780   | 2024   | M   |       |             | 1              | sekretess
AKT-05    |         | andel  | kommun      | 1730   | 2024   | T   |       |             | 0              | kvalitet
AKT-05    |         | andel  | kommungrupp | B3     | 2024   | T   | 61.5  | 58.0        | 1              | visas
AKT-05    |         | andel  | riket       | 0000   | 2024   | T   | 60.1  | 57.0        | 2              | visas
AKT-05    |         | andel  | lan         | 17     | 2024   | T   | 60.1  | 57.0        | 2              | visas
AKT-05    |         | andel  | kommun      | 1780   | 2024H1 | T   | 63.0  |             | 1              | visas
AKT-05    | sen     | median | kommun      | 1780   | 2024   | T   | 9.0   |             | 1              | visas
"""
DEFINITIONER = """
indikator | namn                  | definition      | sager_inte | alla_matt    | omraden
AKT-05    | Beslut inom 14 dagar  | Andel anmälningar | Inget    | andel median | barn_unga missbruk
"""
KODER = """
indikator | kolumn  | kod   | sv              | en
AKT-05    | variant | sen   | De sena         | Late
          | matt    | andel | andel i procent | share, per cent
"""
#: A code of no indicator in particular has an empty one, as in a release.
EMPTY = {"indikator": ""}


def table(text: str) -> pa.Table:
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    columns = {name: [row[i] or EMPTY.get(name) for row in lines[1:]] for i, name in enumerate(lines[0])}
    for name in ("varde", "varde_ovagt", "antal_kommuner"):
        if name in columns:
            columns[name] = [
                None if v is None else (int(v) if name.startswith("antal") else float(v)) for v in columns[name]
            ]
    return pa.table(columns)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("2024")
    numbers = table(TAL)
    variants = pa.array([v or "" for v in numbers["variant"].to_pylist()])
    kinds = pa.array(["halvar" if "H" in p else "helar" for p in numbers["period"].to_pylist()])
    constant = {"utfall": "", "uppdelning": "", "aldersgrupp": "alla"}
    numbers = numbers.set_column(1, "variant", variants).append_column("periodtyp", kinds)
    for name, value in constant.items():
        numbers = numbers.append_column(name, pa.array([value] * numbers.num_rows))
    tables = {
        "indikatorer": numbers,
        "omraden": table(OMRADEN),
        "definitioner": table(DEFINITIONER),
        "koder": table(KODER),
    }
    for name, rows in tables.items():
        pq.write_table(rows, place / f"{name}.parquet")
    return place


@pytest.fixture(scope="module")
def address(folder):
    """The interface on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(interface(Utgava(folder)), port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def get(address: str, path: str) -> dict:
    with urlopen(address + path, timeout=30) as answer:
        return json.load(answer)


def test_version_2_has_the_recorded_shape(address):
    """The form that Kolada's own description of version 2 gives: kpi, municipality, period, values by gender."""
    answer = get(address, "/v2/data/kpi/AKT-05/municipality/1780/year/2024")
    assert answer == {
        "values": [
            {
                "kpi": "AKT-05",
                "municipality": "1780",
                "period": 2024,
                "values": [
                    {"gender": "K", "count": 1, "status": "", "value": 0.0, "is_deleted": 0},
                    {"gender": "M", "count": 1, "status": "sekretess", "value": None, "is_deleted": 0},
                    {"gender": "T", "count": 1, "status": "", "value": 61.5, "is_deleted": 0},
                ],
            }
        ],
        "count": 1,
    }


@pytest.mark.parametrize(
    ("path", "found"),
    [
        #  the question                                          municipality, period, value of T, status
        (
            "/v2/data/kpi/AKT-05/year/2024",
            [
                ("0000", 2024, 60.1, ""),
                ("0017", 2024, 60.1, ""),
                ("1730", 2024, None, "kvalitet"),
                ("1780", 2024, 61.5, ""),
                ("B3", 2024, 58.0, ""),
            ],
        ),
        ("/v2/data/kpi/AKT-05/municipality/1780", [("1780", 2024, 61.5, "")]),
        ("/v2/data/kpi/AKT-05/municipality/1780/year/2024H1", [("1780", "2024H1", 63.0, "")]),
        ("/v2/data/municipality/1730/year/2024", [("1730", 2024, None, "kvalitet")]),
        ("/v2/data/kpi/AKT-05.sen.median/municipality/1780", [("1780", 2024, 9.0, "")]),
        ("/v2/data/kpi/N00945/municipality/1780", []),
        ("/v2/data/kpi/AKT-05/municipality/9999", []),
    ],
)
def test_any_two_of_kpi_municipality_and_year_are_a_question(address, path, found):
    def of(entry):
        total = next(v for v in entry["values"] if v["gender"] == "T")
        return entry["municipality"], entry["period"], total["value"], total["status"]

    assert [of(entry) for entry in get(address, path)["values"]] == found


def test_entities_and_their_search(address):
    assert [k["id"] for k in get(address, "/v2/kpi")["values"]] == ["AKT-05", "AKT-05.sen.median"]
    assert get(address, "/v2/kpi?title=sena")["values"][0]["title"] == "Beslut inom 14 dagar, De sena, median"
    assert [(m["id"], m["type"]) for m in get(address, "/v3/municipality")["values"]] == [
        ("0000", "L"),
        ("0017", "L"),
        ("1730", "K"),
        ("1780", "K"),
    ]
    assert get(address, "/v3/municipality_groups/B3")["values"][0]["members"] == [{"id": "1780", "title": "Karlstad"}]
    assert [g["id"] for g in get(address, "/v3/kpi_groups")["values"]] == ["barn_unga", "missbruk"]


@pytest.mark.parametrize("path", ["/v2/ou", "/v2/oudata/kpi/AKT-05/year/2024", "/v3/ou", "/v3/oudata/"])
def test_units_within_a_kommun_are_asked_for_in_vain(address, path):
    answer = get(address, path)
    assert (answer["values"], answer["count"]) == ([], 0)


def test_pages_link_to_each_other(address):
    first = get(address, "/v3/municipality?per_page=3")
    assert len(first["values"]) == 3 and first["count"] == 4
    last = get(address, first["next_url"].removeprefix(address))
    assert [m["id"] for m in last["values"]] == ["1780"] and last["next_url"] is None
    assert "next_page" not in get(address, "/v2/municipality")


CLIENT = """
import json, sys
from koladapy import KoladaAPI
api = KoladaAPI(base_url=sys.argv[1] + "/v3/", max_requests_per_second=100)
asked = {"kpi_id": ["AKT-05"], "municipality_id": ["1780", "1730"], "years": [2024]}
frame = api.get_data_as_dataframe(**asked, include_metadata=True)
told = {
    "kpi": api.get_kpi("AKT-05")["title"],
    "municipalities": [m["title"] for m in api.get_municipalities(municipality_type="K")],
    "values": sorted((r.municipality, r.gender, None if r.value != r.value else r.value, r.status)
                     for r in frame.itertuples()),
}
print(json.dumps(told))
"""


@needs_facit
def test_a_public_client_of_version_3_reads_it(address, tmp_path):
    script = tmp_path / "klient.py"
    script.write_text(CLIENT, encoding="utf-8")
    answer = run("python", script, address)
    assert answer.returncode == 0, answer.stderr[-2000:]
    assert json.loads(answer.stdout) == {
        "kpi": "Beslut inom 14 dagar, andel i procent",
        "municipalities": ["Eda", "Karlstad"],
        "values": [
            ["1730", "T", None, "kvalitet"],
            ["1780", "K", 0.0, ""],
            ["1780", "M", None, "sekretess"],
            ["1780", "T", 61.5, ""],
        ],
    }


@needs_facit
def test_every_address_keeps_what_its_description_promises(address, tmp_path):
    """schemathesis makes questions from the description and holds every answer to it."""
    answer = run(
        "schemathesis",
        "run",
        f"{address}/openapi.json",
        "--max-examples",
        "3",
        "--phases",
        "coverage,fuzzing",
        "--seed",
        "1",
        cwd=tmp_path,
    )
    assert answer.returncode == 0, answer.stdout[-4000:]


def test_a_folder_that_is_no_release_is_told_as_such(tmp_path):
    answer = CliRunner().invoke(commands, ["serve", str(tmp_path)])
    assert answer.exit_code != 0 and "indikatorer.parquet" in str(answer.exception)
