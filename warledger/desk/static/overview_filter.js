// The filter of the overview: one set of fields, read from the form, written into the address and back.

const WORDS = ["since", "until", "place", "near", "area", "q"];
const CHOICES = ["type", "victims", "perpetrator", "source", "grade", "placed"];

/** What an address asks, without what it does not know. */
export function askedOf(search) {
  const given = new URLSearchParams(search);
  const asked = new URLSearchParams();
  for (const name of WORDS) if (given.get(name)?.trim()) asked.set(name, given.get(name).trim());
  for (const name of CHOICES) for (const value of given.getAll(name)) if (value) asked.append(name, value);
  const page = Number(given.get("page"));
  if (page > 1) asked.set("page", page);
  return asked;
}

/** What the form asks. */
export function readForm(form) {
  return askedOf(new URLSearchParams(new FormData(form)));
}

/** Put what is asked into the form. */
export function fillForm(form, asked) {
  // A public desk searches no texts: its form has no field for words.
  for (const name of WORDS) if (form.elements[name]) form.elements[name].value = asked.get(name) ?? "";
  for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = asked.getAll(box.name).includes(box.value);
  tellChosen(form);
  const any = [...asked.keys()].some((name) => name !== "page");
  form.querySelector(".clear").hidden = !any;
}

/** Say beside each list of choices how many are ticked. */
export function tellChosen(form) {
  for (const list of form.querySelectorAll("[data-choice]")) {
    const ticked = list.querySelectorAll("input:checked").length;
    list.querySelector(".chosen").textContent = ticked || "any";
    list.classList.toggle("narrowed", ticked > 0);
  }
}

/** The address of a filter, for the page or for one of the answers behind it. */
export function addressOf(path, asked, more = {}) {
  const query = new URLSearchParams(asked);
  if (path !== "/" && path !== "/api/incidents") query.delete("page");
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const words = query.toString();
  return words ? `${path}?${words}` : path;
}

/** The same filter with other values; an empty value takes a field away, and the list starts from its first page. */
export function changed(asked, values) {
  const query = new URLSearchParams(asked);
  query.delete("page");
  for (const [name, value] of Object.entries(values)) value ? query.set(name, value) : query.delete(name);
  return query;
}

function choice(name, { value, words, incidents }, ticked) {
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value, checked: ticked });
  const said = document.createElement("span");
  // A grade is known by its name; what it means is its title.
  said.textContent = name === "grade" ? value : words;
  label.title = words;
  const count = document.createElement("small");
  count.textContent = incidents.toLocaleString("en");
  label.append(box, said, count);
  label.classList.toggle("none", incidents === 0 && !ticked);
  return label;
}

/** Renew the lists of choices with the counts of the filter as it stands; the focus stays on its line. */
export function fillChoices(form, choices, asked) {
  const lists = { type: "types", victims: "victims", perpetrator: "perpetrators", source: "sources", grade: "grades", placed: "placed" };
  const focused = form.contains(document.activeElement) ? document.activeElement : null;
  const held = focused?.type === "checkbox" ? [focused.name, focused.value] : null;
  for (const [name, plural] of Object.entries(lists)) {
    const field = form.querySelector(`[data-choice="${name}"] fieldset`);
    const ticked = asked.getAll(name);
    field.replaceChildren(field.querySelector("legend"), ...choices[plural].map((one) => choice(name, one, ticked.includes(one.value))));
  }
  if (held) [...form.querySelectorAll(`input[name="${held[0]}"]`)].find((box) => box.value === held[1])?.focus();
  tellChosen(form);
}
