// What every chart has in common: numbers as they are written in the page's language, and silence for screen readers,
// which read the text of the frame around the chart and the table below it.
const data = JSON.parse(document.getElementById("data").textContent);
const tick = (v) => v.toLocaleString(data.sprak === "en" ? "en" : "sv-SE");
function draw(place, options) {
  const chart = Plot.plot(options);
  chart.setAttribute("aria-hidden", "true");
  for (const part of chart.querySelectorAll("[aria-label], [aria-description]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  place.append(chart);
}
