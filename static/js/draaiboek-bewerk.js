// The editor of one block, opened inside the draaiboek. What somebody types is saved a moment later, only the fields that
// changed, with what they started from: two people can work in one block, and where both wrote in one field both texts
// show and somebody chooses. Nothing that was typed goes away: also not without a connection.
const WAIT = 700;
const AGAIN = 5000;
const SIGN = 10000;
const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const headers = { "HX-Request": "true", "X-CSRFToken": token };
const IGNORED = ["csrfmiddlewaretoken", "versie"];

const say = (editor, text) => { editor.querySelector("[data-stand]").textContent = text; };
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

function read(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || IGNORED.includes(field.name)) continue;
    if (field.type === "checkbox") values[field.name] = field.checked ? "on" : "";
    else if (field.type === "radio") { if (field.checked) values[field.name] = field.value; }
    else if (field.tagName !== "BUTTON") values[field.name] = field.value;
  }
  return values;
}

function write(form, name, value) {
  const field = form.elements[name];
  if (field instanceof RadioNodeList) field.value = value;
  else if (field.type === "checkbox") field.checked = value === "on";
  else field.value = value;
}

function clearErrors(form) {
  for (const error of form.querySelectorAll("[data-fout]")) error.remove();
  for (const field of form.querySelectorAll(".is-invalid")) { field.classList.remove("is-invalid"); field.removeAttribute("aria-invalid"); }
}

function showErrors(form, errors) {
  for (const [name, text] of Object.entries(errors)) {
    const field = form.elements[name]?.[0] ?? form.elements[name];
    if (!field) { say(form, text); continue; }
    const error = document.createElement("div");
    error.className = "invalid-feedback";
    error.dataset.fout = name;
    error.id = `${field.id}_fout`;
    error.textContent = text;
    field.classList.add("is-invalid");
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${error.id} ${field.getAttribute("aria-describedby") ?? ""}`.trim());
    field.closest(".field").append(error);
  }
}

function start(form) {
  let base = read(form);
  let timer = 0;
  let saving = null;
  let gone = false;
  const conflicts = new Set();

  const changed = () => Object.entries(read(form)).filter(([name, value]) => value !== (base[name] ?? "") && !conflicts.has(name)).map(([name]) => name);

  async function save() {
    clearTimeout(timer);
    if (saving) await saving;
    const names = changed();
    if (gone || !names.length) return !form.querySelector(".is-invalid");
    saving = attempt(names);
    const good = await saving;
    saving = null;
    return good;
  }

  async function attempt(names) {
    const values = read(form);
    const body = new FormData();
    body.set("versie", form.elements.versie.value);
    for (const name of names) {
      body.append("veld", name);
      if (values[name]) body.set(name, values[name]);
      if (base[name]) body.set(`oud_${name}`, base[name]);
    }
    say(form, "Bewaren…");
    try {
      const response = await fetch(form.dataset.bewaar, { method: "POST", body, headers });
      return await answer(response, names, values);
    } catch {
      say(form, "Nog niet bewaard. We proberen het zo weer. Je tekst blijft staan.");
      timer = setTimeout(save, AGAIN);
      return false;
    }
  }

  async function answer(response, names, values) {
    if (response.status === 200) {
      const { versie } = await response.json();
      for (const name of names) base[name] = values[name];
      form.elements.versie.value = versie;
      clearErrors(form);
      say(form, "Bewaard.");
      tell("draaiboek:ververs");
      return true;
    }
    if (response.status === 422) {
      clearErrors(form);
      showErrors(form, (await response.json()).fouten);
      say(form, "Nog niet bewaard. Kijk bij het veld met de fout.");
      return false;
    }
    if (response.status === 409) { conflict(await response.text()); return false; }
    if (response.status === 410) { lost(); return false; }
    throw new Error(`${response.status}`);
  }

  // Both texts, and a button for each. Until somebody chooses the field is not saved; the other fields are.
  function conflict(html) {
    const place = form.querySelector(".botsing-plek");
    place.innerHTML = html;
    form.elements.versie.value = place.querySelector("[data-botsing]").dataset.versie;
    for (const row of place.querySelectorAll("[data-veld]")) {
      const name = row.dataset.veld;
      conflicts.add(name);
      row.addEventListener("click", (event) => {
        const choice = event.target.closest("[data-kies]")?.dataset.kies;
        if (!choice) return;
        base[name] = row.dataset.hun;
        if (choice === "hun") write(form, name, row.dataset.hun);
        conflicts.delete(name);
        row.remove();
        if (!conflicts.size) place.replaceChildren();
        form.elements[name].focus?.();
        save();
      });
    }
    say(form, "Kies eerst wat er blijft staan.");
    place.scrollIntoView({ block: "nearest" });
    save(); // what does not clash
  }

  function lost() {
    gone = true;
    say(form, "Iemand haalde dit onderdeel net weg. Je tekst staat hier nog. Kies ‘Ongedaan maken’ en zet hem erin.");
  }

  function sign(done) {
    const body = new FormData();
    if (done) body.set("klaar", "1");
    fetch(form.dataset.bezig, { method: "POST", body, headers, keepalive: true }).catch(() => {});
  }

  async function close() {
    if (!(await save()) && !gone) return;
    clearInterval(signs);
    sign(true);
    const link = form.closest("li")?.querySelector("[data-bewerk]");
    form.remove();
    link?.setAttribute("aria-expanded", "false");
    link?.focus();
    tell("draaiboek:ververs");
  }

  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, WAIT); });
  form.addEventListener("change", save);
  form.addEventListener("draaiboek:weg", lost);
  form.addEventListener("draaiboek:sluit", close);
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (!event.submitter?.hasAttribute("data-weg")) { close(); return; }
    clearInterval(signs);
    const data = new FormData();
    data.set("versie", form.elements.versie.value);
    const url = event.submitter.getAttribute("formaction");
    save().then(() => { data.set("versie", form.elements.versie.value); form.remove(); tell("draaiboek:post", { url, data }); });
  });
  const signs = setInterval(sign, SIGN);
  sign();
  window.addEventListener("beforeunload", (event) => {
    if (form.isConnected && changed().length) event.preventDefault();
  });
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-bewerk]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const open = link.closest("li").querySelector(".bewerk");
  if (open) { open.dispatchEvent(new CustomEvent("draaiboek:sluit")); return; }
  try {
    const response = await fetch(link.href, { headers });
    if (!response.ok) throw new Error(`${response.status}`);
    const row = document.getElementById(link.closest("li").id);
    row.querySelector(".bewerkplek").innerHTML = await response.text();
    const form = row.querySelector(".bewerk");
    row.querySelector("[data-bewerk]").setAttribute("aria-expanded", "true");
    start(form);
    form.elements.titel.focus();
  } catch { window.location.assign(link.href); }
});
