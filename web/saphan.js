// The little that pages do by themselves. Every page works without it; nothing here holds data or decides anything.
"use strict";

// What only serves pages without a script is not shown.
document.documentElement.classList.add("scripted");

// The page's policy lets a script put markup in (htmx puts in what this server rendered) but never a script or a script's address.
window.trustedTypes?.createPolicy("default", { createHTML: (markup) => markup });

// A form that was sent is not sent again by a second press. The server would recognise the second one by the submission's id;
// this only spares the wait. Coming back with the back button wakes the buttons up again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  if (form.dataset.sent === "yes") {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

// Filters apply when they change; the button that does it without a script is not needed then.
document.addEventListener("change", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form[data-apply]") : null;
  if (form instanceof HTMLFormElement && event.target.matches("select, input[type=checkbox], input[type=date]")) form.requestSubmit();
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest("[data-print]")) window.print();
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const field = document.getElementById(copy.dataset.copy);
    field.select();
    navigator.clipboard?.writeText(field.value).then(() => {
      copy.textContent = copy.dataset.done;
    });
  }
});

// Leaving in a hurry: the link replaces this page, so that going back does not return to it; Escape three times does the same.
const exit = document.querySelector("[data-exit]");
if (exit) {
  const leave = (event) => {
    event?.preventDefault();
    document.documentElement.hidden = true;
    window.location.replace(exit.href);
  };
  exit.addEventListener("click", leave);
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    presses = [...presses, event.timeStamp].filter((time) => event.timeStamp - time < 1500);
    if (presses.length >= 3) leave();
  });
}

// After a page came back with problems, reading starts at their list.
document.querySelector("[data-focus]")?.focus();
