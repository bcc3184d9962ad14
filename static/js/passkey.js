// Passkeys: asks the browser for the key and sends its answer along with an ordinary form.
// <form data-passkey="maken|gebruiken|inloggen"> with a hidden field «credential». What to ask stands in #passkey-gegevens;
// for signing in it is fetched from the address of the form, because nobody knows yet who it is.
const passkeys = window.webauthnJSON;

function show(form, which) {
  form.querySelectorAll("[data-fout]").forEach((fout) => { fout.hidden = fout.dataset.fout !== which; });
}

async function options(form) {
  if (form.dataset.passkey !== "inloggen") return JSON.parse(document.getElementById("passkey-gegevens").textContent);
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

async function ask(form) {
  const asked = await options(form);
  if (form.dataset.passkey === "maken") return passkeys.create(asked.creation_options);
  return passkeys.get(asked.request_options);
}

function reason(error) {
  if (error.name === "NotAllowedError" || error.name === "AbortError") return "gestopt";
  if (error.name === "InvalidStateError") return "bestaat";
  return "anders";
}

function watch(form) {
  const button = form.querySelector("button[type=submit]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    if (!passkeys?.supported()) return show(form, "kan-niet");
    show(form, "");
    button.setAttribute("aria-busy", "true");
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch (error) {
      show(form, reason(error));
      button.removeAttribute("aria-busy");
    }
  });
}

// Coming back with the back button shows the page as it was left: a key that was used is no key any more.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-passkey]").forEach((form) => {
  form.elements.credential.value = "";
  form.querySelector("button[type=submit]").removeAttribute("aria-busy");
}));
document.querySelectorAll("form[data-passkey]").forEach(watch);
