// Toasts stay 8 seconds, wait while somebody points at them or has focus inside, and go at the cross.
const STAY = 8000;

function watch(toast) {
  let timer;
  const stop = () => clearTimeout(timer);
  const start = () => { stop(); timer = setTimeout(() => toast.remove(), STAY); };
  for (const name of ["mouseenter", "focusin"]) toast.addEventListener(name, stop);
  for (const name of ["mouseleave", "focusout"]) toast.addEventListener(name, start);
  toast.querySelector("[data-sluit]")?.addEventListener("click", () => toast.remove());
  start();
}

const place = document.getElementById("toasts");
if (place) {
  place.querySelectorAll(".toast").forEach(watch);
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach((node) => node.matches?.(".toast") && watch(node));
  }).observe(place, { childList: true });
}
