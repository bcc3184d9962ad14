// What a running meeting keeps on this device goes when somebody signs out, and when a page is shown to nobody in
// particular. Only what somebody wrote and did not send yet stays: it waits until that person signs in again.
(function () {
  const ONVERZONDEN = /^uitvoeren:\d+:\d+:(stap|fout|concept):/;

  async function wipe() {
    try {
      for (const sleutel of Object.keys(localStorage)) {
        if (sleutel.startsWith("uitvoeren:") && !ONVERZONDEN.test(sleutel)) localStorage.removeItem(sleutel);
      }
    } catch { /* no storage, nothing kept */ }
    if (window.BroadcastChannel) new BroadcastChannel("uitvoeren").postMessage("uitgelogd");
    if (window.caches) {
      for (const naam of await caches.keys()) if (naam.startsWith("uitvoeren:")) await caches.delete(naam);
    }
    for (const werker of await navigator.serviceWorker?.getRegistrations() ?? []) {
      if (werker.scope.endsWith("/uitvoeren/")) await werker.unregister();
    }
  }

  if (!document.querySelector('meta[name="csrf-token"]')) wipe().catch(() => {});
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const naar = new URL(form.getAttribute("action") || "", location.href).pathname;
    if (event.defaultPrevented || naar !== "/accounts/logout/") return;
    event.preventDefault();
    const gewist = Promise.race([wipe(), new Promise((klaar) => setTimeout(klaar, 1500))]);
    gewist.catch(() => {}).then(() => form.submit());
  });
})();
