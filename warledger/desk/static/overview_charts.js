// The charts that monitors publish: killed by week from low to high, by alleged perpetrator, by type of act, and the
// running tolls that others say beside the sum of the ledger's own incidents.
import { killedOf, range } from "/static/overview_signs.js";
import { MARGIN, daysOf, drawBars, drawDays, numbers } from "/static/overview_timeline.js";

const { d3 } = window;
const WEEK_HEIGHT = 190;
const MOST_ROWS = 8;
const parsed = d3.utcParse("%Y-%m-%d");
const shown = d3.utcFormat("%-d %B %Y");

function part(title, note) {
  const section = document.createElement("section");
  section.className = "chart";
  section.append(Object.assign(document.createElement("h2"), { textContent: title }));
  if (note) section.append(Object.assign(document.createElement("p"), { className: "aside", textContent: note }));
  return section;
}

function nothing(section) {
  section.append(Object.assign(document.createElement("p"), { className: "nothing", textContent: "No such figure within this filter." }));
  return section;
}

function weeks({ weeks: bins, bin }) {
  const section = part(`Killed by ${bin ?? "week"}`, "Dark: the lowest that is said of each incident, summed. Pale: up to the highest. Dotted: of some, nobody tells how many at most.");
  section.classList.add("by-week");
  if (!bins.length) return nothing(section);
  const frame = section.appendChild(document.createElement("div"));
  frame.className = "chart-frame";
  const draw = () => {
    const width = Math.max(260, frame.clientWidth || 600);
    const x = d3.scaleUtc(daysOf(bins), [MARGIN.left, width - MARGIN.right]);
    const y = d3.scaleLinear([0, d3.max(bins, (b) => b.killed_high) || 1], [WEEK_HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
    frame.replaceChildren();
    const svg = d3.select(frame).append("svg").attr("viewBox", `0 0 ${width} ${WEEK_HEIGHT}`).attr("width", width).attr("height", WEEK_HEIGHT)
      .attr("role", "img").attr("aria-label", `Killed by ${bin ?? "week"}; the numbers stand below`);
    svg.append("g").attr("class", "axis").attr("transform", `translate(${MARGIN.left},0)`).call(d3.axisLeft(y).ticks(4, "~s").tickSize(-(width - MARGIN.left - MARGIN.right)));
    drawBars(svg, bins, x, y);
    drawDays(svg, x, width, WEEK_HEIGHT);
  };
  let wide = 0;
  new ResizeObserver(() => {
    if (Math.abs(frame.clientWidth - wide) > 2) {
      wide = frame.clientWidth;
      draw();
    }
  }).observe(frame);
  section.append(numbers("The numbers by week", ["From", "To", "Incidents", "Killed, low", "Killed, high", "Without upper bound"],
    bins.filter((b) => b.incidents).map((b) => [b.start, b.end, b.incidents, b.killed_low, b.killed_high, b.open])));
  return section;
}

// A row of a table that is its own chart: the bar stands in a cell, the numbers beside it.
function bar(low, high, most) {
  const svg = d3.create("svg").attr("class", "row-bar").attr("viewBox", "0 0 100 10").attr("preserveAspectRatio", "none").attr("aria-hidden", "true");
  const share = (number) => (most ? (100 * number) / most : 0);
  svg.append("rect").attr("class", "bar-low").attr("width", share(low)).attr("height", 10);
  svg.append("rect").attr("class", "bar-high").attr("x", share(low)).attr("width", share(high - low)).attr("height", 10);
  return svg.node();
}

function ranked(title, note, head, rows, words, address) {
  const section = part(title, note);
  if (!rows.length) return nothing(section);
  const most = d3.max(rows, (row) => row.killed_high);
  const table = document.createElement("table");
  table.className = "ledger compact ranked";
  table.append(Object.assign(document.createElement("caption"), { className: "hidden", textContent: title }));
  const top = table.createTHead().insertRow();
  for (const text of [head, "Killed", "", "Incidents"]) {
    top.append(Object.assign(document.createElement(text ? "th" : "td"), { textContent: text, ...(text ? { scope: "col" } : {}) }));
  }
  const body = table.createTBody();
  rows.forEach((row) => {
    const line = body.insertRow();
    const name = line.appendChild(Object.assign(document.createElement("th"), { scope: "row" }));
    name.append(Object.assign(document.createElement("a"), { textContent: words(row), href: address(row) }));
    Object.assign(line.insertCell(), { className: "num killed-cell", textContent: killedOf(row, row.incidents) });
    Object.assign(line.insertCell(), { className: "bar-cell" }).append(bar(row.killed_low, row.killed_high, most));
    const incidents = Object.assign(line.insertCell(), { className: "num incidents-cell", textContent: row.incidents.toLocaleString("en") });
    incidents.dataset.noun = row.incidents === 1 ? "incident" : "incidents";
  });
  section.append(table);
  shorten(section, body);
  return section;
}

// Only so many rows stand there at first.
function shorten(section, body) {
  if (body.rows.length <= MOST_ROWS) return;
  [...body.rows].slice(MOST_ROWS).forEach((line) => (line.hidden = true));
  const more = Object.assign(document.createElement("button"), { type: "button", className: "tool", textContent: `All ${body.rows.length}` });
  more.addEventListener("click", () => {
    for (const line of body.rows) line.hidden = false;
    more.remove();
  });
  section.append(more);
}

function tolls({ tolls: series, more_tolls: more }) {
  const section = part("Running tolls beside the ledger", "What somebody says of a scope and its days, and what the ledger’s incidents of the same scope and days come to. Never added to them.");
  section.classList.add("tolls");
  if (!series.length) return nothing(section);
  const table = document.createElement("table");
  table.className = "ledger compact ranked";
  table.append(Object.assign(document.createElement("caption"), { className: "hidden", textContent: "Running tolls and the ledger’s own sums" }));
  const top = table.createTHead().insertRow();
  for (const text of ["Scope and days", "Said", "", "In the ledger"]) {
    top.append(Object.assign(document.createElement(text ? "th" : "td"), { textContent: text, ...(text ? { scope: "col" } : {}) }));
  }
  const body = table.createTBody();
  for (const one of series) {
    const line = body.insertRow();
    line.title = one.words;
    const name = line.appendChild(Object.assign(document.createElement("th"), { scope: "row", textContent: one.scope }));
    name.append(Object.assign(document.createElement("small"), { textContent: one.period }));
    const said = Object.assign(line.insertCell(), { className: "num said" });
    const last = one.said.at(-1) ?? { low: 0, high: 0 };
    const figure = range(last.low, last.high);
    said.append(last.report_href ? Object.assign(document.createElement("a"), { href: last.report_href, textContent: figure }) : figure);
    const who = [[last.says].flat().filter(Boolean).join(", "), last.day && shown(parsed(last.day)), one.said.length > 1 ? `the last of ${one.said.length}` : ""];
    said.append(Object.assign(document.createElement("small"), { textContent: who.filter(Boolean).join(", ") }));
    const most = Math.max(last.high ?? last.low ?? 0, one.ledger_high ?? one.ledger_low ?? 0);
    const cell = Object.assign(line.insertCell(), { className: "bar-cell" });
    const saidBar = bar(last.low ?? 0, last.high ?? last.low ?? 0, most);
    saidBar.classList.add("said-bar");
    cell.append(saidBar, bar(one.ledger_low ?? 0, one.ledger_high ?? one.ledger_low ?? 0, most));
    Object.assign(line.insertCell(), { className: "num in-ledger", textContent: range(one.ledger_low, one.ledger_high) });
  }
  section.append(table);
  shorten(section, body);
  if (more) section.append(Object.assign(document.createElement("p"), { className: "aside", textContent: `And ${more} more series of tolls that this filter touches.` }));
  return section;
}

function column(...sections) {
  const made = document.createElement("div");
  made.append(...sections);
  return made;
}

/**
 * Make the charts.
 * @param element where they go; data-total is the number of incidents over all types
 * @param desk what a part may ask of the page
 */
export function makeCharts(element, desk) {
  async function show() {
    const answer = await desk.ask("/api/charts");
    const note = "Named, suspected or claiming; an incident with two accused stands at both.";
    const byType = ranked("Killed by type of act", "", "Type", answer.types, (row) => row.words, (row) => desk.address({ type: row.type }));
    element.replaceChildren(
      column(weeks(answer), byType),
      column(ranked("Killed by alleged perpetrator", note, "Perpetrator", answer.perpetrators, (row) => row.words ?? row.actor, (row) => desk.address({ perpetrator: row.actor })), tolls(answer)),
    );
    element.dataset.total = d3.sum(answer.types, (row) => row.incidents);
  }
  return { show };
}
