// What the signs on the map say: the card that opens on one, the legend, and what stands on no map.

const LEGENDS = {
  type: [["mark-air", "from the air"], ["mark-shell", "shelling, missiles"], ["mark-bomb", "bombs"], ["mark-gun", "shooting, clashes"], ["mark-other", "other"]],
  grade: [["grade-confirmed", "confirmed"], ["grade-fair", "fair"], ["grade-weak", "weak"], ["grade-contested", "contested"], ["grade-discounted", "discounted"]],
};
const SHAPES = [["town", "town"], ["site", "site"], ["hatch", "only district or province known"], ["cluster", "several"]];

/** Lines of a card; the rest stands in the list that it leads to. */
const MOST_LINES = 6;

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

// What a public desk shows no dossier of has no address: it is said without a link.
function link(href, text) {
  const made = element(href ? "a" : "span", text);
  if (href) made.href = href;
  return made;
}

/** A count with its noun. */
export function plural(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** A range as the pages write it: "more than 320,000" is kept as at least 320,001 and told as it was said. */
export function range(low, high, open = 0) {
  if (low === null) return high === null ? "no figure" : `up to ${high.toLocaleString("en")}`;
  if (high === null && low > 100 && low % 100 === 1) return `more than ${(low - 1).toLocaleString("en")}`;
  if (high === null || open) return `at least ${low.toLocaleString("en")}`;
  return low === high ? low.toLocaleString("en") : `${low.toLocaleString("en")}–${high.toLocaleString("en")}`;
}

/** The killed of several incidents together; where nobody counts any of them, that is no nought. */
export function killedOf(sum, incidents) {
  return sum.uncounted === incidents ? "no figure" : range(sum.killed_low, sum.killed_high, sum.open);
}

async function members(properties, desk) {
  // Incidents of one and the same point: their own list, shortened.
  const { rows, total } = await desk.listOf(properties.href);
  const list = element("ul", "", "card-list");
  for (const row of rows.slice(0, MOST_LINES)) {
    const line = document.createElement("li");
    line.append(link(row.href, row.title));
    list.append(line);
  }
  if (total > MOST_LINES) {
    const line = document.createElement("li");
    line.append(link(properties.href, `all ${total.toLocaleString("en")}`));
    list.append(line);
  }
  return list;
}

/** The card of an incident, of a hatched area or of incidents at one point; all its words are text. */
export async function card(properties, desk) {
  const made = element("div", "", "card");
  if (properties.kind === "incident") {
    const head = element("p", "", "card-head");
    head.append(link(properties.href, properties.title));
    const toll = properties.toll_words || "no figure";
    made.append(head, element("p", toll, "card-toll"), element("p", `${properties.date_words} · ${properties.type_words} · ${properties.grade}`, "card-meta"));
    if (properties.radius_km > 0) made.append(element("p", `within ${properties.radius_km} km of here`, "card-meta"));
    return made;
  }
  const killed = `${plural(properties.count, "incident")}, ${killedOf(properties, properties.count)} killed`;
  if (properties.kind === "cluster") {
    made.append(element("p", killed, "card-head"), element("p", "all at this place", "card-meta"), await members(properties, desk));
    return made;
  }
  const where = properties.several ? "each somewhere in a district: look closer" : properties.province ? "somewhere in this province" : `somewhere within ${Math.round(properties.radius_km)} km`;
  made.append(element("p", properties.place, "card-head"), element("p", killed, "card-toll"), element("p", where, "card-meta"));
  const list = element("ul", "", "card-list");
  properties.titles.forEach((title, at) => {
    const line = document.createElement("li");
    line.append(properties.ids[at] ? link(`/incident/${encodeURIComponent(properties.ids[at])}`, title) : element("span", title));
    list.append(line);
  });
  if (properties.count > properties.titles.length) {
    const line = document.createElement("li");
    line.append(link(properties.href, `all ${properties.count}`));
    list.append(line);
  }
  made.append(list);
  return made;
}

/** The legend: what colours and shapes mean. */
export function legend(list, colouring) {
  const sign = (shape, colour, words) => {
    const line = document.createElement("li");
    line.append(element("i", "", `sign sign-${shape}${colour ? ` ${colour}` : ""}`), element("span", words));
    return line;
  };
  list.replaceChildren(...LEGENDS[colouring].map(([colour, words]) => sign("town", colour, words)), ...SHAPES.map(([shape, words]) => sign(shape, "plain", words)));
}

/** What stands on no map: incidents of which the country alone is known, and those without any place. */
export function countryLines(countries, unplaced, desk) {
  const known = countries.reduce((sum, one) => sum + one.incidents, 0);
  if (!known && !unplaced) return [];
  const said = [document.createTextNode("Not on the map: ")];
  countries.slice(0, 6).forEach((one, at) => {
    if (at) said.push(document.createTextNode(", "));
    said.push(link(desk.address({ place: desk.get("place") || one.name, placed: "country" }), one.name), document.createTextNode(` ${one.incidents.toLocaleString("en")}`));
  });
  const others = countries.slice(6).reduce((sum, one) => sum + one.incidents, 0);
  if (others) said.push(document.createTextNode(`, other countries ${others.toLocaleString("en")}`));
  if (known) said.push(document.createTextNode(" (country alone known)"));
  if (unplaced) {
    if (known) said.push(document.createTextNode("; "));
    said.push(link(desk.address({ placed: "nowhere" }), `${plural(unplaced, "incident")} of no known place`));
  }
  said.push(document.createTextNode("."));
  return said;
}
