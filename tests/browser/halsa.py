"""What a browser itself tells of a page: what it asked for, what it complained of, how it moved, what axe found in it.

A small set of what Lighthouse looks at, in one Chromium for all pages. Times are told, and never judged.
"""

from dataclasses import dataclass
from pathlib import Path

from tests.browser.cdp import Flik
from tests.facit import BIN

AXE_SCRIPT = next((BIN.parent / "lib").rglob("axe.min.js"), None)
PHONE, PAPER = 320, 718

#: Before anything of the page: how far its parts are moved while it is drawn.
WATCH = """window.moved = 0;
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) window.moved += e.value;
}).observe({ type: "layout-shift", buffered: true });"""

DRAWN = """document.readyState === "complete"
  && [...document.querySelectorAll("[data-bild]")].every((p) => p.querySelector("svg") || p.closest("[hidden]"))"""

TELL = """(() => ({
  sprak: document.documentElement.lang,
  titel: document.title,
  om: document.querySelector("meta[name=description]")?.content ?? "",
  fonster: document.querySelector("meta[name=viewport]")?.content ?? "",
  rubriker: document.querySelectorAll("h1").length,
  bredd: document.documentElement.scrollWidth,
  flyttat: window.moved,
  forsta_ms: Math.round(performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0),
  bilder: document.querySelectorAll(".bild svg").length,
}))()"""

#: The right edge of the widest table, figure or text on paper.
EDGE = """Math.max(...[...document.querySelectorAll("main table, main svg, main p, main h2")]
  .map((part) => part.getBoundingClientRect().right))"""

#: What has the focus of a keyboard and something else on top of it (WCAG 2.4.11, of which axe has no rule).
OBSCURED = """[...document.querySelectorAll("a[href], button, summary, input, select, [tabindex='0']")]
  .filter((e) => e.getClientRects().length).filter((e) => {
    e.focus();
    const r = e.getClientRects()[0];
    const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most - 1)) / 2;
    const top = document.elementFromPoint(middle(r.left, r.right, innerWidth), middle(r.top, r.bottom, innerHeight));
    return document.activeElement === e && !(top && (e.contains(top) || top.contains(e)));
  }).map((e) => e.outerHTML.slice(0, 120))"""

AXE = """(async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const found = await axe.run({ runOnly: tags, preload: false, rules: { "target-size": { enabled: true } } });
  const told = (v) => `${v.id}: ${v.nodes.length} ${v.nodes[0].html.slice(0, 200)}`;
  return { passes: found.passes.map((v) => v.id), breaches: found.violations.map(told) };
})()"""


@dataclass(frozen=True)
class Halsa:
    """`asked` are addresses, `obscured` what is hidden when it has the focus, `passes` the rules of axe that it keeps
    on a phone and `breaches` those it does not, `edge` how far to the right it reaches on paper, in pixels."""

    sprak: str
    titel: str
    om: str
    fonster: str
    rubriker: int
    bredd: int
    flyttat: float
    forsta_ms: int
    bilder: int
    asked: list[str]
    complaints: list[str]
    obscured: list[str]
    passes: list[str]
    breaches: list[str]
    edge: float


def watch(flik: Flik) -> None:
    for domain in ("Runtime", "Log"):
        flik.call(f"{domain}.enable")
    flik.call("Emulation.setFocusEmulationEnabled", enabled=True)
    flik.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH)


def look(flik: Flik, page: Path) -> Halsa:
    """The page on a phone, then on paper."""
    flik.asked.clear()
    flik.complaints.clear()
    flik.as_wide_as(PHONE)
    flik.open(page.as_uri())
    flik.until(lambda: flik.js(DRAWN), f"every chart of {page.name}")
    told = flik.worked_out(TELL) | {"obscured": flik.worked_out(OBSCURED)}
    judged = {"passes": [], "breaches": []}
    if AXE_SCRIPT:
        flik.worked_out(AXE_SCRIPT.read_text("utf-8"))
        judged = flik.worked_out(AXE)
    flik.as_wide_as(PAPER, "print")
    return Halsa(**told, **judged, asked=list(flik.asked), complaints=list(flik.complaints), edge=flik.worked_out(EDGE))
