"""Chromium driven through its DevTools protocol: open a page, follow what is on it, take a picture.

Only what a person does: links and buttons are found by what they say, and clicked.
"""

import base64
import json
import os
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.bild import CHROMIUM

QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1500,1000"),
)
#: How long anything may take on a machine with much else to do; how long one question may, before it is taken for lost.
PATIENCE, LOST, SECOND_CLICK = 300.0, 60.0, 10.0
KEYS = {"Tab": 9}

#: Clicks the first thing shown that says the text, best one that says nothing else; was there one?
CLICK = """(() => {
  const wanted = %s;
  const all = [...document.querySelectorAll(%s)].filter(e => e.getClientRects().length);
  const said = e => (e.innerText || '').trim();
  const found = all.find(e => said(e) === wanted) || all.find(e => said(e).includes(wanted));
  if (found) found.click();
  return Boolean(found);
})()"""

#: A link that would open a window of its own opens in this one.
SAME_TAB = "addEventListener('click', e => e.target.closest('a')?.removeAttribute('target'), true)"


#: What is answered to a question that comes while one page gives way to another: nothing is seen then.
NAVIGATED = "Inspected target navigated or closed"


class Flik:
    """One tab. `sent` are the bodies of all that its pages have asked GraphQL for, `asked` the addresses of all that
    they have asked for, `complaints` what they say has gone wrong, `group` the browser's processes."""

    def __init__(self, wire: ClientConnection, group: int):
        self._wire, self._numbers, self.group = wire, count(1), group
        self.sent: list[str] = []
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.call("Page.enable")
        self.call("Inspector.enable")
        self.call("Page.addScriptToEvaluateOnNewDocument", source=SAME_TAB)
        self.call("Network.enable", maxPostDataSize=1 << 20)

    def call(self, method: str, patience: float = PATIENCE, **params: Any) -> dict[str, Any]:
        """The answer, or TimeoutError. What else a page tells meanwhile, for ever perhaps, is no reason to wait on."""
        number, ends = next(self._numbers), time.monotonic() + patience
        self._wire.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self._wire.recv(timeout=max(0.0, ends - time.monotonic())))
            self._noted(told)
            if told.get("id") == number:
                if told.get("error", {}).get("message") == NAVIGATED:
                    return {"result": {}}
                assert "error" not in told, told["error"]
                return told["result"]

    def _noted(self, told: dict[str, Any]) -> None:
        params = told.get("params", {})
        if told.get("method") == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.complaints.append(details.get("exception", {}).get("description", details["text"]))
        if told.get("method") == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.complaints.append(params["entry"]["text"])
        if told.get("method") == "Network.requestWillBeSent":
            request = params["request"]
            self.asked.append(request["url"])
            if "/graphql" in request["url"] and request.get("postData"):
                self.sent.append(request["postData"])
        assert told.get("method") != "Inspector.targetCrashed", "The page crashed"

    def js(self, expression: str) -> Any:
        """What the page answers; nothing where the question was lost, as when one page gives way to another."""
        try:
            told = self.call("Runtime.evaluate", LOST, expression=expression, returnByValue=True)
        except TimeoutError:
            return None
        return told["result"].get("value")

    def worked_out(self, expression: str) -> Any:
        """What the page comes to, however long it takes; what goes wrong in it goes wrong here."""
        told = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def press(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=KEYS[key])

    def as_wide_as(self, width: int, media: str = "") -> None:
        """Of now on, on the screen or, with media print, on paper."""
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        self.call("Emulation.setEmulatedMedia", media=media)

    def text(self) -> str:
        return self.js("document.body ? document.body.innerText : ''") or ""

    def open(self, url: str) -> None:
        self.call("Page.navigate", url=url)

    def until(self, seen: Callable[[], Any], what: str) -> Any:
        """What `seen` tells as soon as it is something."""
        if found := self._seen_within(PATIENCE, seen):
            return found
        raise AssertionError(f"{what} does not show. The page says: {self.text()[:2000]}")

    def shows(self, text: str) -> str:
        """The page once it says `text`."""
        return self.until(self.says(text), text)

    def settle(self, seconds: float) -> None:
        """Until the page has asked for nothing more in that long; a few times over at most, for some ask for ever."""
        for _ in range(4):
            before = len(self.sent)
            time.sleep(seconds)
            self.js("0")
            if before == len(self.sent):
                return

    def follow(self, text: str, seen: Callable[[], Any], kind: str = "a, button") -> Any:
        """Click what says `text`, and what `seen` tells then. A click on a page that is still being drawn may be lost,
        or take its own answer with it: it is made again until something is seen."""
        ends, script = time.monotonic() + PATIENCE, CLICK % (json.dumps(text), json.dumps(kind))
        while time.monotonic() < ends:
            self.js(script)
            if found := self._seen_within(SECOND_CLICK, seen):
                return found
        raise AssertionError(f"{text} leads nowhere. The page says: {self.text()[:2000]}")

    def _seen_within(self, seconds: float, seen: Callable[[], Any]) -> Any:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if found := seen():
                return found
            time.sleep(0.3)
        return None

    def says(self, text: str) -> Callable[[], str]:
        """The page where it says `text`, else nothing."""
        return lambda: said if text in (said := self.text()) else ""

    def picture(self, target: Path) -> None:
        target.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))


@contextmanager
def tab(headers: dict[str, str] | None = None) -> Iterator[Flik]:
    """A new browser with one tab and a profile that is thrown away. `headers` go with every request."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        started = [CHROMIUM, *QUIET, "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"]
        browser = subprocess.Popen(
            started, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            port = _port(Path(profile) / "DevToolsActivePort", browser)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=30) as reply:
                page = next(p for p in json.load(reply) if p["type"] == "page")
            with connect(page["webSocketDebuggerUrl"], max_size=None, ping_interval=None) as wire:
                flik = Flik(wire, browser.pid)
                if headers:
                    flik.call("Network.setExtraHTTPHeaders", headers=headers)
                yield flik
        finally:
            os.killpg(browser.pid, signal.SIGKILL)  # nothing of it is kept
            browser.wait()


def _port(told: Path, browser: subprocess.Popen) -> str:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        assert browser.poll() is None, "Chromium ended"
        if told.is_file() and (lines := told.read_text().split()):
            return lines[0]
        time.sleep(0.1)
    raise AssertionError("Chromium does not answer")
