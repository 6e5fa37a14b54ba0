// The timeline: the killed of each bin from low to high, and single incidents as soon as they are few. A stretch drawn
// over it becomes the filter's period.
import { killedOf, plural } from "/static/overview_signs.js";

const { d3 } = window;
const HEIGHT = 150;
/** The room around every chart over time. */
export const MARGIN = { top: 10, right: 18, bottom: 22, left: 40 };
const WIDEST_NAME = 64;
const LANE = 11;
/** Pixels that a bar without an upper bound points upwards. */
const OPEN = 10;
const MOST_LANES = 12;
const BIN_WORDS = { day: "by day", week: "by week", month: "by month", year: "by year" };
const FEWEST_BINS = 14;
const DAY = 86_400_000;

const parsed = d3.utcParse("%Y-%m-%d");
const written = d3.utcFormat("%Y-%m-%d");
const shown = d3.utcFormat("%-d %B %Y");
const after = (day) => new Date(parsed(day).getTime() + DAY);

function stretch(start, end) {
  return start === end ? shown(parsed(start)) : `${shown(parsed(start))} to ${shown(parsed(end))}`;
}

/** A table of the numbers behind a chart, to read out and to copy. */
export function numbers(summary, heads, rows) {
  const details = document.createElement("details");
  details.className = "numbers";
  details.append(Object.assign(document.createElement("summary"), { textContent: summary }));
  const table = document.createElement("table");
  table.className = "ledger compact";
  const head = table.createTHead().insertRow();
  heads.forEach((text) => head.append(Object.assign(document.createElement("th"), { textContent: text, scope: "col" })));
  const body = table.createTBody();
  for (const [first, ...others] of rows) {
    const line = body.insertRow();
    line.append(Object.assign(document.createElement("th"), { textContent: first, scope: "row" }));
    others.forEach((value) => (line.insertCell().textContent = typeof value === "number" ? value.toLocaleString("en") : value));
  }
  const frame = document.createElement("div");
  frame.className = "numbers-frame";
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", summary);
  frame.append(table);
  details.append(frame);
  return details;
}

/** Draw bars from nothing to low, and paler from low to high. */
export function drawBars(svg, bins, x, y) {
  const bar = (bin) => {
    const [from, to] = [x(parsed(bin.start)), x(after(bin.end))];
    const gap = to - from > 5 ? 1 : to - from > 2 ? 0.4 : 0;
    return { from: from + gap, wide: Math.max(0.8, to - from - 2 * gap) };
  };
  const group = svg.append("g").attr("class", "bars");
  for (const [name, low, high] of [["low", () => 0, (b) => b.killed_low], ["high", (b) => b.killed_low, (b) => b.killed_high]]) {
    group.append("g").attr("class", `bar-${name}`).selectAll("rect").data(bins.filter((b) => high(b) > low(b))).join("rect")
      .attr("x", (b) => bar(b).from).attr("width", (b) => bar(b).wide).attr("y", (b) => y(high(b))).attr("height", (b) => Math.max(0.5, y(low(b)) - y(high(b))))
      .append("title").text((b) => `${stretch(b.start, b.end)}: ${plural(b.incidents, "incident")}, ${killedOf(b, b.incidents)} killed`);
  }
  // Of some of these incidents no upper bound is told: nobody says where the bar ends.
  group.append("g").attr("class", "bar-open").selectAll("line").data(bins.filter((b) => b.open)).join("line")
    .attr("x1", (b) => bar(b).from + bar(b).wide / 2).attr("x2", (b) => bar(b).from + bar(b).wide / 2).attr("y1", (b) => y(b.killed_high) - 1).attr("y2", (b) => Math.max(0, y(b.killed_high) - OPEN));
  // Incidents that killed nobody, or of which nobody counts: a tick on the ground line.
  group.append("g").attr("class", "bar-none").selectAll("rect").data(bins.filter((b) => b.incidents && !b.killed_high)).join("rect")
    .attr("x", (b) => bar(b).from).attr("width", (b) => bar(b).wide).attr("y", y(0) - 2).attr("height", 2);
}

/** The axis of days below a chart; a name at its very end stays inside. */
export function drawDays(svg, x, width, height) {
  svg.append("g").attr("class", "axis axis-x").attr("transform", `translate(0,${height - MARGIN.bottom})`).attr("aria-hidden", "true")
    .call(d3.axisBottom(x).ticks(Math.max(3, width / 110)).tickSizeOuter(0))
    .selectAll("text").filter((day) => x(day) > width - WIDEST_NAME / 2).attr("text-anchor", "end");
}

/** The days of a chart: those of its bins, and as many around them that a few bins do not swell to walls. */
export function daysOf(bins) {
  const [first, last] = [parsed(bins[0].start), after(bins.at(-1).end)];
  const spare = (Math.max(0, FEWEST_BINS - bins.length) / 2) * ((last - first) / bins.length);
  return [new Date(first.getTime() - spare), new Date(last.getTime() + spare)];
}

// Each incident into the first lane that is free where it begins.
function lanes(items, x) {
  const free = [];
  const inOrder = [...items].sort((a, b) => a.start.localeCompare(b.start));
  return inOrder.map((item) => {
    const [from, to] = [x(parsed(item.start)), Math.max(x(after(item.end)), x(parsed(item.start)) + 9)];
    let lane = free.findIndex((until) => until <= from);
    if (lane < 0) lane = free.length;
    free[lane] = to + 2;
    return { item, from, to, lane };
  });
}

/**
 * Make the timeline.
 * @param element where it goes; data-total is the number of incidents in its bins and of unknown date
 * @param desk what a part may ask of the page
 */
export function makeTimeline(element, desk) {
  let answer = null;

  function period() {
    return answer?.from && answer?.to ? [parsed(answer.from), parsed(answer.to)] : null;
  }
  function narrow(from, to) {
    desk.narrow({ since: written(from), until: written(to) });
  }
  function step(name) {
    const now = period();
    if (name === "all") return desk.narrow({ since: "", until: "" });
    if (!now) return null;
    const [from, to] = now;
    const days = Math.round((to - from) / DAY) + 1;
    const by = (day, number) => d3.utcDay.offset(day, number);
    if (name === "earlier") return narrow(by(from, -days), by(to, -days));
    if (name === "later") return narrow(by(from, days), by(to, days));
    return narrow(by(from, -Math.ceil(days / 2)), by(to, Math.ceil(days / 2)));
  }
  for (const button of document.querySelectorAll("[data-step]")) button.addEventListener("click", () => step(button.dataset.step));

  function draw() {
    const { bins, items, bin } = answer;
    document.getElementById("timeline-bin").textContent = BIN_WORDS[bin];
    element.replaceChildren();
    if (!bins.length) {
      element.append(Object.assign(document.createElement("p"), { className: "nothing", textContent: "No dated incident." }));
      return;
    }
    const width = Math.max(260, element.clientWidth);
    const x = d3.scaleUtc(daysOf(bins), [MARGIN.left, width - MARGIN.right]);
    const y = d3.scaleLinear([0, d3.max(bins, (b) => b.killed_high) || 1], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(3);
    const placed = lanes(items, x);
    const below = Math.min(MOST_LANES, d3.max(placed, (p) => p.lane + 1) ?? 0);
    const single = placed.every((p) => p.lane < MOST_LANES) ? placed : [];
    const height = HEIGHT + (single.length ? below * LANE + 4 : 0);
    const svg = d3.select(element).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height)
      .attr("role", "group").attr("aria-label", `Killed ${BIN_WORDS[bin]}, ${stretch(answer.from, answer.to)}`);
    svg.append("g").attr("class", "axis").attr("transform", `translate(${MARGIN.left},0)`).attr("aria-hidden", "true")
      .call(d3.axisLeft(y).ticks(3, "~s").tickSize(-(width - MARGIN.left - MARGIN.right)));
    drawBars(svg, bins, x, y);
    drawDays(svg, x, width, HEIGHT);
    const brush = d3.brushX().extent([[MARGIN.left, MARGIN.top], [width - MARGIN.right, HEIGHT - MARGIN.bottom]]);
    svg.append("g").attr("class", "brush").attr("aria-hidden", "true").call(brush.on("end", ({ selection, sourceEvent }) => {
      if (!selection || !sourceEvent) return;
      const inside = bins.filter((b) => x(after(b.end)) > selection[0] + 1 && x(parsed(b.start)) < selection[1] - 1);
      if (inside.length) narrow(parsed(inside[0].start), parsed(inside.at(-1).end));
    }));
    drawItems(svg, single);
    element.append(numbers("The numbers", ["From", "To", "Incidents", "Killed, low", "Killed, high"],
      bins.filter((b) => b.incidents).map((b) => [b.start, b.end, b.incidents, b.killed_low, b.killed_high])));
  }

  async function show() {
    answer = await desk.ask("/api/timeline");
    draw();
    const undated = answer.undated ? `${plural(answer.undated, "incident")} of unknown date ${answer.undated === 1 ? "is" : "are"} not drawn. ` : "";
    const binned = d3.sum(answer.bins, (b) => b.incidents);
    document.getElementById("timeline-note").textContent = `${undated}${answer.bins.length ? "Draw over a stretch to look at it alone." : ""}`;
    Object.assign(element.dataset, { total: binned + answer.undated, bins: answer.bins.length, items: element.querySelectorAll(".item").length });
  }
  let wide = element.clientWidth;
  new ResizeObserver(() => {
    if (answer && Math.abs(element.clientWidth - wide) > 2) draw();
    wide = element.clientWidth;
  }).observe(element);
  return { show };
}

function drawItems(svg, single) {
  const top = HEIGHT + 4;
  const links = svg.append("g").attr("class", "items").selectAll("a").data(single).join("a").attr("class", "item").attr("href", ({ item }) => item.href)
    .attr("aria-label", ({ item }) => `${item.title}${item.toll_words ? `: ${item.toll_words}` : ""}`);
  links.append("title").text(({ item }) => `${item.title}${item.toll_words ? `\n${item.toll_words}` : ""}`);
  // The hand needs more than the eye: an unseen rectangle around each.
  links.append("rect").attr("class", "reach").attr("x", ({ from }) => from - 1).attr("width", ({ from, to }) => to - from + 2)
    .attr("y", ({ lane }) => top + lane * LANE).attr("height", LANE);
  links.append("rect").attr("class", "span").attr("rx", 3.5).attr("x", ({ from }) => from + 1).attr("width", ({ from, to }) => to - from - 2)
    .attr("y", ({ lane }) => top + lane * LANE + 2).attr("height", 7);
}
