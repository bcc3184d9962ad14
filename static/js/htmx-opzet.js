// htmx: the CSRF token on everything that is not a GET, and one honest sentence when an answer does not come.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content
    || document.querySelector('input[name="csrfmiddlewaretoken"]')?.value;
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    const template = document.getElementById("melding-mislukt");
    const place = document.getElementById("meldingen");
    if (!template || !place || place.querySelector("[data-mislukt]")) return;
    place.append(template.content.cloneNode(true));
    place.scrollIntoView({ block: "nearest" });
  });
}
document.addEventListener("htmx:afterOnLoad", () => document.querySelector("[data-mislukt]")?.remove());
