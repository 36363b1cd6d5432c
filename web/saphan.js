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
  // On a phone the key that finishes a line goes on to the next step, and hands in only from the last.
  if (event.submitter?.matches("[data-default]") && inSteps()) {
    const next = steps().find(isShown)?.querySelector("[data-move=next]");
    if (next) {
      event.preventDefault();
      next.click();
      return;
    }
  }
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
  if (form instanceof HTMLFormElement && event.target.matches("select, input")) form.requestSubmit();
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

// A form on a phone is one step a screen. Going on and back needs no line: every step is in the page, and what the server has to say
// about the step that was left (or a question that is new) comes with the answers that are sent on the way. Each step is an entry of
// the browser's history, so that its back button goes back a step and not out of the form.
const answers = () => document.getElementById("answers");
const steps = () => [...(answers()?.querySelectorAll(".step") ?? [])];
const isShown = (step) => step.classList.contains("current");
const inSteps = () => steps().some((step) => getComputedStyle(step.querySelector(".moves")).display !== "none");

function showStep(step) {
  for (const other of steps()) other.classList.toggle("current", other === step);
  answers().elements.at.value = step.id;
}

function goTo(step, leaving, mayGoBack = true) {
  const before = steps().find(isShown)?.id;
  if (leaving) answers().elements.left.value += ` ${leaving.id}`;
  showStep(step);
  here = step.id;
  if (mayGoBack && history.state?.before === step.id && !leaving) history.back();
  else history.pushState({ step: step.id, before }, "");
  window.scrollTo(0, 0);
  step.querySelector(".step-head").focus({ preventScroll: true });
  if (leaving) answers().dispatchEvent(new CustomEvent("step"));
}

document.addEventListener("click", (event) => {
  const move = event.target instanceof Element ? event.target.closest("[data-move]") : null;
  if (!move || event.defaultPrevented) return;
  const own = move.closest(".step");
  const there = steps()[steps().indexOf(own) + (move.dataset.move === "next" ? 1 : -1)];
  if (!there) return;
  event.preventDefault();
  goTo(there, move.dataset.move === "next" ? own : null);
});

window.addEventListener("popstate", (event) => {
  const step = steps().find((one) => one.id === event.state?.step);
  if (step) {
    showStep(step);
    here = step.id;
  } else if (event.state?.step && answers()) {
    // A step of another part of a long form: the server has it.
    here = event.state.step;
    answers().elements.at.value = here;
    answers().dispatchEvent(new CustomEvent("step"));
  }
});

let here = steps().find(isShown)?.id;
if (answers()) history.replaceState({ step: here }, "");

// Another part of a long form came: it is read from its beginning, and going back leads to the one before.
document.addEventListener("htmx:after:swap", () => {
  const step = steps().find(isShown);
  if (!step || step.id === here || !answers().matches(".in-parts")) return;
  history.pushState({ step: step.id, before: here }, "");
  here = step.id;
  window.scrollTo(0, 0);
  step.querySelector(".step-head").focus({ preventScroll: true });
});

// A problem's link leads to its field, whichever step it stands in.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest(".problems a[href^='#']") : null;
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const step = field?.closest(".step");
  if (!step) return;
  event.preventDefault();
  // Going back in the history would scroll to where that step was left, after this.
  if (inSteps() && !isShown(step)) goTo(step, null, false);
  const input = field.matches("fieldset") ? field.querySelector("input") : field;
  input?.focus({ preventScroll: true });
  (field.closest(".field") ?? field).scrollIntoView({ block: "start" });
});

// What was typed and not saved is not left without a question.
let unsaved = false;
document.addEventListener("input", (event) => {
  if (event.target instanceof Element && event.target.closest("#answers")) unsaved = true;
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved && answers()?.dataset.sent !== "yes") event.preventDefault();
});

// A file is sent once, when it is chosen; afterwards its answer is its name. What the server has kept is not asked about on leaving.
document.addEventListener("htmx:after:swap", () => {
  for (const file of answers()?.querySelectorAll("input[type=file]") ?? []) file.value = "";
  if (answers()?.hasAttribute("data-kept")) unsaved = false;
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
