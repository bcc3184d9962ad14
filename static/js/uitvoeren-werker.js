// Service worker of one run page and of nothing else: the page and its files, for when there is no connection.
//
// The page is always asked of the server first. What is kept is a whole answer, headers included, so the policy of a
// kept page names the very nonce that its own tags carry. Another person's page is never kept: an answer that is not
// this page itself (signed out, no longer a member) takes away what was kept, and static/js/wissen.js empties
// everything as soon as nobody is signed in.
const PAGINA = self.registration.scope;
const KAST = `uitvoeren:${PAGINA}`;
const GEDULD = 4000; // milliseconds before what was kept is shown instead
const VERSIE_IN_NAAM = /\.[0-9a-f]{12}\.\w+$/; // such a file never changes

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.bestanden) event.waitUntil(bewaar(event.data.bestanden).catch(() => {}));
});

async function bewaar(bestanden) {
  const kast = await caches.open(KAST);
  for (const adres of bestanden) {
    if (VERSIE_IN_NAAM.test(adres) && await kast.match(adres)) continue;
    const antwoord = await fetch(adres);
    if (antwoord.ok) await kast.put(adres, antwoord);
  }
  await onthoud(await fetch(PAGINA));
  const nodig = new Set([PAGINA, ...bestanden]);
  for (const oud of await kast.keys()) if (!nodig.has(oud.url)) await kast.delete(oud);
}

async function onthoud(antwoord) {
  const kast = await caches.open(KAST);
  if (antwoord.ok && !antwoord.redirected) await kast.put(PAGINA, antwoord.clone());
  else if (antwoord.status < 500) await kast.delete(PAGINA);
  return antwoord;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const adres = url.origin + url.pathname;
  if (adres === PAGINA) event.respondWith(geefPagina(event));
  else if (!adres.startsWith(PAGINA)) event.respondWith(geefBestand(request));
});

async function geefPagina(event) {
  const bewaard = await (await caches.open(KAST)).match(PAGINA, { ignoreVary: true });
  const vers = fetch(event.request).then(onthoud);
  event.waitUntil(vers.catch(() => {}));
  if (!bewaard) return vers;
  const opTijd = new Promise((_, weg) => setTimeout(weg, GEDULD));
  try {
    const antwoord = await Promise.race([vers, opTijd]);
    return antwoord.status >= 500 ? bewaard : antwoord;
  } catch {
    return bewaard;
  }
}

async function geefBestand(request) {
  const bewaard = await (await caches.open(KAST)).match(request, { ignoreVary: true });
  if (bewaard && VERSIE_IN_NAAM.test(request.url)) return bewaard;
  try {
    return await fetch(request);
  } catch (fout) {
    if (bewaard) return bewaard;
    throw fout;
  }
}
