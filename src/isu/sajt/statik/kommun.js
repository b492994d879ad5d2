// One chart per indicator: the kommun beside its references, each a dot with its interval, and its development.
for (const place of document.querySelectorAll("[data-bild]")) {
  const of = data[place.dataset.bild];
  if (!of) continue;
  const rows = of.mot.map(([namn, varde, nedre, ovre]) => ({ namn, varde, nedre, ovre }));
  draw(place, {
    height: 34 + 22 * rows.length, width: 560, marginLeft: 130, marginRight: 20,
    x: { label: null, ticks: 5, tickFormat: tick }, y: { label: null, domain: rows.map((r) => r.namn) },
    marks: [
      Plot.ruleY(rows.filter((r) => r.nedre !== null && r.ovre !== null), { y: "namn", x1: "nedre", x2: "ovre", stroke: "#4a535d", strokeWidth: 2 }),
      Plot.dot(rows, { y: "namn", x: "varde", r: 5, fill: (r, i) => (i ? "#fff" : "#0b4f8a"), stroke: "#0b4f8a", strokeWidth: 2 }),
    ],
  });
  if (of.tid.length < 2) continue;
  const tid = of.tid.map(([period, varde, nedre, ovre]) => ({ period, varde, nedre, ovre }));
  draw(place, {
    height: 130, width: 560, marginLeft: 130, marginRight: 20,
    x: { type: "point", label: null, domain: tid.map((r) => r.period) }, y: { label: null, ticks: 3, tickFormat: tick },
    marks: [
      Plot.ruleX(tid.filter((r) => r.nedre !== null && r.ovre !== null), { x: "period", y1: "nedre", y2: "ovre", stroke: "#4a535d" }),
      Plot.lineY(tid, { x: "period", y: "varde", stroke: "#0b4f8a" }),
      Plot.dot(tid, { x: "period", y: "varde", r: 4, fill: "#0b4f8a" }),
    ],
  });
}
