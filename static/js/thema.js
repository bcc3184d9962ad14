// Light or dark: what the reader chose, else what the system says. In <head> without defer, so nothing flashes.
(function () {
  const root = document.documentElement;
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try { return localStorage.getItem("thema"); } catch { return null; }
  }
  function apply() {
    const choice = stored();
    const dark = choice ? choice === "donker" : prefersDark.matches;
    root.setAttribute("data-bs-theme", dark ? "dark" : "light");
  }

  apply();
  prefersDark.addEventListener("change", apply);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-thema]")) return;
    const next = root.getAttribute("data-bs-theme") === "dark" ? "licht" : "donker";
    try { localStorage.setItem("thema", next); } catch { /* private window: only for this page */ }
    root.setAttribute("data-bs-theme", next === "donker" ? "dark" : "light");
  });
})();
