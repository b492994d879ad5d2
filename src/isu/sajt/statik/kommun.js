// Two charts per indicator: the kommun beside its references, each a dot with its interval, and its development. Where it
// stands among all kommuner is drawn when the reader opens it.
for (const place of document.querySelectorAll("[data-bild]")) {
  const of = data[place.dataset.bild];
  if (of) draw(place, place.dataset.slag === "tid" ? overTime(of.tid) : beside(of.mot));
}
for (const opened of document.querySelectorAll("[data-bland]")) {
  opened.addEventListener("toggle", async () => {
    const { of, rows } = await among(opened.dataset.bland, () => [data.kod]);
    draw(opened.querySelector(".bild"), (of.tratt.granser ? funnel : spread)(of, rows, opened.dataset.namn));
  }, { once: true });
}
// A user's own group may be called anything; its whole name stands in the table.
function short(namn) {
  return namn.length > 18 ? `${namn.slice(0, 17)}…` : namn;
}
function beside(points) {
  const rows = points.map(([namn, varde, nedre, ovre]) => ({ namn, varde, nedre, ovre }));
  return {
    widest: 560, height: 80 + 22 * rows.length, marginTop: 20, marginLeft: 120, marginRight: 20,
    x: { label: null, ticks: 5, tickFormat: tick, inset: 8 }, y: { label: null, domain: rows.map((r) => r.namn), tickFormat: short, tickSize: 0 },
    marks: [
      Plot.ruleY(bounded(rows), { y: "namn", x1: "nedre", x2: "ovre", stroke: GREY, strokeWidth: 2 }),
      Plot.dot(rows, { y: "namn", x: "varde", r: 5, fill: (r, i) => (i ? "#fff" : BLUE), stroke: BLUE, strokeWidth: 2 }),
    ],
  };
}
