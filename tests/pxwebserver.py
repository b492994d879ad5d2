"""A server on this machine that answers as SCB's PxWebApi 2 does, with made-up numbers. Nothing leaves the machine."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from threading import Thread

ALDRAR = [*map(str, range(100))]

#: As SCB's two tables differ: the codes, the totals among them, and which variables may be left out.
FORE_2025 = {
    "Region": {"00": "Riket", "17": "Värmlands län", "1780": "Karlstad", "1715": "Kil"},
    "Civilstand": {"OG": "ogifta", "G": "gifta", "ÄNKL": "änkor/änklingar", "SK": "skilda"},
    "Alder": {a: f"{a} år" for a in ALDRAR} | {"100+": "100+ år", "tot": "totalt ålder"},
    "Kon": {"1": "män", "2": "kvinnor"},
    "ContentsCode": {"BE0101N1": "Folkmängd", "BE0101N2": "Folkökning"},
    "Tid": {"2023": "2023", "2024": "2024"},
}
FRAN_2025 = {
    "Region": FORE_2025["Region"],
    "Civilstand": FORE_2025["Civilstand"] | {"SC": "totalt, samtliga civilstånd"},
    "Alder": {a: f"{a} år" for a in ALDRAR}
    | {"100+1": "100+ år", "5-9": "5-9 år", "100+5": "100+ år", "TOT1": "totalt, samtliga åldrar"},
    "Kon": FORE_2025["Kon"] | {"TotSa": "totalt, samtliga män och kvinnor"},
    "ContentsCode": {"000007ME": "Folkmängd", "000007MG": "Folkökning"},
    "Tid": {"2025": "2025"},
}
TABELLER = {"TAB638": FORE_2025, "TAB5557": FRAN_2025}
ELIMINERAS = {"TAB638": {"Region", "Civilstand", "Alder", "Kon"}, "TAB5557": set()}


def antal(cell: dict[str, str]) -> int:
    """The made-up number of a cell: easy to recognise, and other for what should not be asked for."""
    age = int(cell["Alder"].partition("+")[0])
    return 1000 * int(cell["Kon"]) + age + (5000 if cell["Region"] == "1780" else 0)


def metadata(tabell: str) -> dict:
    variables = TABELLER[tabell]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Folkmängden efter region, civilstånd, ålder, kön, tabellinnehåll och år",
        "source": "SCB",
        "updated": "2025-02-21T07:00:00Z" if tabell == "TAB638" else "2026-02-20T07:00:00Z",
        "id": list(variables),
        "size": [len(codes) for codes in variables.values()],
        "dimension": {
            name: _dimension(codes) | {"extension": {"elimination": name in ELIMINERAS[tabell]}}
            for name, codes in variables.items()
        },
    }


def _dimension(codes: dict[str, str]) -> dict:
    return {"category": {"index": {code: place for place, code in enumerate(codes)}, "label": codes}}


def data(tabell: str, question: dict) -> dict:
    """The cells asked for; a variable that may be left out is summed."""
    asked = {part["variableCode"]: part["valueCodes"] for part in question["selection"]}
    shown = {name: {c: TABELLER[tabell][name][c] for c in codes} for name, codes in asked.items()}
    cells = [dict(zip(shown, values)) for values in product(*shown.values())]
    return metadata(tabell) | {
        "id": list(shown),
        "size": [len(codes) for codes in shown.values()],
        "dimension": {name: _dimension(codes) for name, codes in shown.items()},
        "value": [antal(cell) for cell in cells],
    }


@contextmanager
def server(busy: int = 0, answer: bytes | None = None):
    """(address, questions asked). The first `busy` data questions get 429; `answer` replaces every answer."""
    questions = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            tabell = self.path.split("/tables/")[1].partition("/")[0]
            self._send(200 if tabell in TABELLER else 404, metadata(tabell) if tabell in TABELLER else {"title": "Nej"})

        def do_POST(self):
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            questions.append(question)
            tabell = self.path.split("/tables/")[1].partition("/")[0]
            self._send(*((429, {}) if len(questions) <= busy else (200, data(tabell, question))))

        def _send(self, status: int, content: dict):
            body = json.dumps(content).encode() if answer is None else answer
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    place = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=place.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{place.server_port}/api/v2", questions
    finally:
        place.shutdown()
        place.server_close()
