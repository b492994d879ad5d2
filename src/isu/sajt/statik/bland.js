// Every shown kommun as a dot with its interval, in the order of values; and by size within the limits of the funnel.
// They lie in files of their own, fetched when they are to be drawn: scripts, since a page on a disk may read no others.
const files = {};
const isu = (name, content) => files[name].arrived(content);
function fetched(name) {
  const file = (files[name] ??= {});
  file.promise ??= new Promise((resolve, reject) => {
    file.arrived = resolve;
    const script = document.createElement("script");
    Object.assign(script, { src: `${document.body.dataset.rot}data/${name}.js`, onerror: reject });
    document.head.append(script);
  });
  return file.promise;
}
// What one file holds, with the kommuner named and those apart that `marked` says, of all groups, once it is there.
async function among(name, marked) {
  const [of, { namn, grupper }] = await Promise.all([fetched(name), fetched("kommuner")]);
  const apart = new Set(marked(grupper));
  const rows = of.kommuner.map(([kod, varde, nedre, ovre, n]) => ({ kod, namn: namn[kod], varde, nedre, ovre, n, mine: apart.has(kod) }));
  return { of, rows };
}
// Marked ones last, so that they lie on top; few enough of them are named.
const last = (rows) => rows.toSorted((a, b) => a.mine - b.mine);
const colour = (r) => (r.mine ? RED : BLUE);
const named = (rows) => (rows.filter((r) => r.mine).length <= 15 ? rows.filter((r) => r.mine) : []);
const tip = (r) => `${r.namn}: ${tick(r.varde)} (n ${r.n === null ? "–" : tick(r.n)})`;
function spread(of, rows, enhet) {
  const sorted = rows.toSorted((a, b) => a.varde - b.varde || a.namn.localeCompare(b.namn, "sv"));
  const few = sorted.length <= 40;
  return {
    widest: 900, height: of.hojd, marginLeft: few ? 130 : 20, marginTop: 30, marginBottom: 45, marginRight: 30,
    x: { label: enhet, labelAnchor: "center", labelArrow: "none", tickFormat: tick, grid: true, inset: 8 },
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
// Few enough to be read on a phone.
function powers([least, most]) {
  const steps = innerWidth < 500 ? [1, 3] : [1, 2, 5];
  return [0, 1, 2, 3, 4, 5, 6].flatMap((power) => steps.map((step) => step * 10 ** power)).filter((n) => n >= least && n <= most);
}
function funnel(of, rows, enhet) {
  const limits = of.tratt.granser.map(([n, nedre, ovre]) => ({ n, nedre, ovre }));
  const sized = last(rows.filter((r) => r.n > 0));
  return {
    widest: 900, height: 360, marginBottom: 45, marginTop: 25,
    x: { label: data.ord.n, labelAnchor: "center", labelArrow: "none", tickFormat: tick, type: "log", ticks: powers(d3.extent(sized, (r) => r.n)) },
    y: { label: enhet, labelArrow: "none", tickFormat: tick, grid: true, inset: 6 },
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
