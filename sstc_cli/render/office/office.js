// Loads the page again when the plan has changed or more is known, unless somebody fills in a form.
const { version: shown, alive } = document.currentScript.dataset;
let touched = false;
addEventListener("input", () => { touched = true; });
setInterval(async () => {
  const now = await fetch(alive).then(answer => answer.ok ? answer.text() : shown, () => shown);
  const plain = !document.querySelector("pre, details[open]");
  if (!now.startsWith(shown) && !touched && plain) location.reload();
}, shown.includes(" ") ? 1000 : 3000);
