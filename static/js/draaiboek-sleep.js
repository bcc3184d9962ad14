// Dragging a block by its handle, with mouse, finger or pen. The arrows beside it do the same by button.
const EDGE = 80;
let drag = null;

const rows = () => [...document.querySelectorAll("#planner .draaiboek > li")];
// A drop lands between groups: what runs beside a block is not a place to land before.
const heads = () => rows().filter((row) => !row.classList.contains("naast"));

function find(y) {
  let after = null;
  for (const row of heads()) {
    if (row === drag.row) continue;
    const box = row.getBoundingClientRect();
    if (y > box.top + box.height / 2) after = row;
  }
  return after;
}

function mark(after) {
  for (const row of rows()) row.classList.remove("landt-na", "landt-voor");
  if (after) after.classList.add("landt-na");
  else rows()[0]?.classList.add("landt-voor");
  drag.after = after;
}

function stop() {
  for (const row of rows()) row.classList.remove("sleept", "landt-na", "landt-voor");
  document.documentElement.classList.remove("is-sleept");
  drag = null;
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest(".greep");
  if (!handle || event.button !== 0) return;
  event.preventDefault();
  drag = { row: handle.closest("li"), id: event.pointerId, after: undefined };
  drag.row.classList.add("sleept");
  document.documentElement.classList.add("is-sleept");
});

document.addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  if (!drag.row.isConnected) { stop(); return; }
  mark(find(event.clientY));
  if (event.clientY < EDGE) window.scrollBy(0, -12);
  if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
});

document.addEventListener("pointerup", (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  const { row } = drag;
  if (drag.after === undefined || !row.isConnected) { stop(); return; }
  const after = find(event.clientY); // the last move may not have been told
  stop();
  const data = new FormData();
  if (after) data.set("na", after.dataset.pk);
  const url = row.querySelector("form").getAttribute("action").replace(/minuten\/$/, "plaats/");
  document.dispatchEvent(new CustomEvent("draaiboek:post", { detail: { url, data } }));
});

document.addEventListener("pointercancel", () => { if (drag) stop(); });
document.addEventListener("keydown", (event) => { if (drag && event.key === "Escape") stop(); });
