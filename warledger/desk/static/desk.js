"use strict";
// The pages work without this file; it only shortens addresses and saves a few strokes.

// An empty field of a filter says nothing, so it is left out of the address that people pass on.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("form.filter")) return;
  for (const field of form.querySelectorAll("input")) {
    if (field.type !== "checkbox" && field.value.trim() === "") field.disabled = true;
  }
});

// Coming back with the browser's button must not find the fields still switched off.
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.filter input:disabled")) field.disabled = false;
});

// "/" leads to the search field, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.getElementById("q");
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// The asked-for words: in the middle of the screen, and where a screen reader goes on from.
const mark = document.getElementById("mark");
if (mark && location.hash === "#mark") {
  mark.scrollIntoView({ block: "center", behavior: "instant" });
  mark.focus({ preventScroll: true });
}
