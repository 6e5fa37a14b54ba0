// The overview: one filter, held by the address, for map, timeline, list and charts. Each shows what the desk answers
// to that filter; the totals that they tell (data-total) are the same number.
import { addressOf, askedOf, changed, fillChoices, fillForm, readForm, tellChosen } from "/static/overview_filter.js";
import { makeCharts } from "/static/overview_charts.js";
import { makeTimeline } from "/static/overview_timeline.js";

const form = document.getElementById("filter");
const overview = document.getElementById("overview");
let asked = askedOf(location.search);
const parts = [];
let running = new AbortController();

async function answer(path, more, signal) {
  const got = await fetch(addressOf(path, asked, more), { signal, headers: { Accept: "application/json" } });
  if (!got.ok) throw new Error((await got.json()).detail ?? String(got.status));
  return got.json();
}

/** What a part may ask of the page and do to it. */
const desk = {
  /** Ask the desk; a newer filter stops what an older one still waits for. */
  ask: (path, more = {}, signal = running.signal) => answer(path, more, signal),
  get: (name) => asked.get(name) ?? "",
  address: (values) => addressOf("/", changed(asked, values)),
  narrow: (values) => apply(changed(asked, values)),
};

function listAgain() {
  // The list comes as the desk sets it, also what it has to say about a filter without sense. The
  // overview's hx-sync lets a newer filter take the place of one that still waits: without it the newer is dropped.
  return window.htmx.ajax("GET", addressOf("/", asked), { source: overview, target: "#list", swap: "outerHTML" });
}

// What a newer filter has overtaken is no failure; what the desk refuses, the list says in words.
function quiet(error) {
  if (error.name !== "AbortError") overview.dataset.failed = error.message;
}

async function show({ list = true } = {}) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  overview.setAttribute("aria-busy", "true");
  delete overview.dataset.failed;
  await Promise.all([
    list ? listAgain() : null,
    answer("/api/choices", {}, signal).then((choices) => fillChoices(form, choices, asked)).catch(quiet),
    ...parts.map((part) => Promise.resolve(part.show()).catch(quiet)),
  ]);
  if (!signal.aborted) overview.setAttribute("aria-busy", "false");
}

function apply(next, { push = true, onlyList = false } = {}) {
  if (next.toString() === asked.toString()) return;
  asked = next;
  if (push) history.pushState(null, "", addressOf("/", asked) + location.hash);
  fillForm(form, asked);
  if (onlyList) listAgain();
  else show();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  // A field without sense is told by the list; its pattern is only a hint for those without script.
  apply(readForm(form));
});
form.addEventListener("change", () => {
  tellChosen(form);
  apply(readForm(form));
});
form.querySelector(".clear").addEventListener("click", (event) => {
  event.preventDefault();
  apply(new URLSearchParams());
  form.elements.since.focus();
});
window.addEventListener("popstate", () => apply(askedOf(location.search), { push: false }));
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#list .pages a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  apply(askedOf(new URL(link.href).search), { onlyList: true });
  document.querySelector(".list-scroll")?.scrollTo(0, 0);
});
// One list of choices is open at a time, and a click elsewhere or Escape closes it.
document.addEventListener("click", (event) => {
  for (const list of form.querySelectorAll("details[open]")) if (!list.contains(event.target)) list.open = false;
});
form.addEventListener("keydown", (event) => {
  const list = event.key === "Escape" && event.target.closest("details[open]");
  if (!list) return;
  list.open = false;
  list.querySelector("summary").focus();
});

parts.push(makeTimeline(document.getElementById("timeline"), desk), makeCharts(document.getElementById("charts"), desk));
show({ list: false });
import("/static/overview_map.js")
  .then(({ makeMap }) => makeMap(document.getElementById("map"), desk))
  .then((map) => {
    parts.push(map);
    return map.show().catch(quiet);
  })
  .catch((error) => {
    // Without WebGL there is no map; all else stands.
    const line = document.createElement("p");
    line.className = "map-broken";
    line.textContent = "The map cannot be shown in this browser.";
    line.title = error.message;
    document.getElementById("map").replaceChildren(line);
  });
