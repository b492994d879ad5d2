// Hides what does not match in the lists of the first page, and tells how many are left.
const box = document.getElementById("sok"), told = document.getElementById("antal");
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
const items = [...document.querySelectorAll("main section .lista li")].map((li) => [li, plain((li.querySelector(".namn") ?? li).textContent)]);
box.addEventListener("input", () => {
  const wanted = plain(box.value.trim());
  let found = 0;
  for (const [li, text] of items) {
    li.hidden = !text.includes(wanted);
    found += !li.hidden;
  }
  for (const list of document.querySelectorAll("main section .lista")) {
    const empty = ![...list.children].some((li) => !li.hidden);
    list.hidden = empty;
    if (list.previousElementSibling?.tagName === "H3") list.previousElementSibling.hidden = empty;
  }
  for (const section of document.querySelectorAll("main section")) {
    section.hidden = ![...section.querySelectorAll(".lista")].some((list) => !list.hidden);
  }
  told.textContent = !wanted ? "" : found ? String(found) : box.dataset.inga;
});
