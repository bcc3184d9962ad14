// Keeps what somebody fills in of a new netwerk, a moment after the last key and when the page goes away. The form works
// without this: it keeps everything when going on. What another tab changed is never overwritten here.
const RUST = 1200;
const form = document.querySelector("form[data-start]");
const stand = form?.querySelector("[data-stand]");
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

async function bewaar() {
  clearTimeout(timer);
  const nu = lees();
  if (stil || nu === bewaard) return;
  try {
    const antwoord = await fetch(form.dataset.start, { method: "POST", body: new FormData(form), keepalive: true });
    const data = await antwoord.json();
    if (antwoord.status === 409) stil = true;
    if (!antwoord.ok) { stand.textContent = data.fout; return; }
    form.elements.gezien.value = data.gezien;
    bewaard = nu;
    stand.textContent = "Bewaard. Je kunt stoppen wanneer je wilt.";
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
