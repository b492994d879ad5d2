// Every shown kommun as a dot with its interval, in the order of values; and by size within the limits of the funnel.
for (const place of document.querySelectorAll("[data-bild]")) {
  const of = data.serier[place.dataset.bild];
  const rows = of.kommuner.map(([kod, namn, varde, nedre, ovre, n]) => ({ kod, namn, varde, nedre, ovre, n }));
  draw(place, place.dataset.slag === "tratt" ? funnel(of, rows) : spread(of, rows));
}
function spread(of, rows) {
  const sorted = rows.toSorted((a, b) => a.varde - b.varde || a.namn.localeCompare(b.namn, "sv"));
  const few = sorted.length <= 40;
  return {
    width: 900, height: few ? 40 + 16 * sorted.length : 40 + 4 * sorted.length, marginLeft: few ? 130 : 20,
    x: { label: null, tickFormat: tick, grid: true },
    y: { label: null, domain: sorted.map((r) => r.namn), ticks: few ? undefined : [] },
    marks: [
      of.mitt === null ? null : Plot.ruleX([of.mitt], { stroke: "#a51d2d", strokeDasharray: "4 3" }),
      Plot.ruleY(sorted.filter((r) => r.nedre !== null && r.ovre !== null), { y: "namn", x1: "nedre", x2: "ovre", stroke: "#9aa4ae" }),
      Plot.dot(sorted, { y: "namn", x: "varde", r: few ? 3.5 : 2, fill: "#0b4f8a" }),
      Plot.tip(sorted, Plot.pointerY({ y: "namn", x: "varde", title: (r) => `${r.namn}: ${tick(r.varde)}` })),
    ],
  };
}
function funnel(of, rows) {
  const limits = of.tratt.granser.map(([n, nedre, ovre]) => ({ n, nedre, ovre }));
  return {
    width: 900, height: 360,
    x: { label: null, tickFormat: tick, type: "log" }, y: { label: null, tickFormat: tick, grid: true },
    marks: [
      Plot.ruleY([of.tratt.mitt], { stroke: "#a51d2d", strokeDasharray: "4 3" }),
      Plot.lineY(limits, { x: "n", y: "nedre", stroke: "#4a535d" }),
      Plot.lineY(limits, { x: "n", y: "ovre", stroke: "#4a535d" }),
      Plot.dot(rows.filter((r) => r.n > 0), { x: "n", y: "varde", r: 3.5, fill: "#0b4f8a", fillOpacity: 0.8 }),
      Plot.tip(rows.filter((r) => r.n > 0), Plot.pointer({ x: "n", y: "varde", title: (r) => `${r.namn}: ${tick(r.varde)} (n ${tick(r.n)})` })),
    ],
  };
}
