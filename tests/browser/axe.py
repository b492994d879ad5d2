"""Breaches of WCAG 2.2 AA that axe finds in a page, in Chromium."""

import html
import json
import re
import shutil
from pathlib import Path

from tests.browser.bild import run
from tests.facit import BIN

AXE = BIN.parent / "lib"
CHECK = """<script src="axe.min.js"></script><script>
const wcag = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]};
const breach = (v) => `${v.id}: ${v.nodes.length} ${v.nodes[0].html.slice(0, 200)}`;
addEventListener("load", () => axe.run(wcag).then((found) => {
  document.title = JSON.stringify(found.violations.map(breach));
}));
</script></body>"""


def breaches(page: Path, folder: Path) -> list[str]:
    """A copy of the page is judged in `folder`, without the policy that keeps every script from it."""
    shutil.copy(next(AXE.rglob("axe.min.js")), folder / "axe.min.js")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text("utf-8"))
    judged = folder / f"axe_{page.name}"
    judged.write_text(text.replace("</body>", CHECK), encoding="utf-8")
    dumped = run("--virtual-time-budget=15000", "--dump-dom", judged.as_uri())
    return json.loads(html.unescape(re.search(r"<title>(.*?)</title>", dumped, re.DOTALL)[1]))
