// What every chart has in common: numbers as they are written in the page's language, the width of its place, and silence
// for screen readers, which read the text of the frame around the chart and the table below it.
const data = JSON.parse(document.getElementById("data").textContent);
const tick = (v) => v.toLocaleString(data.sprak === "en" ? "en" : "sv-SE");
const BLUE = "#0b4f8a", RED = "#a51d2d", GREY = "#4a535d";
const bounded = (rows) => rows.filter((r) => r.nedre !== null && r.ovre !== null);
function draw(place, options) {
  const chart = Plot.plot({ width: Math.min(options.widest, place.clientWidth || options.widest), style: { fontSize: "12px" }, ...options });
  chart.setAttribute("aria-hidden", "true");
  for (const part of chart.querySelectorAll("[aria-label], [aria-description]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  place.replaceChildren(chart);
}
function inWords(period) {
  const [year, half] = period.split("H");
  return half ? `${data.halvor[half - 1]} ${year}` : period;
}
function overTime(points) {
  const rows = points.map(([period, varde, nedre, ovre]) => ({ period: inWords(period), varde, nedre, ovre }));
  return {
    widest: 560, height: 145, marginLeft: 60, marginRight: 30, marginBottom: 40,
    x: { type: "point", label: null, domain: rows.map((r) => r.period), tickFormat: (period) => period.replace(" ", "\n") }, y: { label: null, ticks: 3, tickFormat: tick, inset: 6 },
    marks: [
      Plot.ruleX(bounded(rows), { x: "period", y1: "nedre", y2: "ovre", stroke: GREY }),
      Plot.lineY(rows, { x: "period", y: "varde", stroke: BLUE }),
      Plot.dot(rows, { x: "period", y: "varde", r: 4, fill: BLUE }),
    ],
  };
}
