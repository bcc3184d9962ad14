// The draaiboek without loading the page again: every form with data-planner is posted, and what comes back is put over
// the planner. An open editor (draaiboek-bewerk.js) stays, with what somebody typed and where the cursor is. Every few
// seconds we ask whether somebody else changed something. Without a script the same forms load the page again.
const POLL = 4000;
const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
let queue = Promise.resolve();

const planner = () => document.getElementById("planner");

function failed() {
  const template = document.getElementById("melding-mislukt");
  const place = document.getElementById("meldingen");
  if (!template || !place || place.querySelector("[data-mislukt]")) return;
  place.append(template.content.cloneNode(true));
  place.scrollIntoView({ block: "nearest" });
}

// What has the focus, so that it can have it again in the new planner: a block and which of its controls.
function remember() {
  const active = document.activeElement;
  if (!planner()?.contains(active) || active.closest(".bewerk")) return null;
  const within = active.closest("li")?.id ?? active.closest("#terug")?.id;
  const key = active.id ? `#${active.id}` : active.matches("a") ? "[data-bewerk]"
    : active.hasAttribute("formaction") ? `[formaction="${active.getAttribute("formaction")}"]` : `[name="${active.name}"][value="${active.value}"]`;
  return { within, key };
}

function restore(place) {
  if (!place) return;
  const within = (place.within && document.getElementById(place.within)) || planner();
  let control = within.querySelector(place.key);
  if (!control || control.disabled) control = within.querySelector("button:not([disabled]):not([tabindex]), input:not([type=hidden]), a");
  control?.focus({ preventScroll: true });
}

// Put the new planner over the old one. The editors that are open move along, with their focus.
function apply(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("planner");
  if (!fresh) return false;
  const place = remember();
  const active = document.activeElement?.closest(".bewerk") ? document.activeElement : null;
  const range = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  const editors = [...planner().querySelectorAll(".bewerk")];
  const heights = active?.getBoundingClientRect().top;
  for (const editor of editors) {
    const slot = fresh.querySelector(`#o-${CSS.escape(editor.dataset.pk)} .bewerkplek`);
    if (slot) slot.append(editor);
    else { fresh.prepend(editor); editor.dispatchEvent(new CustomEvent("draaiboek:weg")); }
  }
  for (const open of planner().querySelectorAll("details[open][id]")) fresh.querySelector(`#${open.id}`)?.setAttribute("open", "");
  const toast = fresh.querySelector("template[data-toast]");
  planner().replaceWith(document.adoptNode(fresh));
  if (toast) document.getElementById("toasts")?.replaceChildren(toast.content.cloneNode(true));
  if (active?.isConnected) {
    active.focus({ preventScroll: true });
    if (range && range[0] !== null) active.setSelectionRange(...range);
    window.scrollBy(0, active.getBoundingClientRect().top - heights);
  } else restore(place);
  document.querySelector("[data-mislukt]")?.remove();
  return true;
}

async function request(url, options = {}) {
  const response = await fetch(url, { ...options, headers: { "HX-Request": "true", "X-CSRFToken": token } });
  const html = await response.text();
  if (![200, 409, 422].includes(response.status) || !apply(html)) throw new Error(`${response.status}`);
  return response.ok;
}

// One after the other: two quick presses of a button are two steps, in that order.
function post(url, data, done) {
  const run = async () => {
    planner().setAttribute("aria-busy", "true");
    try {
      if (typeof data === "function") data = data();
      if (await request(url, { method: "POST", body: data })) done?.();
    } catch { failed(); }
    planner().removeAttribute("aria-busy");
  };
  queue = queue.then(run);
  return queue;
}

// A form may have been replaced while it waited: then the one in its place knows the newest version of the block.
function readForm(form, submitter, action) {
  const now = form.isConnected ? form : document.querySelector(`form[action="${form.getAttribute("action")}"]`);
  const data = new FormData(form);
  const fields = now && form.closest("li") ? ["versie", "oud"] : [];
  for (const name of fields) if (now.elements[name]) data.set(name, now.elements[name].value);
  if (submitter?.name === "stap" && now?.elements.minuten) data.set("minuten", now.elements.minuten.value);
  if (submitter?.name) data.set(submitter.name, submitter.value);
  return [action, data];
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-planner]");
  if (!form) return;
  event.preventDefault();
  const submitter = event.submitter;
  const action = submitter?.getAttribute("formaction") || form.getAttribute("action");
  post(action, () => readForm(form, submitter, action)[1], () => {
    if (form.hasAttribute("data-leeg")) { form.reset(); form.closest("details")?.removeAttribute("open"); }
  });
});

// A number that was typed counts when one leaves the field.
document.addEventListener("change", (event) => {
  if (event.target.matches(".stapper input")) event.target.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-ongedaan]")) return;
  event.target.closest(".toast")?.remove();
  planner().querySelector('form[action$="/ongedaan/"] button')?.click();
});

document.addEventListener("draaiboek:post", (event) => post(event.detail.url, event.detail.data, event.detail.done));
document.addEventListener("draaiboek:ververs", () => {
  queue = queue.then(() => request(planner().dataset.url)).catch(() => {});
});

function showBusy(rows) {
  const names = new Map();
  for (const [pk, name] of rows) names.set(String(pk), names.has(String(pk)) ? `${names.get(String(pk))} en ${name}` : name);
  for (const row of planner().querySelectorAll("li[data-pk]")) {
    const line = row.querySelector(".bezet");
    const name = names.get(row.dataset.pk) ?? "";
    line.hidden = !name;
    line.querySelector("b").textContent = name;
  }
}

async function poll() {
  if (document.visibilityState === "visible" && !planner().hasAttribute("aria-busy")) {
    try {
      const response = await fetch(`${planner().dataset.url}stand/`, { headers: { Accept: "application/json" } });
      if (response.ok && response.headers.get("Content-Type")?.includes("json")) {
        const { stand, bezig } = await response.json();
        if (String(stand) !== planner().dataset.stand) await (queue = queue.then(() => request(planner().dataset.url)).catch(() => {}));
        showBusy(bezig);
      }
    } catch { /* no connection for a moment: the next round asks again */ }
  }
  setTimeout(poll, POLL);
}

if (planner()) setTimeout(poll, POLL);
