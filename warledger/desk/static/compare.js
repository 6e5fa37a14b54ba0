// Follows the matching while it runs; at its end the page is loaded once more, with all that came of it.

const EVERY_MS = 1000;

function put(words) {
  const place = document.getElementById("working");
  if (place && words && place.textContent !== words) place.textContent = words;
}

async function follow() {
  try {
    const answer = await fetch("/compare/progress", { headers: { Accept: "application/json" } });
    const progress = answer.ok ? await answer.json() : { ended: true };
    if (progress.ended) {
      // Done, failed, or signed out meanwhile: the page says which.
      location.reload();
      return;
    }
    put(progress.words);
  } catch {
    put("the desk does not answer at this moment");
  }
  setTimeout(follow, EVERY_MS);
}

setTimeout(follow, EVERY_MS);
