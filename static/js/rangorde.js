// A first, a second and a third choice by tapping in order; tapping again takes it back. The three lists underneath are
// what is sent, and what is used without a script.
const WOORDEN = ["eerste keus", "tweede keus", "derde keus"];

function build(vraag) {
  const lijsten = [...vraag.querySelectorAll("select")];
  const vak = document.createElement("div");
  vak.className = "opties";
  const knoppen = [...lijsten[0].options].filter((optie) => optie.value).map((optie, i) => {
    const knop = document.createElement("button");
    knop.type = "button";
    knop.className = "optie optie-plaats";
    knop.dataset.optie = optie.value;
    if (i === 0) { // a link to this question now leads to what can be seen
      for (const label of lijsten[0].labels) label.removeAttribute("for");
      knop.id = lijsten[0].id;
      lijsten[0].removeAttribute("id");
    }
    const stip = document.createElement("span");
    stip.className = "plaats";
    stip.setAttribute("aria-hidden", "true");
    const naam = document.createElement("span");
    naam.textContent = optie.textContent;
    const stand = document.createElement("span");
    stand.className = "visually-hidden";
    knop.append(stip, naam, stand);
    knop.addEventListener("click", () => toggle(optie.value));
    return knop;
  });

  function draw() {
    const gekozen = lijsten.map((lijst) => lijst.value);
    for (const knop of knoppen) {
      const plaats = gekozen.indexOf(knop.dataset.optie);
      knop.setAttribute("aria-pressed", String(plaats >= 0));
      knop.querySelector(".plaats").textContent = plaats >= 0 ? plaats + 1 : "";
      knop.lastChild.textContent = plaats >= 0 ? WOORDEN[plaats] : "";
    }
    vraag.classList.toggle("is-vol", gekozen.every(Boolean));
  }

  function toggle(waarde) {
    let gekozen = lijsten.map((lijst) => lijst.value).filter(Boolean);
    if (gekozen.includes(waarde)) gekozen = gekozen.filter((andere) => andere !== waarde);
    else if (gekozen.length < lijsten.length) gekozen.push(waarde);
    else gekozen[lijsten.length - 1] = waarde;
    lijsten.forEach((lijst, i) => { lijst.value = gekozen[i] ?? ""; });
    draw();
    lijsten[0].dispatchEvent(new Event("change", { bubbles: true }));
  }

  vak.append(...knoppen);
  vraag.querySelector(".rangorde-lijsten").after(vak);
  vraag.querySelector(".rangorde-lijsten").hidden = true;
  vraag.closest("form")?.addEventListener("invullen:gezet", draw);
  draw();
}

for (const vraag of document.querySelectorAll("[data-rangorde]")) if (!vraag.closest("fieldset:disabled")) build(vraag);
