"use strict";
// The marks of a report lead to their notes without this file; with it a note also stands beside its mark, for the mouse, for
// the keyboard and for a finger. All words are set as text: what a report says is never read as markup.

const sheet = document.querySelector(".sheet");
const text = document.querySelector(".text");
const marks = text ? [...text.querySelectorAll("[data-notes]")] : [];
const numbers = (mark) => mark.dataset.notes.split(" ");
const notesOf = (mark) => numbers(mark).map((n) => document.getElementById(`n-${n}`)).filter(Boolean);
const switches = new Map([...document.querySelectorAll(".legend input")].map((box) => [box.dataset.kind, box]));
const shown = (mark) => mark.dataset.kinds.split(" ").some((kind) => switches.get(kind)?.checked ?? true);

// The notes say it; the browser's own tooltip would say it twice.
for (const mark of marks) mark.removeAttribute("title");

const tip = document.createElement("div");
tip.id = "tip";
tip.className = "tip";
tip.setAttribute("role", "group");
tip.setAttribute("aria-label", "What this became");
let open = null;
let waiting = 0;
let dismissed = false;

const told = (tag, words, parent) => {
  const element = document.createElement(tag);
  element.textContent = words;
  parent.append(element);
  return element;
};

// A word in a sentence says more than the sentence around it.
const closest = (notes) => {
  const own = notes.filter((note) => note.dataset.kind !== "evidence");
  return own.length ? own : notes;
};

function fill(mark) {
  tip.replaceChildren();
  const notes = closest(notesOf(mark));
  const incidents = new Map();
  for (const note of notes) {
    const line = told("p", "", tip);
    told("b", note.querySelector(".what")?.textContent ?? "", line);
    const more = note.querySelector(".more")?.textContent ?? "";
    if (more) told("span", more, line);
    const incident = note.closest("[data-account]")?.querySelector("a.incident");
    if (incident) incidents.set(incident.href, incident);
  }
  for (const [href, incident] of incidents) {
    const title = incident.textContent.replace("→", "").trim();
    told("a", `Open the incident: ${title}`, told("p", "", tip)).href = href;
  }
}

function place(mark) {
  const at = mark.getClientRects()[0];
  const around = sheet.getBoundingClientRect();
  tip.style.left = "0px";
  tip.style.top = "0px";
  const left = Math.min(Math.max(0, at.left - around.left), Math.max(0, around.width - tip.offsetWidth));
  const above = at.top - tip.offsetHeight - 8;
  const top = above > 4 ? above : mark.getBoundingClientRect().bottom + 8;
  tip.style.left = `${left}px`;
  tip.style.top = `${top - around.top}px`;
}

function show(mark) {
  clearTimeout(waiting);
  if (open === mark) return;
  hide();
  if (!shown(mark)) return;
  open = mark;
  fill(mark);
  // Behind its mark, so that the next stop of the keyboard is the link in it.
  mark.after(tip);
  mark.setAttribute("aria-describedby", "tip");
  place(mark);
  light(closest(notesOf(mark)).map((note) => note.id.slice(2)), true);
}

function hide() {
  clearTimeout(waiting);
  if (!open) return;
  open.removeAttribute("aria-describedby");
  open = null;
  tip.remove();
  light([], false);
}

function light(lit, on) {
  for (const mark of marks) mark.classList.toggle("lit", on && numbers(mark).some((n) => lit.includes(n)));
}

const later = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (!tip.contains(document.activeElement) && document.activeElement !== open) hide();
  }, 250);
};

text?.addEventListener("pointerover", (event) => {
  const mark = event.target.closest("[data-notes]");
  if (event.pointerType === "touch") return;
  if (mark) {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(mark), 90);
  } else if (tip.contains(event.target)) clearTimeout(waiting);
});
text?.addEventListener("pointerout", (event) => {
  if (event.pointerType !== "touch") later();
});
text?.addEventListener("focusin", (event) => {
  const mark = event.target.closest("[data-notes]");
  if (mark && !dismissed) show(mark);
});
text?.addEventListener("focusout", (event) => {
  if (!tip.contains(event.relatedTarget) && event.relatedTarget !== open) hide();
});

// A finger has no way to hover: its first touch shows the note, and the links in it lead on.
let touched = false;
text?.addEventListener("pointerdown", (event) => {
  touched = event.pointerType === "touch";
});
text?.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-notes]");
  if (!mark || !touched) return;
  event.preventDefault();
  show(mark);
});
document.addEventListener("pointerdown", (event) => {
  if (open && !tip.contains(event.target) && !event.target.closest("[data-notes]")) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open) return;
  const mark = open;
  const inside = tip.contains(document.activeElement);
  hide();
  if (!inside) return;
  dismissed = true;
  mark.focus();
  dismissed = false;
});

// A kind that is put out is no stop of the keyboard either.
const stops = marks.filter((mark) => mark.matches("a") && !mark.hasAttribute("tabindex"));
function weigh() {
  hide();
  for (const mark of stops) mark.tabIndex = shown(mark) ? 0 : -1;
}
for (const box of switches.values()) box.addEventListener("change", weigh);
weigh();

// A note that is looked at lights up its words.
const taken = document.querySelector(".taken");
const lightNote = (event) => {
  const note = event.target.closest(".note");
  if (note) light([note.id.slice(2)], true);
};
taken?.addEventListener("pointerover", lightNote);
taken?.addEventListener("focusin", lightNote);
taken?.addEventListener("pointerout", () => light([], false));
