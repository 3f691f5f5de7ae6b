// A screen of a meeting asks every few seconds whether it is out of date, and loads itself anew if so.
// Nothing that somebody is typing or choosing is lost: then it says that there is something new, and waits for the
// button. Without this file one reloads by hand.
const SECONDS = 4;
const marker = document.querySelector("[data-live]");
const news = document.querySelector("[data-live-news]");
let touched = false;

document.addEventListener("input", () => { touched = true; });
news?.querySelector("button").addEventListener("click", () => location.reload());

async function look() {
  if (document.hidden) return;
  try {
    // Without a cookie: the address itself says which meeting it is, and nobody's session is asked for.
    const answer = await fetch(marker.dataset.live, { credentials: "omit", headers: { Accept: "application/json" } });
    if (!answer.ok || (await answer.json()).state === marker.dataset.state) return;
    if (!touched) location.reload();
    else if (news) news.hidden = false;
  } catch {
    // The network of a hall comes and goes: the next time will do.
  }
}

if (marker) setInterval(look, SECONDS * 1000 + Math.random() * 1000);
