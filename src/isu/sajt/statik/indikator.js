// Every shown kommun as a dot with its interval, in the order of values; and by size within the limits of the funnel.
// What the reader marks (a kommun, a län, a group) is drawn in another colour and form; it may come with the address.
const mark = document.getElementById("mark");
const members = () => new Set(mark.value.startsWith("k:") ? [mark.value.slice(2)] : data.grupper[mark.value] ?? []);
function fill() {
  const known = new Map(data.serier.flatMap((of) => of.kommuner.map(([kod, namn]) => [kod, namn])));
  const group = mark.querySelector("[data-kommuner]");
  for (const [kod, namn] of [...known].sort((a, b) => a[1].localeCompare(b[1], "sv"))) group.append(new Option(namn, `k:${kod}`));
  mark.value = `k:${new URLSearchParams(location.search).get("kommun")}`;
  if (mark.selectedIndex < 0) mark.value = "";
  mark.closest("[hidden]").hidden = false;
}
function drawAll() {
  const marked = members();
  for (const place of document.querySelectorAll("[data-bild]")) {
    const of = data.serier[place.dataset.bild];
    const rows = of.kommuner.map(([kod, namn, varde, nedre, ovre, n]) => ({ kod, namn, varde, nedre, ovre, n, mine: marked.has(kod) }));
    draw(place, place.dataset.slag === "tratt" ? funnel(of, rows) : spread(of, rows));
  }
}
// Marked ones last, so that they lie on top; few enough of them are named.
const last = (rows) => rows.toSorted((a, b) => a.mine - b.mine);
const colour = (r) => (r.mine ? RED : BLUE);
const named = (rows) => (rows.filter((r) => r.mine).length <= 15 ? rows.filter((r) => r.mine) : []);
const tip = (r) => `${r.namn}: ${tick(r.varde)} (n ${r.n === null ? "–" : tick(r.n)})`;
function spread(of, rows) {
  const sorted = rows.toSorted((a, b) => a.varde - b.varde || a.namn.localeCompare(b.namn, "sv"));
  const few = sorted.length <= 40;
  return {
    widest: 900, height: of.hojd, marginLeft: few ? 130 : 20, marginTop: 30, marginBottom: 45, marginRight: 30,
    x: { label: of.enhet, labelAnchor: "center", labelArrow: "none", tickFormat: tick, grid: true, inset: 8 },
    y: { label: null, domain: sorted.map((r) => r.namn), ticks: few ? undefined : [], tickSize: 0 },
    marks: [
      of.mitt === null ? null : Plot.ruleX([of.mitt], { stroke: GREY, strokeDasharray: "4 3" }),
      of.mitt === null ? null : Plot.text([of.mitt], { x: (v) => v, frameAnchor: "top", dy: -18, text: (v) => `${data.ord.riket} ${tick(v)}` }),
      Plot.ruleY(bounded(last(sorted)), { y: "namn", x1: "nedre", x2: "ovre", stroke: (r) => (r.mine ? RED : "#9aa4ae"), strokeWidth: (r) => (r.mine ? 2 : 1) }),
      Plot.dot(last(sorted), { y: "namn", x: "varde", r: (r) => (few || r.mine ? 4 : 2), fill: colour, symbol: (r) => (r.mine ? "diamond" : "circle") }),
      few ? null : Plot.text(named(sorted), { y: "namn", x: "varde", text: "namn", dx: 10, textAnchor: "start", fill: RED, stroke: "#fff" }),
      Plot.tip(sorted, Plot.pointerY({ y: "namn", x: "varde", title: tip })),
    ],
  };
}
function funnel(of, rows) {
  const limits = of.tratt.granser.map(([n, nedre, ovre]) => ({ n, nedre, ovre }));
  const sized = last(rows.filter((r) => r.n > 0));
  return {
    widest: 900, height: 360, marginBottom: 45, marginTop: 25,
    x: { label: data.ord.n, labelAnchor: "center", labelArrow: "none", tickFormat: tick, type: "log", ticks: 6 },
    y: { label: of.enhet, labelArrow: "none", tickFormat: tick, grid: true, inset: 6 },
    marks: [
      Plot.ruleY([of.tratt.mitt], { stroke: GREY, strokeDasharray: "4 3" }),
      Plot.lineY(limits, { x: "n", y: "nedre", stroke: GREY }),
      Plot.lineY(limits, { x: "n", y: "ovre", stroke: GREY }),
      Plot.dot(sized, { x: "n", y: "varde", r: (r) => (r.mine ? 5 : 3.5), fill: colour, fillOpacity: 0.8, symbol: (r) => (r.mine ? "diamond" : "circle") }),
      Plot.text(named(sized), { x: "n", y: "varde", text: "namn", dy: -10, fill: RED, stroke: "#fff" }),
      Plot.tip(sized, Plot.pointer({ x: "n", y: "varde", title: tip })),
    ],
  };
}
fill();
mark.addEventListener("change", drawAll);
drawAll();
