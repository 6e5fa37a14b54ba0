// Dropping files, and sending them without leaving the page: whatever goes wrong, what was typed and chosen stays.

const form = document.getElementById("add-form");
const drop = document.getElementById("drop");
const chooser = document.getElementById("files");
const chosen = document.getElementById("chosen");
const complaint = document.getElementById("complaint");
const bar = document.getElementById("sending");
const words = document.getElementById("sending-words");
const button = form.querySelector("button[type=submit]");

drop.classList.add("live");
drop.querySelector("label").textContent = "Choose files or drop them here";

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function complain(reason) {
  complaint.textContent = reason;
  complaint.hidden = !reason;
  if (reason) complaint.scrollIntoView({ block: "nearest" });
}

function listChosen() {
  chosen.replaceChildren(
    ...[...chooser.files].map((file, number) => {
      const line = document.createElement("li");
      const leave = document.createElement("button");
      leave.type = "button";
      leave.className = "plain";
      leave.textContent = "Leave out";
      leave.setAttribute("aria-label", `Leave out ${file.name}`);
      leave.addEventListener("click", () => leaveOut(number));
      line.append(`${file.name}, ${size(file.size)} `, leave);
      return line;
    }),
  );
}

function leaveOut(number) {
  const kept = new DataTransfer();
  [...chooser.files].forEach((file, n) => n !== number && kept.items.add(file));
  chooser.files = kept.files;
  listChosen();
  const left = chosen.querySelectorAll("button");
  (left[Math.min(number, left.length - 1)] ?? chooser).focus();
}

chooser.addEventListener("change", listChosen);
window.addEventListener("pageshow", listChosen);

// A file that misses the field must not replace the page, and with it what was typed.
for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (event) => {
    if (event.dataTransfer && [...event.dataTransfer.types].includes("Files")) event.preventDefault();
  });
}
drop.addEventListener("dragover", () => drop.classList.add("over"));
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  drop.classList.remove("over");
  const all = new DataTransfer();
  for (const file of [...chooser.files, ...event.dataTransfer.files]) all.items.add(file);
  chooser.files = all.files;
  listChosen();
});

let refused = false;

// Signed in again in another tab: the form takes that session's token.
async function takeFreshToken() {
  const answer = await fetch("/add", { headers: { Accept: "text/html" }, redirect: "manual" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("#add-form input[name=token]");
  if (token) form.elements.token.value = token.value;
}

function sent(request) {
  button.disabled = false;
  bar.hidden = true;
  words.textContent = "";
  const answer = request.response;
  if (request.status === 201 && answer) {
    location.assign(answer.href);
    return;
  }
  // A desk that refuses a large upload does not wait for its end, and the browser then knows no more than that it broke off.
  const brokeOff = "The connection broke off: the desk has ended, or you are no longer signed in.";
  const said = answer && answer.detail ? answer.detail : brokeOff;
  refused = request.status === 403 || request.status === 0;
  complain(refused ? `${said} Sign in in another tab, then send this again: what you typed stays here.` : said);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  complain("");
  const total = [...chooser.files].reduce((sum, file) => sum + file.size, 0);
  if (total > Number(form.dataset.largest)) {
    complain(`These files have ${size(total)}; the desk takes at most ${size(Number(form.dataset.largest))} at once. More goes in with warledger build.`);
    return;
  }
  if (chooser.files.length > Number(form.dataset.most)) {
    complain(`The desk takes at most ${form.dataset.most} files at once. More go in with warledger build.`);
    return;
  }
  button.disabled = true;
  if (refused) await takeFreshToken().catch(() => {});
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "json";
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (step) => {
    if (!step.lengthComputable) return;
    bar.value = step.loaded / step.total;
    words.textContent = step.loaded < step.total ? `Sending ${size(step.loaded)} of ${size(step.total)}` : "Sent";
  });
  request.addEventListener("loadend", () => sent(request));
  bar.hidden = false;
  bar.value = 0;
  request.send(new FormData(form));
});
