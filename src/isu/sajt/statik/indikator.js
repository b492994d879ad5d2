// What the reader marks (a kommun, a län, a group) is drawn in another colour and form; it may come with the address.
// Of a distribution one category at a time is drawn, the one that the reader has chosen.
const mark = document.getElementById("mark");
const KINDS = { spridning: spread, tratt: (of, ...how) => of.tratt.granser && funnel(of, ...how), tid: (of) => of.tid.length > 1 && overTime(of.tid) };
async function fill() {
  const { namn } = await fetched("kommuner");
  const group = mark.querySelector("[data-kommuner]");
  const known = data.kommuner.map((kod) => [namn[kod], kod]).sort((a, b) => a[0].localeCompare(b[0], "sv"));
  for (const [namnet, kod] of known) group.append(new Option(namnet, `k:${kod}`));
  mark.value = `k:${new URLSearchParams(location.search).get("kommun")}`;
  if (mark.selectedIndex < 0) mark.value = "";
  for (const choice of document.querySelectorAll(".mark")) choice.hidden = false;
}
const members = (groups) => (mark.value.startsWith("k:") ? [mark.value.slice(2)] : groups[mark.value] ?? []);
async function drawIn(section) {
  const choice = section.querySelector("[data-val]");
  const enhet = [section.dataset.namn, choice?.selectedOptions[0].text].filter(Boolean).join(": ");
  for (const place of section.querySelectorAll("[data-bild]")) {
    if (choice) choose(place, choice);
    const name = place.dataset.bild;
    const { of, rows } = await among(name, members);
    if (place.dataset.bild !== name) continue; // another has been chosen meanwhile
    const chart = KINDS[place.dataset.slag](of, rows, enhet);
    place.closest(".del")?.toggleAttribute("hidden", !chart);
    if (place.dataset.slag === "spridning") place.style.minHeight = `${of.hojd}px`;
    if (chart) draw(place, chart);
  }
}
function choose(place, choice) {
  place.dataset.bild = choice.value;
  const [what] = place.getAttribute("aria-label").split(": ");
  place.setAttribute("aria-label", `${what}: ${choice.selectedOptions[0].text}, ${choice.selectedOptions[0].dataset.text}`);
}
const drawAll = () => document.querySelectorAll("section[data-namn]").forEach(drawIn);
for (const choice of document.querySelectorAll("[data-val]")) choice.addEventListener("change", () => drawIn(choice.closest("section")));
mark.addEventListener("change", drawAll);
fill().then(drawAll);
