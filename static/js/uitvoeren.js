// Run mode: the page as it was made, plus what was done on this device and is not sent yet. Every step is written down
// here first (localStorage, one key per step), shown at once, and sent in order; the server takes each key once.
const wortel = document.getElementById("uitvoeren");
const { persoon, bijeenkomst, stapUrl, standUrl, werkerUrl, inlogUrl } = wortel.dataset;
const SLEUTEL = `uitvoeren:${persoon}:${bijeenkomst}:`;
const MINUUT = 60_000;
const STAP = 5;
const VRAAG_ELKE = 8_000;
const plek = (naam, waar = wortel) => waar.querySelector(`[data-plek="${naam}"]`);

let csrf = document.querySelector('meta[name="csrf-token"]').content;
let stand = JSON.parse(document.getElementById("uv-stand").textContent);
let lijn = "goed"; // goed, weg (no connection), uitgelogd, dicht (may not any more)
let bezig = false;

// --- What is kept on this device ------------------------------------------------------------------------------------

const geheugen = new Map(); // where there is no storage, or it is full
const kast = {
  zet(naam, waarde) {
    geheugen.set(naam, waarde);
    try { localStorage.setItem(SLEUTEL + naam, JSON.stringify(waarde)); } catch { /* stays in memory */ }
  },
  weg(naam) {
    geheugen.delete(naam);
    try { localStorage.removeItem(SLEUTEL + naam); } catch { /* was not there */ }
  },
  lees(begin) {
    const alles = new Map([...geheugen].filter(([naam]) => naam.startsWith(begin)));
    try {
      for (const sleutel of Object.keys(localStorage)) {
        if (sleutel.startsWith(SLEUTEL + begin)) alles.set(sleutel.slice(SLEUTEL.length), JSON.parse(localStorage.getItem(sleutel)));
      }
    } catch { /* only what is in memory */ }
    return [...alles].sort(([a], [b]) => (a < b ? -1 : 1));
  },
};
let verschil = kast.lees("verschil")[0]?.[1] ?? 0; // what our clock says more than this device's
const rij = () => kast.lees("stap:").map(([naam, stap]) => ({ ...stap, naam }));

// A page that was kept may be older than what this device heard last.
const onthouden = kast.lees("stand")[0]?.[1];
if (onthouden && onthouden.nu > stand.nu) stand = onthouden;

function neemStand(nieuw) {
  stand = nieuw;
  verschil = nieuw.nu - Date.now();
  kast.zet("verschil", verschil);
  csrf = nieuw.csrf || csrf;
  kast.zet("stand", { ...nieuw, csrf: undefined });
}

// --- What is now the case: the same counting as verloop.py and services.py -----------------------------------------

function neem(s, stap) {
  const blok = s.blokken.find((b) => b.pk === stap.blok);
  const op = stap.t + verschil;
  const eerder = s.huidig !== null && s.huidig !== stap.van;
  if (stap.soort === "naar" && blok && !eerder && s.huidig !== blok.pk) {
    const nu = s.blokken.find((b) => b.pk === s.huidig);
    if (nu?.begon) nu.eindigde = op;
    for (const later of s.blokken.slice(s.blokken.indexOf(blok) + 1)) later.begon = later.eindigde = null;
    Object.assign(blok, { begon: blok.begon ?? op, eindigde: null });
    Object.assign(s, { huidig: blok.pk, begonnen: s.begonnen ?? op, klaar: null });
  } else if (stap.soort === "klaar" && !eerder && s.begonnen && !s.klaar) {
    const nu = s.blokken.find((b) => b.pk === s.huidig);
    if (nu?.begon) nu.eindigde = op;
    Object.assign(s, { huidig: null, klaar: op });
  } else if (stap.soort === "extra" && blok?.extra === stap.van) {
    blok.extra = stap.naar;
  } else if (stap.soort === "notitie") {
    s.aantekeningen.push({ sleutel: stap.sleutel, blok: blok ? blok.pk : null, tekst: stap.tekst, wie: "", wacht: true });
  } else if (stap.soort === "afspraak") {
    s.afspraken.push({ sleutel: stap.sleutel, blok: blok ? blok.pk : null, tekst: stap.tekst, wie: stap.naam_wie, voor: stap.voor, wacht: true });
  }
}

function beeld() {
  const s = structuredClone(stand);
  const gehad = new Set([...s.aantekeningen, ...s.afspraken].map((x) => x.sleutel));
  for (const stap of rij()) if (!gehad.has(stap.sleutel)) neem(s, stap);
  return reken(s, Date.now() + verschil);
}

const duur = (b) => (b.minuten + b.extra) * MINUUT;

function reken(s, nu) {
  const groepen = [];
  for (const b of s.blokken) (b.tegelijk && groepen.length ? groepen.at(-1) : groepen[groepen.push([]) - 1]).push(b);
  const waar = groepen.findIndex((groep) => groep.some((b) => b.pk === s.huidig));
  const laatst = groepen.reduce((tot, groep, i) => (groep.some((b) => b.begon) ? i : tot), -1);
  const voorbij = s.klaar ? groepen.length : !s.begonnen ? 0 : waar >= 0 ? waar : laatst + 1;
  let moment = s.begonnen && waar < 0 ? nu : null;
  groepen.forEach((groep, i) => {
    if (i < voorbij) {
      for (const b of groep) Object.assign(b, { begin: b.begon ?? b.gepland, stand: b.begon || b.tegelijk ? "geweest" : "overgeslagen" });
      for (const b of groep) b.eind = b.eindigde ?? b.begin + duur(b);
    } else {
      const bezigSinds = groep.find((b) => b.begon)?.begon ?? groep[0].gepland;
      const wacht = moment === null || groep[0].vast && groep[0].gepland > moment;
      const begin = i === waar ? bezigSinds : wacht ? groep[0].gepland : moment;
      for (const b of groep) Object.assign(b, { begin, eind: begin + duur(b), stand: i === waar ? "nu" : "straks" });
      const eind = Math.max(...groep.map((b) => b.eind));
      if (i === waar) moment = Math.max(nu, eind);
      else if (moment !== null) moment = eind;
    }
  });
  const huidig = groepen[waar] ?? [];
  const volgende = groepen[waar >= 0 ? waar + 1 : voorbij];
  const vorige = groepen[voorbij - 1];
  const langste = huidig.reduce((a, b) => (a && duur(a) >= duur(b) ? a : b), null);
  return { ...s, nu, huidig, volgende: volgende ?? [], vorige: vorige ?? [], langste, tot: langste?.eind };
}

// --- On the page ----------------------------------------------------------------------------------------------------

const klok = (ms) => new Date(ms).toLocaleTimeString("nl-NL", { timeZone: "Europe/Amsterdam", hour: "numeric", minute: "2-digit" }).replace(/^0/, "").replace(":", ".");
const minuten = (n) => `${n} ${n === 1 ? "minuut" : "minuten"}`;
const namen = (groep) => groep.map((b) => b.titel).join(" en ");

function schrijf(element, tekst) {
  if (element && element.textContent !== tekst) element.textContent = tekst;
}

function vul(form, waarden) {
  if (!form) return;
  form.hidden = !waarden;
  for (const [naam, waarde] of Object.entries(waarden || {})) form.elements[naam].value = waarde ?? "";
}

function tekenNu(b) {
  const loopt = b.huidig.length > 0;
  const rest = loopt ? Math.ceil((b.tot - b.nu) / MINUUT) : 0;
  const nu = document.getElementById("uv-nu");
  nu.classList.toggle("is-bijna", loopt && rest <= 5 && rest > 0);
  nu.classList.toggle("is-over", loopt && rest <= 0);
  schrijf(plek("stand"), loopt ? "Nu" : b.klaar ? "Klaar" : b.begonnen ? "Even tussendoor" : "Nog niet begonnen");
  schrijf(plek("titel"), loopt ? namen(b.huidig) : b.klaar ? "Jullie zijn klaar" : b.begonnen ? "Kies hoe jullie verdergaan" : "Klaar om te beginnen");
  const straks = !b.begonnen && b.volgende.length > 0;
  schrijf(plek("getal"), loopt ? String(Math.abs(rest)) : straks ? klok(b.volgende[0].begin) : "");
  schrijf(plek("woorden"), loopt ? woorden(rest, b.tot) : straks ? "begint het volgens het draaiboek" : "");
  schrijf(plek("straks"), b.volgende.length && loopt ? `Straks om ${klok(b.volgende[0].begin)}: ${namen(b.volgende)}` : "");
  const van = b.huidig[0]?.pk;
  const verder = b.volgende[0];
  vul(document.getElementById("uv-verder"), verder ? { soort: "naar", blok: verder.pk, van } : b.begonnen && !b.klaar ? { soort: "klaar", blok: "", van } : null);
  schrijf(plek("verder"), verder ? (b.begonnen ? `Verder met ${namen(b.volgende)}` : `Begin met ${namen(b.volgende)}`) : "Rond af");
  const extra = b.langste?.extra;
  vul(document.getElementById("uv-meer"), loopt && extra + STAP <= 240 ? { blok: b.langste.pk, van: extra, naar: extra + STAP } : null);
  vul(document.getElementById("uv-minder"), extra ? { blok: b.langste.pk, van: extra, naar: extra - STAP } : null);
  vul(document.getElementById("uv-terug"), b.vorige.length ? { blok: b.vorige[0].pk, van } : null);
  schrijf(plek("terug"), b.vorige.length ? `Terug naar ${namen(b.vorige)}` : "");
  for (const form of wortel.querySelectorAll("[data-schrijf]")) form.elements.blok.value = van ?? "";
  const tekst = plek("tekst", nu);
  const wat = `${b.huidig.map((x) => x.pk)}|${vorm(b)}`;
  if (tekst.dataset.van === wat) return;
  tekst.dataset.van = wat;
  tekst.replaceChildren(...b.huidig.flatMap((x) => {
    const bron = document.querySelector(`[data-blok="${x.pk}"] [data-plek="tekst"]`);
    return bron ? [...bron.cloneNode(true).childNodes] : [];
  }));
}

function woorden(rest, tot) {
  if (rest > 0) return `${rest === 1 ? "minuut" : "minuten"} over, tot ${klok(tot)} uur`;
  return rest === 0 ? "minuten over. De tijd is om" : `${rest === -1 ? "minuut" : "minuten"} langer dan gepland`;
}

const STANDEN = { nu: "nu", straks: "", geweest: "geweest", overgeslagen: "overgeslagen" };

function tekenBlokken(b) {
  for (const blok of b.blokken) {
    const li = document.querySelector(`[data-blok="${blok.pk}"]`);
    if (!li) continue;
    li.className = `uv-blok is-${blok.stand}`;
    schrijf(plek("tijd", li), klok(blok.begin));
    schrijf(plek("duur", li), `${minuten(blok.minuten + blok.extra)}${blok.extra ? `, ${blok.extra} langer` : ""}`);
    schrijf(plek("hoe", li), STANDEN[blok.stand]);
    const form = li.querySelector("form");
    form.elements.van.value = b.huidig[0]?.pk ?? "";
    form.hidden = blok.stand === "nu";
  }
  const bekend = new Set(b.blokken.map((x) => x.pk));
  for (const lijst of wortel.querySelectorAll("[data-lijst]")) {
    const pk = Number(lijst.dataset.lijst);
    const van = (x) => (pk ? x.blok === pk : x.blok === null || !bekend.has(x.blok));
    const rijen = [
      ...b.afspraken.filter(van).map((a) => ["Afspraak", a.tekst, [a.wie, a.voor && `klaar op ${dag(a.voor)}`], a]),
      ...b.aantekeningen.filter(van).map((a) => ["Aantekening", a.tekst, [a.wie, !pk && a.titel], a]),
    ];
    vulLijst(lijst, rijen);
  }
}

const dag = (iso) => new Date(`${iso}T12:00:00`).toLocaleDateString("nl-NL", { weekday: "long", day: "numeric", month: "long" });

function vulLijst(lijst, rijen) {
  const sleutel = JSON.stringify(rijen.map(([, , , x]) => [x.sleutel, Boolean(x.wacht)]));
  if (lijst.dataset.van === sleutel) return;
  lijst.dataset.van = sleutel;
  lijst.replaceChildren(...rijen.map(([wat, tekst, bij, x]) => {
    const li = document.getElementById("uv-rij").content.cloneNode(true).firstElementChild;
    schrijf(plek("wat", li), wat);
    schrijf(plek("inhoud", li), tekst);
    schrijf(plek("bij", li), [...bij.filter(Boolean), x.wacht && "staat nog op dit apparaat"].filter(Boolean).join(", "));
    return li;
  }));
  lijst.hidden = !rijen.length;
}

function tekenLijn() {
  const wacht = rij().length;
  const staat = wacht ? ` ${wacht === 1 ? "Eén ding staat" : `${wacht} dingen staan`} op dit apparaat.` : "";
  const zin = {
    goed: wacht ? "Bezig met bewaren." : "Alles is bewaard.",
    weg: `Geen verbinding.${staat} Ga gerust door, we bewaren het zodra het kan.`,
    uitgelogd: `Je bent niet meer ingelogd.${staat} Log in, dan bewaren we het.`,
    dicht: `Je kunt hier nu niets bewaren.${staat} Vraag de facilitator wat er veranderd is.`,
  }[lijn];
  document.getElementById("uv-lijn").className = `uv-lijn is-${lijn}`;
  schrijf(plek("lijn"), zin);
  plek("inloggen").hidden = lijn !== "uitgelogd";
  tekenFouten();
}

function tekenFouten() {
  const fouten = kast.lees("fout:");
  const plaats = document.getElementById("uv-fouten");
  plaats.hidden = !fouten.length;
  vulLijst(plaats.querySelector("ul"), fouten.map(([naam, f]) => [f.zin, f.tekst || "", [], { sleutel: naam }]));
  plaats.querySelector("ul").querySelectorAll("[data-plek=bij]").forEach((bij) => {
    if (bij.firstElementChild) return;
    const knop = document.createElement("button");
    Object.assign(knop, { type: "button", className: "btn btn-link btn-sm", textContent: "Gelezen" });
    knop.addEventListener("click", () => { kast.weg(fouten[[...plaats.querySelectorAll("li")].indexOf(knop.closest("li"))][0]); teken(); });
    bij.append(knop);
  });
}

function teken() {
  const b = beeld();
  tekenBlokken(b);
  tekenNu(b);
  tekenLijn();
}

// --- To the server --------------------------------------------------------------------------------------------------

async function vraag(url, opties = {}) {
  const antwoord = await fetch(url, { redirect: "manual", headers: { Accept: "application/json", "X-CSRFToken": csrf }, signal: AbortSignal.timeout(10_000), ...opties });
  if (antwoord.type === "opaqueredirect") return { status: 401 };
  const json = antwoord.headers.get("Content-Type")?.startsWith("application/json") ? await antwoord.json() : null;
  return { status: antwoord.status, json };
}

function stuurStap(stap) {
  const gegevens = new FormData();
  for (const veld of ["sleutel", "soort", "blok", "van", "naar", "tekst", "wie", "voor"]) gegevens.set(veld, stap[veld] ?? "");
  gegevens.set("geleden", String(Math.max(0, Math.round(Date.now() - stap.t))));
  return vraag(stapUrl, { method: "POST", body: gegevens });
}

async function haalStand() {
  const { status, json } = await vraag(standUrl);
  if (status === 200 && json && String(json.persoon) !== persoon) { location.reload(); return 0; }
  if (status === 200 && json) await neemNieuw(json);
  return status;
}

async function neemNieuw(json) {
  const anders = vorm(json) !== vorm(stand);
  neemStand(json);
  if (anders) await haalBlokken();
}

const vorm = (s) => JSON.stringify(s.blokken.map((b) => [b.pk, b.titel, b.minuten, b.vraag, b.toelichting, b.notities, b.wie, b.materiaal]));

async function haalBlokken() {
  const antwoord = await fetch(location.href);
  if (!antwoord.ok || antwoord.redirected) return;
  const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html").getElementById("uv-blokken");
  if (nieuw) document.getElementById("uv-blokken").replaceWith(nieuw);
}

async function verwerk(stap) {
  let { status, json } = await stuurStap(stap);
  if (status === 403) { // the token may be of before somebody signed in again
    const nu = await haalStand();
    if (nu !== 200) return nu;
    ({ status, json } = await stuurStap(stap));
  }
  if (!json?.uitkomst) return status === 200 ? 502 : status;
  kast.weg(stap.naam);
  if (json.zin && json.uitkomst !== "gedaan" || json.uitkomst === "geweigerd") {
    kast.zet(`fout:${stap.naam}`, { zin: json.zin, tekst: stap.tekst || "" });
  } else if (json.zin) kast.zet(`fout:${stap.naam}`, { zin: json.zin, tekst: "" });
  if (json.stand) await neemNieuw(json.stand);
  return 200;
}

function noem(status) {
  if (status === 200) return "goed";
  if (status === 401) return "uitgelogd";
  return status === 403 || status === 404 || status === 410 ? "dicht" : "weg";
}

async function gelijk() {
  if (bezig) return;
  bezig = true;
  try {
    let status = 200;
    const eerst = rij();
    for (const stap of eerst) {
      status = await verwerk(stap);
      teken();
      if (status !== 200) break;
    }
    if (status === 200 && !eerst.length) status = await haalStand();
    lijn = noem(status);
  } catch { // no connection, or it broke off halfway
    lijn = "weg";
  } finally {
    bezig = false;
    teken();
  }
  if (lijn === "goed" && rij().length) gelijk();
}

// --- What somebody does ---------------------------------------------------------------------------------------------

let volgnummer = 0;

wortel.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-stap]")) return;
  event.preventDefault();
  const veld = Object.fromEntries(new FormData(form));
  const getal = (waarde) => (waarde ? Number(waarde) : null);
  const t = Date.now();
  const stap = {
    sleutel: maakSleutel(), soort: veld.soort, t, blok: getal(veld.blok), naar: getal(veld.naar) ?? 0,
    van: veld.soort === "extra" ? Number(veld.van) : getal(veld.van), tekst: veld.tekst?.trim(), wie: veld.wie, voor: veld.voor,
    naam_wie: form.elements.wie?.selectedOptions[0].textContent,
  };
  if (form.matches("[data-schrijf]") && !stap.tekst) { form.elements.tekst.focus(); return; }
  kast.zet(`stap:${t}-${String(volgnummer++).padStart(4, "0")}`, stap);
  if (form.matches("[data-schrijf]")) {
    form.reset();
    kast.weg(`concept:${stap.soort}`);
    form.elements.tekst.focus();
  }
  teken();
  gelijk();
});

function maakSleutel() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

wortel.addEventListener("input", (event) => {
  const form = event.target.form;
  if (event.target.name === "tekst" && form?.matches("[data-schrijf]")) kast.zet(`concept:${form.elements.soort.value}`, event.target.value);
});
for (const form of wortel.querySelectorAll("[data-schrijf]")) {
  const concept = kast.lees(`concept:${form.elements.soort.value}`)[0]?.[1];
  if (concept && !form.elements.tekst.value) {
    form.elements.tekst.value = concept;
    form.closest("details").open = true;
  }
}

// --- Keeping the page for when there is no connection ---------------------------------------------------------------

async function bewaarPagina() {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(werkerUrl);
  const { active } = await navigator.serviceWorker.ready;
  await document.fonts.ready;
  const uitPagina = [...document.querySelectorAll("link[rel~=stylesheet], link[rel~=icon], script[src], img, use")].map(
    (el) => el.href?.baseVal ?? el.href ?? el.src);
  const gehaald = performance.getEntriesByType("resource").map((r) => r.name);
  const bestanden = [...uitPagina, ...gehaald].map((adres) => new URL(adres, location.href)).filter(
    (url) => url.origin === location.origin && url.pathname.startsWith("/static/")).map((url) => url.origin + url.pathname);
  active.postMessage({ bestanden: [...new Set(bestanden)] });
}

if (window.BroadcastChannel) new BroadcastChannel("uitvoeren").addEventListener("message", () => location.replace(inlogUrl));
window.addEventListener("online", gelijk);
window.addEventListener("offline", () => { lijn = "weg"; teken(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) gelijk(); });
setInterval(() => { if (!document.hidden) gelijk(); }, VRAAG_ELKE);
setInterval(teken, 1000);
if (!navigator.onLine) lijn = "weg";
teken();
gelijk();
bewaarPagina().catch(() => {}); // private windows have none: then it works while there is a connection
wortel.dataset.klaar = "ja";
