// Keeps a part of an aanvraag while somebody writes, a moment after the last key and when the page goes away. The form
// works without this. What somebody else changed meanwhile is never overwritten: the server tells, a person chooses.
const RUST = 1200;
const form = document.querySelector("form[data-aanvraag]");
const stand = form?.querySelector("[data-stand]");
const totalen = document.querySelector("[data-totalen]");
let timer = 0;
let bezig = Promise.resolve();
let onderweg = 0;
let stil = false;

const lees = () => {
  const data = new FormData(form);
  data.delete("gezien");
  return new URLSearchParams(data).toString();
};
let bewaard = form ? lees() : "";

function vertel(data) {
  if (data.intussen?.length) return `Bewaard. Iemand anders veranderde: ${data.intussen.join(", ")}. Laad de bladzijde opnieuw om dat te zien.`;
  return "Bewaard. Je kunt stoppen wanneer je wilt.";
}

async function bewaar() {
  clearTimeout(timer);
  const nu = lees();
  if (stil || nu === bewaard) return;
  try {
    const antwoord = await fetch(form.dataset.aanvraag, { method: "POST", body: new FormData(form), keepalive: true });
    const data = await antwoord.json();
    if (antwoord.status === 409) stil = true;
    else if (data.gezien) { form.elements.gezien.value = data.gezien; bewaard = nu; }
    if (data.stand && totalen) totalen.innerHTML = data.stand;
    stand.textContent = data.fout ?? vertel(data);
  } catch {
    stand.textContent = "Nog niet bewaard: er is geen verbinding. We proberen het zo weer.";
    timer = setTimeout(plan, 8000);
  }
}

// One after the other, or the second would begin with what the first is just changing.
function plan() {
  onderweg += 1;
  bezig = bezig.then(bewaar).finally(() => { onderweg -= 1; });
}

function verstuur(event) {
  clearTimeout(timer);
  if (!onderweg) { stil = true; return; }
  event.preventDefault();
  bezig.then(() => form.requestSubmit(event.submitter));
}

if (form) {
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(plan, RUST); });
  form.addEventListener("submit", verstuur);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") plan(); });
}
