"use strict";
// A dossier works without this file: its numbers lead to the sentences, which open by hand. Here they open by themselves.

const panel = (hash) => {
  const asked = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  return asked instanceof HTMLDetailsElement ? asked : null;
};

const open = (hash) => {
  const details = panel(hash);
  if (!details) return;
  details.open = true;
  details.scrollIntoView({ block: "nearest" });
};

window.addEventListener("hashchange", () => open(location.hash));
open(location.hash);

// A number asked for twice changes no address, and must open all the same.
for (const link of document.querySelectorAll("a.opens")) {
  link.addEventListener("click", () => {
    open(new URL(link.href).hash);
    panel(new URL(link.href).hash)?.querySelector("summary")?.focus({ preventScroll: true });
  });
}

// On paper nothing can be opened any more: every sentence is there.
const closed = new Set();
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details.said:not([open])")) {
    closed.add(details);
    details.open = true;
  }
});
window.addEventListener("afterprint", () => {
  for (const details of closed) details.open = false;
  closed.clear();
});

// The table of contents tells which section is being read.
const entries = new Map([...document.querySelectorAll(".contents a")].map((a) => [a.hash.slice(1), a]));
const seen = new IntersectionObserver(
  (changes) => {
    for (const change of changes) {
      if (!change.isIntersecting) continue;
      for (const entry of entries.values()) entry.removeAttribute("aria-current");
      entries.get(change.target.id)?.setAttribute("aria-current", "true");
    }
  },
  { rootMargin: "-10% 0px -75% 0px" },
);
for (const id of entries.keys()) {
  const head = document.getElementById(id);
  if (head) seen.observe(head);
}
