// "3 van de 4 beantwoord" in the bar under a list of questions. Without a script the bar simply shows no count.
// <form data-teller> and, anywhere on the page, <b data-teller-stand></b>: counts groups of radios with a choice, and text areas with text.
const form = document.querySelector("form[data-teller]");
const output = document.querySelector("[data-teller-stand]");

function count() {
  const groups = new Map();
  for (const field of form.elements) {
    if (field.type === "radio") groups.set(field.name, groups.get(field.name) || field.checked);
    else if (field.tagName === "TEXTAREA" && field.name) groups.set(field.name, field.value.trim() !== "");
  }
  const done = [...groups.values()].filter(Boolean).length;
  output.textContent = `${done} van de ${groups.size}`;
}

if (form && output) {
  output.closest("[hidden]")?.removeAttribute("hidden");
  form.addEventListener("input", count);
  form.addEventListener("change", count);
  count();
}
