// A werkvorm that is not whole yet, kept while somebody types: <form data-concept>. What stands there goes to the server
// as a concept, a moment after the last key and when the page goes away. Without a script "Bewaar als concept" does it.
const WAIT = 1500;
const AGAIN = 10000;
const form = document.querySelector("form[data-concept]");
const place = document.querySelector("[data-concept-stand]");
const PARTS = ["csrfmiddlewaretoken", "versie", "stap-TOTAL_FORMS", "stap-INITIAL_FORMS"]; // change without anybody typing
let timer = 0;
let saving = null;
let failed = false;
// Saved in another window, then only a button says which text stays; or on its way by a button.
let stopped = form?.dataset.concept === "botst";

const read = () => JSON.stringify([...new FormData(form)].filter(([name, value]) => value && !PARTS.includes(name)));
const say = (text) => { if (place.textContent !== text) place.textContent = text; };
let kept = form?.dataset.concept === "" ? read() : ""; // what was refused as a whole is not kept yet
const isDirty = () => !stopped && read() !== kept;

function send(keepalive = false) {
  const body = new FormData(form);
  body.set("bewaar", "concept");
  return fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, keepalive });
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

function refuse(status, zin) {
  stopped = status === 409;
  say(`Nog niet bewaard. ${zin}`);
}

async function attempt() {
  const typed = read();
  try {
    const response = await send();
    const answer = await response.json();
    failed = false;
    if (!response.ok) { refuse(response.status, answer.zin); return; }
    kept = typed;
    form.elements.versie.value = answer.versie;
    history.replaceState(history.state, "", answer.adres);
    say(`Bewaard als concept. ${answer.zin}`);
    if (isDirty()) later(WAIT);
  } catch {
    failed = true;
    say("Nog niet bewaard. Heb je verbinding, en ben je nog ingelogd? We proberen het zo weer.");
    later(AGAIN);
  }
}

async function save() {
  clearTimeout(timer);
  if (saving || !isDirty()) return;
  saving = attempt();
  await saving;
  saving = null;
}

// A button waits for what is under way: two at once would be two windows.
async function submit(event) {
  clearTimeout(timer);
  if (!saving) { stopped = true; return; }
  event.preventDefault();
  const { submitter } = event;
  await saving;
  form.requestSubmit(submitter);
}

if (form && place) {
  const touch = () => later(WAIT);
  form.addEventListener("input", touch);
  form.addEventListener("htmx:afterSettle", touch); // a step more, less or higher
  form.addEventListener("submit", submit);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });
  if (isDirty()) touch();
  window.addEventListener("pagehide", () => { if (!saving && isDirty()) send(true).catch(() => {}); });
  window.addEventListener("beforeunload", (event) => { if ((failed || saving) && isDirty()) event.preventDefault(); });
}
