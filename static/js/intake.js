// Keeps what somebody writes in an intake while they write. The form itself works without this: it keeps everything when
// going on. An answer that another screen changed meanwhile is never overwritten here: then the form asks what to keep.
const RUST = 1200;
const form = document.querySelector("form[data-intake]");
const stand = form?.querySelector("[data-stand]");
let timer = 0;
let bezig = Promise.resolve();
let onderweg = 0;
let stil = false;

const velden = () => [...form.querySelectorAll("textarea[data-vraag]")];
let bewaard = form ? velden().map((veld) => veld.value) : [];
const veranderd = () => velden().some((veld, i) => veld.value !== bewaard[i]);

async function bewaar() {
  clearTimeout(timer);
  if (stil || !veranderd()) return;
  const nu = velden().map((veld) => veld.value);
  try {
    const antwoord = await fetch(form.dataset.intake, { method: "POST", body: new FormData(form), keepalive: true });
    const data = await antwoord.json();
    if (data.botst) {
      stil = true;
      stand.textContent = "Op een ander scherm heb je hetzelfde veranderd. Kies “Bewaar”, dan zie je beide teksten.";
      return;
    }
    if (!antwoord.ok) { stand.textContent = data.fout; return; }
    for (const [vraag, versie] of Object.entries(data.versies)) form.elements[`versie_${vraag}`].value = versie;
    bewaard = nu;
    stand.textContent = "Bewaard. Je kunt stoppen wanneer je wilt.";
  } catch {
    stand.textContent = "Nog niet bewaard: er is geen verbinding. We proberen het zo weer.";
    timer = setTimeout(plan, 8000);
  }
}

// One after the other, or the second would begin with a version that the first is just changing.
function plan() {
  onderweg += 1;
  bezig = bezig.then(bewaar).finally(() => { onderweg -= 1; });
}

function verstuur(event) {
  clearTimeout(timer);
  if (!onderweg) { stil = true; return; }
  event.preventDefault(); // what is under way changes the versions that this form sends along
  bezig.then(() => form.requestSubmit(event.submitter));
}

if (form) {
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(plan, RUST); });
  form.addEventListener("submit", verstuur);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") plan(); });
}
