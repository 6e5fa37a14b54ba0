// Follows one job while it runs; at its end the page is loaded once more, with all that came of it.

const job = document.getElementById("job");
const bar = document.getElementById("bar");
const EVERY_MS = 700;

function put(id, text) {
  const place = document.getElementById(id);
  if (place && place.textContent !== text) place.textContent = text;
}

function show(progress) {
  put("state", progress.words.charAt(0).toUpperCase() + progress.words.slice(1));
  for (const kind of ["new", "known", "refused"]) put(kind, progress[kind].toLocaleString("en"));
  if (bar && progress.total_bytes && progress.stage !== "linking" && progress.done_bytes > 0) {
    bar.max = progress.total_bytes;
    bar.value = progress.done_bytes;
  } else if (bar) {
    bar.removeAttribute("value");
  }
}

async function follow() {
  try {
    const answer = await fetch(job.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      // Signed out meanwhile, or the desk was started anew: the page says which.
      location.reload();
      return;
    }
    const progress = await answer.json();
    show(progress);
    if (progress.ended) {
      location.reload();
      return;
    }
  } catch {
    put("state", "The desk does not answer at this moment");
  }
  setTimeout(follow, EVERY_MS);
}

follow();
