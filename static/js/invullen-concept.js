// What somebody filled in and did not send yet, on this device only: nothing of it goes to the server. It goes away when
// it is sent, when the round is closed, after fourteen days, and when somebody asks for it.
const BEGIN = "evaluatie:";
const NIETS = "evaluatie-niets"; // of this tab: keep nothing
const RUST = 250;
const form = document.querySelector("form[data-concept-sleutel]");
const klaar = document.querySelector("[data-concept-weg]");
const $ = (naam) => document.querySelector(`[data-toestel${naam}]`);

// A browser may refuse storage, also later on; then there is nothing to keep, and filling in works as always.
function attempt(doe, anders = null) {
  try { return doe(); } catch { return anders; }
}

function read(sleutel) {
  return attempt(() => {
    const bewaard = JSON.parse(localStorage.getItem(BEGIN + sleutel));
    return bewaard && bewaard.tot > Date.now() && Array.isArray(bewaard.velden) ? bewaard : null;
  });
}

function purge() {
  attempt(() => {
    for (const naam of Object.keys(localStorage)) {
      if (naam.startsWith(BEGIN) && !read(naam.slice(BEGIN.length))) localStorage.removeItem(naam);
    }
  });
}

const remove = (sleutel) => attempt(() => localStorage.removeItem(BEGIN + sleutel));

const canKeep = () => attempt(() => {
  localStorage.setItem(`${BEGIN}proef`, "1");
  localStorage.removeItem(`${BEGIN}proef`);
  return true;
}, false);

function startForm() {
  const sleutel = form.dataset.conceptSleutel;
  const tot = Number(form.dataset.conceptTot);
  const niets = $("-niets");
  let timer = 0;
  let gewist = null;
  let vreemd = false; // another tab sent it or threw it away: this one keeps nothing any more

  const say = (zin) => { $("-stand").textContent = zin; };
  const values = () => [...new FormData(form)].filter(([, waarde]) => waarde !== "");

  function save() {
    clearTimeout(timer);
    timer = 0;
    if (niets.checked || vreemd) return;
    const velden = values();
    if (!velden.length) { remove(sleutel); return; }
    const ok = attempt(() => { localStorage.setItem(BEGIN + sleutel, JSON.stringify({ tot, velden })); return true; }, false);
    if (!ok) say("Dit toestel kan niets meer bewaren. Verstuur voordat je de pagina sluit.");
  }

  function fill(velden) {
    const gezet = new Map();
    for (const [naam, waarde] of velden) gezet.set(naam, [...(gezet.get(naam) ?? []), waarde]);
    for (const veld of form.elements) {
      if (!veld.name || veld.type === "hidden") continue;
      const waarden = gezet.get(veld.name) ?? [];
      if (veld.type === "radio" || veld.type === "checkbox") veld.checked = waarden.includes(veld.value);
      else if (veld !== document.activeElement || !document.hasFocus()) veld.value = waarden[0] ?? "";
    }
    form.dispatchEvent(new Event("invullen:gezet"));
  }

  function showBack(velden) {
    gewist = velden;
    $("-terug").hidden = !velden;
    $("-wis").hidden = Boolean(velden);
  }

  form.addEventListener("input", () => { showBack(null); clearTimeout(timer); timer = setTimeout(save, RUST); });
  form.addEventListener("change", () => { showBack(null); clearTimeout(timer); timer = setTimeout(save, RUST); });
  form.addEventListener("submit", () => { if (timer) save(); });
  window.addEventListener("pagehide", () => { if (timer) save(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) save(); });

  // The same questions in another tab: what is chosen there is chosen here.
  window.addEventListener("storage", (event) => {
    if (event.key !== BEGIN + sleutel || niets.checked) return;
    const bewaard = read(sleutel);
    if (bewaard) { fill(bewaard.velden); return; }
    vreemd = true;
    clearTimeout(timer);
    timer = 0;
    say("In een ander venster is dit verstuurd of gewist. Laad deze pagina opnieuw voordat je verdergaat.");
  });

  $("-wis").addEventListener("click", () => {
    const velden = values();
    fill([]);
    clearTimeout(timer);
    timer = 0;
    remove(sleutel);
    showBack(velden);
    say("Gewist. Er staat niets meer op dit toestel.");
    $("-terug").focus();
  });
  $("-terug").addEventListener("click", () => {
    fill(gewist);
    showBack(null);
    save();
    say("Teruggezet.");
    $("-wis").focus();
  });

  const tell = () => say(niets.checked
    ? "We bewaren niets. Sluit je deze pagina, dan is weg wat je invulde."
    : "Wat je invult, staat alleen op dit toestel tot je verstuurt.");
  niets.checked = attempt(() => sessionStorage.getItem(NIETS) === "1", false);
  niets.addEventListener("change", (event) => {
    event.stopPropagation();
    attempt(() => (niets.checked ? sessionStorage.setItem(NIETS, "1") : sessionStorage.removeItem(NIETS)));
    if (niets.checked) remove(sleutel); else save();
    tell();
  });

  $("").hidden = false;
  tell();
  const bewaard = niets.checked ? null : read(sleutel);
  if ("vanServer" in form.dataset) save();
  else if (bewaard) {
    fill(bewaard.velden);
    say("We zetten terug wat je eerder invulde. Het staat alleen op dit toestel tot je verstuurt.");
  }
}

// The round is over for this person: nothing stays here, and words that were never sent can still be copied.
function finish() {
  const sleutel = klaar.dataset.conceptWeg;
  const bewaard = read(sleutel);
  remove(sleutel);
  if (!bewaard || !("conceptToon" in klaar.dataset)) return;
  const teksten = bewaard.velden.filter(([naam]) => naam.startsWith("t-"));
  teksten.forEach(([, tekst], i) => {
    const veld = document.createElement("textarea");
    veld.className = "form-control";
    veld.rows = 5;
    veld.readOnly = true;
    veld.setAttribute("aria-label", `Tekst ${i + 1}`);
    veld.value = tekst;
    klaar.append(veld);
  });
  klaar.hidden = teksten.length === 0;
}

purge();
if (form && canKeep()) startForm();
if (klaar) finish();
