// A sheet of paper: a button to print it, and at once when somebody came here by «Print».
const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => window.print());
if (new URLSearchParams(window.location.search).has("print")) window.addEventListener("load", () => window.print());
