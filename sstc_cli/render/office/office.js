// Loads the page again when the plan has changed, unless somebody is filling in a form.
const { version: shown, alive } = document.currentScript.dataset;
let touched = false;
addEventListener("input", () => { touched = true; });
setInterval(async () => {
  const now = await fetch(alive).then(answer => answer.ok ? answer.text() : shown, () => shown);
  const plain = !document.querySelector("pre, details[open]");
  if (now !== shown && !touched && plain) location.reload();
}, 3000);
