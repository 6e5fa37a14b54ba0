// Keys for the review pages. What a key works is said by the page itself: the attribute aria-keyshortcuts of a link, a
// button, a panel's summary or a field. Without this file everything is done by links and buttons.

const TYPED = "textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit]), [contenteditable]";
const WORKS_ITSELF = "a[href], button, summary, input";

const dialog = document.getElementById("keys");

const inSight = (element) => element.checkVisibility() && !element.disabled;

// The first that is in sight: a page may name a key twice.
const workedBy = (key) =>
  [...document.querySelectorAll("[aria-keyshortcuts]")].find(
    (element) => element.getAttribute("aria-keyshortcuts").split(" ").includes(key) && inSight(element),
  );

// From one entry of the queue to the next; the first key leads to the first entry.
function step(list, forward) {
  const links = [...list.querySelectorAll(".entry-link")];
  const at = links.indexOf(document.activeElement);
  const next = at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + (forward ? 1 : -1)));
  links[next]?.focus();
  links[next]?.closest("li").scrollIntoView({ block: "nearest" });
}

function openPanel(summary) {
  const panel = summary.parentElement;
  panel.open = !panel.open;
  if (!panel.open) return summary.focus();
  const first = panel.querySelector("input[type=radio]:checked, input[type=checkbox], .choose-account a, .inputs input, .inputs select");
  (first ?? summary).focus();
  panel.scrollIntoView({ block: "nearest" });
}

function work(element) {
  if (element.matches("summary")) openPanel(element);
  else if (element.matches("input, textarea")) element.focus();
  else element.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (dialog?.open) return;
  const { key, target } = event;
  if (target.closest?.(TYPED)) {
    // Escape leaves a field, so that the keys work again.
    if (key === "Escape") target.blur();
    return;
  }
  if (key === "Enter" && target.closest?.(WORKS_ITSELF)) return;
  const panel = target.closest?.(".panel[open]");
  if (key === "Escape" && panel) return openPanel(panel.querySelector("summary"));
  const list = document.querySelector("[data-roving]");
  const element = workedBy(key);
  if (list && (key === "j" || key === "k")) step(list, key === "j");
  else if (element) work(element);
  else return;
  event.preventDefault();
});

// The help opens over the page; the browser holds the focus in it and closes it on Escape.
document.querySelector(".keys-link")?.addEventListener("click", (event) => {
  if (!dialog) return;
  event.preventDefault();
  dialog.showModal();
});

// One panel at a time, also where the browser does not do so by their name.
for (const panel of document.querySelectorAll("details[name=judge]")) {
  panel.addEventListener("toggle", () => {
    if (!panel.open) return;
    for (const other of document.querySelectorAll("details[name=judge][open]")) if (other !== panel) other.open = false;
  });
}

// A form is sent once, however often Enter is pressed.
for (const form of document.querySelectorAll("form.judge, form.confirm")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
});
