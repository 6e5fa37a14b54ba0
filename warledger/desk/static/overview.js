// The overview: one filter, held by the address, for map, timeline, list and charts. Each shows what the desk answers
// to that filter; the totals that they tell (data-total) are the same number.
import { addressOf, askedOf, changed, fillChoices, fillForm, readForm, tellChosen } from "/static/overview_filter.js";
import { makeCharts } from "/static/overview_charts.js";
import { makeTimeline } from "/static/overview_timeline.js";

const form = document.getElementById("filter");
const overview = document.getElementById("overview");
const trouble = document.getElementById("overview-trouble");
/** Fields that can be typed so that they make no sense. */
const TYPED = ["since", "until", "near", "area"];
let asked = askedOf(location.search);
const parts = [];
let running = new AbortController();

const SILENT = "The desk does not answer.";

async function answer(path, more, signal, wanted = asked) {
  const got = await fetch(addressOf(path, wanted, more), { signal, headers: { Accept: "application/json" } }).catch((error) => {
    throw error.name === "AbortError" ? error : new Error(SILENT);
  });
  // Signed out meanwhile: the page itself leads to the door.
  if (got.redirected) location.reload();
  if (!got.ok) throw new Error((await got.json().catch(() => ({}))).detail ?? `${SILENT} (${got.status})`);
  return got.json();
}

/** What a part may ask of the page and do to it. */
const desk = {
  /** Ask the desk; a newer filter stops what an older one still waits for. */
  ask: (path, more = {}, signal = running.signal) => answer(path, more, signal),
  /** The first rows of a list that an address of the page shows. */
  listOf: (href) => answer("/api/incidents", {}, undefined, askedOf(new URL(href, location.href).search)),
  get: (name) => asked.get(name) ?? "",
  address: (values) => addressOf("/", changed(asked, values)),
  narrow: (values) => apply(changed(asked, values)),
};

function listAgain() {
  // The list comes as the desk sets it, also what it has to say about a filter without sense. The
  // overview's hx-sync lets a newer filter take the place of one that still waits: without it the newer is dropped.
  return window.htmx.ajax("GET", addressOf("/", asked), { source: overview, target: "#list", swap: "outerHTML" });
}

// A page that says what went wrong is no list.
overview.addEventListener("htmx:before:response", (event) => {
  const { response } = event.detail.ctx;
  if (response.raw.redirected) location.reload();
  if (!response.raw.redirected && response.status < 400) return;
  event.preventDefault();
  tell(new Error(`${SILENT} (${response.status})`));
});
overview.addEventListener("htmx:error", () => tell(new Error(SILENT)));

// What was drawn of an earlier filter does not pass for the answer to this one.
function tell(error) {
  if (error.name === "AbortError") return;
  overview.dataset.failed = error.message;
  trouble.querySelector("span").textContent = error.message;
  trouble.hidden = false;
}

function refused() {
  return document.querySelector("#list[data-refused]") !== null;
}

/**
 * Show the filter as it stands.
 * @param list whether the list is another one too
 * @param doubtful whether the filter may make no sense: then the list is asked first, and nothing else where it says so
 */
async function show({ list = true, doubtful = false } = {}) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  overview.setAttribute("aria-busy", "true");
  delete overview.dataset.failed;
  trouble.hidden = true;
  const listed = list ? listAgain() : null;
  if (doubtful) {
    await listed;
    if (signal.aborted) return;
  }
  if (refused()) {
    overview.dataset.failed = "refused";
    overview.setAttribute("aria-busy", "false");
    return;
  }
  await Promise.all([
    listed,
    answer("/api/choices", {}, signal).then((choices) => fillChoices(form, choices, asked)).catch(tell),
    ...parts.map((part) => Promise.resolve(part.show()).catch(tell)),
  ]);
  if (!signal.aborted) overview.setAttribute("aria-busy", "false");
}

function apply(next, { push = true, onlyList = false } = {}) {
  if (next.toString() === asked.toString()) return;
  const doubtful = TYPED.some((name) => next.get(name) !== asked.get(name)) || refused();
  asked = next;
  if (push) history.pushState(null, "", addressOf("/", asked) + location.hash);
  fillForm(form, asked);
  if (onlyList) listAgain();
  else show({ doubtful });
}

trouble.querySelector("button").addEventListener("click", () => show());

form.addEventListener("submit", (event) => {
  event.preventDefault();
  // A field without sense is told by the list, in the desk's own words.
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
show({ list: false, doubtful: true });
import("/static/overview_map.js")
  .then(({ makeMap }) => makeMap(document.getElementById("map"), desk))
  .then((map) => {
    parts.push(map);
    return refused() ? null : map.show().catch(tell);
  })
  .catch((error) => {
    // Without WebGL there is no map; all else stands.
    const line = document.createElement("p");
    line.className = "map-broken";
    line.textContent = "The map cannot be shown in this browser.";
    line.title = error.message;
    document.getElementById("map").replaceChildren(line);
  });
