// Filling in a questionnaire: how much is done, and for a long one a part per screen with Vorige and Volgende. The parts
// are in the address as #deel-3, so the back button of the browser goes back one part and reloading stays where you were.
// Without a script everything stands below each other and works the same. The draft is in invullen-concept.js.
const form = document.querySelector("form[data-invullen]");
const $ = (naam) => document.querySelector(`[data-${naam}]`);
const alle = (naam, binnen = document) => [...binnen.querySelectorAll(`[data-${naam}]`)];
const DEEL = /^#deel-(\d+)$/;
const LANG = 0.8; // of what fits: from there on the length is told
const VEEL = 5; // more questions than this are named per part
let nu = 1;
let onderweg = false;

function isDone(vraag) {
  const velden = [...vraag.querySelectorAll("input[name], textarea, select")];
  const keuzes = velden.filter((veld) => veld.tagName === "SELECT");
  if (keuzes.length) return keuzes.every((veld) => veld.value);
  const tekst = velden.find((veld) => veld.tagName === "TEXTAREA");
  return tekst ? tekst.value.trim() !== "" : velden.some((veld) => veld.checked);
}

function count() {
  const vragen = alle("vraag", form);
  const gedaan = vragen.filter(isDone).length;
  for (const plek of alle("teller-stand")) plek.textContent = `${gedaan} van de ${vragen.length}`;
}

// How long a text is, once it comes near what fits.
function measure(veld) {
  const langste = Number(veld.dataset.langste);
  let regel = veld.parentElement.querySelector("[data-lengte]");
  if (!regel) {
    if (veld.value.length < langste * LANG) return;
    regel = document.createElement("p");
    regel.className = "form-text";
    regel.dataset.lengte = "";
    regel.setAttribute("role", "status");
    veld.after(regel);
  }
  const over = veld.value.length - langste;
  regel.hidden = veld.value.length < langste * LANG;
  regel.classList.toggle("te-lang", over > 0);
  regel.textContent = over > 0
    ? `Dit is ${over} tekens te lang. Er passen er ${langste}.`
    : `Nog ${-over} tekens.`;
}

const label = (vraag) => (vraag.querySelector("legend") ?? vraag.querySelector("label")).textContent.trim();
const target = (vraag) => vraag.querySelector("button[data-optie], input[name], select, textarea");
const isHalf = (vraag) => !isDone(vraag) && [...vraag.querySelectorAll("select")].some((veld) => veld.value);
const openVragen = () => alle("vraag", form).filter((vraag) => ("verplicht" in vraag.dataset ? !isDone(vraag) : isHalf(vraag)));

function listOpen() {
  const vak = $("nog-open");
  const open = nu === delen.length ? openVragen() : [];
  vak.hidden = open.length === 0;
  $("nog-open-kop").textContent = open.length === 1 ? "Er is nog één vraag open." : `Er zijn nog ${open.length} vragen open.`;
  $("nog-open-lijst").replaceChildren(...nameOpen(open).map(([vraag, naam]) => {
    const regel = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${target(vraag).id}`;
    link.textContent = naam;
    regel.append(link);
    return regel;
  }));
}

// A few by their own words; many by the part they are in, each with its first question.
function nameOpen(open) {
  if (open.length <= VEEL) return open.map((vraag) => [vraag, label(vraag)]);
  return delen.flatMap((deel, i) => {
    const hier = open.filter((vraag) => deel.contains(vraag));
    return hier.length ? [[hier[0], `Deel ${i + 1}: ${hier.length === 1 ? "één vraag" : `${hier.length} vragen`}`]] : [];
  });
}

const delen = form ? alle("deel", form) : [];
const halfOf = (deel) => alle("vraag", deel).some(isDone);

function drawHaltes() {
  for (const halte of alle("halte")) {
    const deel = delen[halte.dataset.halte - 1];
    const klaar = alle("vraag", deel).filter((vraag) => "verplicht" in vraag.dataset).every(isDone);
    halte.className = [
      Number(halte.dataset.halte) === nu ? "hier" : "", klaar && halfOf(deel) ? "klaar" : "",
    ].join(" ").trim();
  }
}

function show(nummer, { focus = true } = {}) {
  nu = Math.min(Math.max(nummer, 1), delen.length);
  delen.forEach((deel, i) => { deel.hidden = i !== nu - 1; });
  for (const deel of alle("begin")) deel.hidden = nu !== 1;
  for (const deel of alle("einde")) deel.hidden = nu !== delen.length;
  $("vorige").hidden = nu === 1;
  $("volgende").hidden = nu === delen.length;
  $("verstuur").hidden = nu !== delen.length;
  drawHaltes();
  listOpen();
  if (!focus) return;
  const kop = delen[nu - 1].querySelector("h2");
  kop.focus({ preventScroll: true });
  (nu === 1 ? document.body : $("voortgang")).scrollIntoView({ block: "start" });
}

function go(nummer) {
  history.pushState(null, "", `#deel-${nummer}`);
  show(nummer);
}

// A link to a question that stands in another part: first that part.
function follow() {
  const { hash } = location;
  const deel = DEEL.exec(hash);
  if (deel) { show(Number(deel[1])); return; }
  if (!hash) { show(1); return; }
  reveal(document.getElementById(decodeURIComponent(hash.slice(1))));
}

function reveal(veld) {
  const deel = veld?.closest("[data-deel]");
  if (!deel) return;
  show(delen.indexOf(deel) + 1, { focus: false });
  const vraag = veld.closest("[data-vraag]");
  vraag.scrollIntoView({ block: "start" });
  target(vraag).focus({ preventScroll: true });
}

function submit(event) {
  if (onderweg) { event.preventDefault(); return; } // a second tap on the same button
  if (delen.length && nu < delen.length) { event.preventDefault(); go(nu + 1); return; } // Enter in a field
  if (delen.length && openVragen().length) {
    event.preventDefault();
    listOpen();
    $("nog-open").focus();
    return;
  }
  onderweg = true;
}

function startParts() {
  $("voortgang").hidden = false;
  form.classList.add("is-gedeeld");
  $("vorige").addEventListener("click", () => go(nu - 1));
  $("volgende").addEventListener("click", () => go(nu + 1));
  window.addEventListener("hashchange", follow);
  window.addEventListener("popstate", () => { if (!location.hash || DEEL.test(location.hash)) follow(); });
  // The list of what is open and the one of the server both lead into other parts; a click moves nothing by itself.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("ul.fouten a[href^='#']");
    if (!link) return;
    event.preventDefault();
    const veld = document.getElementById(link.getAttribute("href").slice(1));
    const deel = veld?.closest("[data-deel]");
    if (!deel) return;
    history.pushState(null, "", `#deel-${deel.dataset.deel}`);
    reveal(veld);
  });
  const begin = DEEL.exec(location.hash);
  const metFouten = "vanServer" in form.dataset;
  const fout = delen.indexOf(form.querySelector(".has-error")?.closest("[data-deel]")) + 1;
  show(metFouten ? fout || delen.length : Number(begin?.[1] ?? 1), { focus: Boolean(begin) && !metFouten });
}

if (form) {
  const touch = (event) => {
    count();
    if (event?.target?.dataset?.langste) measure(event.target);
    if (delen.length) { drawHaltes(); listOpen(); }
  };
  $("teller")?.removeAttribute("hidden");
  form.addEventListener("input", touch);
  form.addEventListener("change", touch);
  form.addEventListener("invullen:gezet", () => { touch(); for (const veld of alle("langste", form)) measure(veld); });
  form.addEventListener("submit", submit);
  // Kept by the browser and shown again: ask the server whether there is still something to fill in.
  window.addEventListener("pageshow", (event) => { if (event.persisted && onderweg) location.reload(); });
  if ("metDelen" in form.dataset) startParts();
  touch();
  for (const veld of alle("langste", form)) measure(veld);
}
