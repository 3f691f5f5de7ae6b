// A screen of a meeting learns that it is out of date, and loads itself anew. A stream tells it at once. Where none
// comes (no room, a proxy that keeps it back, a network that cuts it) the screen asks every few seconds, and tries the
// stream again later. Without this file one reloads by hand.
// Nothing that somebody is typing or choosing is lost: then it says that there is something new, and waits for the
// button.
const ASKING = 4000;
const OPENING = 8000; // a stream says at once how things stand
const SILENCE = 40000; // and something every fifteen seconds: else the network has lost it without a word
const AGAIN = 60000;
const CROWD = 2000; // members come back within this time, and not all in the same instant
const marker = document.querySelector("[data-live]");
const news = document.querySelector("[data-live-news]");
let touched = false;
let leaving = false;
let told = false; // by a stream, so that nothing is asked
let stream = null;
let silence = 0;
let again = 0;
let asking = 0;

document.addEventListener("input", () => { touched = true; });
news?.querySelector("button").addEventListener("click", () => location.reload());

function learn(state) {
  if (state === marker.dataset.state || leaving) return;
  leaving = true;
  setTimeout(leave, "liveCrowd" in marker.dataset ? Math.random() * CROWD : 0);
}

function leave() {
  if (!touched) location.reload();
  else if (news) news.hidden = false;
}

// The page says whether there are streams here at all.
function start() {
  if ("liveStream" in marker.dataset) listen();
  else ask();
}

function listen() {
  clearTimeout(again);
  if (stream || document.hidden) return;
  stream = new EventSource(marker.dataset.live.replace("/vote/live/", "/vote/stream/"));
  stream.addEventListener("error", lose);
  stream.addEventListener("beat", hear);
  stream.addEventListener("message", (event) => {
    told = true;
    hear();
    stopAsking();
    learn(event.data);
  });
  silence = setTimeout(lose, OPENING);
}

function hear() {
  clearTimeout(silence);
  silence = setTimeout(lose, SILENCE);
}

function hangUp() {
  clearTimeout(silence);
  stream?.close();
  stream = null;
  told = false;
}

function lose() {
  hangUp();
  ask();
  clearTimeout(again);
  again = setTimeout(listen, AGAIN + Math.random() * AGAIN / 2);
}

function ask() {
  asking ||= setTimeout(look, ASKING * (0.5 + Math.random()));
}

function stopAsking() {
  clearTimeout(asking);
  asking = 0;
}

async function look() {
  asking = 0;
  if (told || document.hidden) return;
  try {
    // Without a cookie: the address itself says which meeting it is, and nobody's session is asked for.
    const answer = await fetch(marker.dataset.live, { credentials: "omit", headers: { Accept: "application/json" } });
    if (answer.ok) learn((await answer.json()).state);
  } catch {
    // The network of a hall comes and goes: the next time will do.
  }
  if (!told && !document.hidden) ask();
}

// Who does not look is told nothing, and learns it on coming back. A browser keeps few connections to one place, and
// pages in the background would hold them all.
function lookAwayOrBack() {
  if (!document.hidden) {
    start();
    return;
  }
  clearTimeout(again);
  stopAsking();
  hangUp();
}

if (marker) {
  document.addEventListener("visibilitychange", lookAwayOrBack);
  start();
}
