// A screen of a meeting asks every few seconds whether it is out of date, and loads itself anew if so.
// Nothing that somebody is typing or choosing is lost: then it waits. Without this file one reloads by hand.
const SECONDS = 4;
const marker = document.querySelector("[data-live]");
let touched = false;

document.addEventListener("input", () => { touched = true; });

async function look() {
  if (document.hidden || touched) return;
  try {
    const answer = await fetch(marker.dataset.live, { headers: { Accept: "application/json" } });
    if (answer.ok && (await answer.json()).state !== marker.dataset.state && !touched) location.reload();
  } catch {
    // The network of a hall comes and goes: the next time will do.
  }
}

if (marker) setInterval(look, SECONDS * 1000 + Math.random() * 1000);
