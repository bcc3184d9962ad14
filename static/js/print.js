// A button that opens the print dialog. Without a script it stays hidden: the browser has its own.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
