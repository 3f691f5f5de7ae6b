// The booth: one step at a time. What the member is asked stands in the page; what is computed, in the worker.
import { aside } from "./aside.js";
import { tidyCode } from "./codes.js";
import { BYTES_MAX, path } from "./qr.js";

const booth = document.querySelector("[data-booth]");
const election = document.getElementById("election").content.textContent; // to the byte: its hash is signed
const steps = [...booth.querySelectorAll("[data-step]")];
const asked = steps.filter((step) => step.dataset.step === "question");
const find = (mark, within = booth) => within.querySelector(mark);
const made = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
const worker = aside("booth");
const papers = new Map(); // what knows, for each question, what was answered
let ballotMade = null; // the ballot of these answers: sent again, it is the same one
let at = 0;
let code = "";
let isChanging = false; // one answer, from the review, to which it returns
let isBusy = false;

// Of what can be wrong, or be said, one is shown, or nothing.
const only = (shown, kind) => {
  for (const each of booth.querySelectorAll(`[data-${kind}]`)) each.hidden = each.dataset[kind] !== shown;
  return !shown;
};
const faults = (shown = "") => only(shown, "fault");
const says = (shown = "") => only(shown, "says");

function show(place) {
  at = place;
  steps.forEach((step, index) => (step.hidden = index !== at));
  faults();
  const { step } = steps[at].dataset;
  document.querySelector("main").classList.toggle("under-way", at > 0);
  find("[data-walk]").hidden = step !== "code" && step !== "question";
  if (step === "review") review();
  find("h2", steps[at])?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

// Each step is a place in the browser's history, so that a phone's own way back leads one step back.
function go(place) {
  history.pushState({ place }, "");
  show(place);
}

// Answers stand in the page as a list, to be read without scripts. Here the list becomes marks to tick.
function ticking({ dataset: { least, most, blank: hasBlank } }, list, changed, name) {
  const kind = least === "1" && most === "1" ? "radio" : "checkbox";
  const inputs = [...list.children].map((answer) => {
    const label = made("label", "");
    label.innerHTML = `<input type="${kind}" name="${name}"> <span></span>`;
    label.lastChild.append(...answer.childNodes);
    answer.replaceWith(label);
    return label.firstChild;
  });
  list.setAttribute("role", kind === "radio" ? "radiogroup" : "group");
  const blank = hasBlank === "" && inputs.pop();
  const all = blank ? [blank, ...inputs] : inputs;
  // A blank vote and a ticked answer exclude each other; the last one wins.
  list.addEventListener("change", ({ target }) => {
    for (const one of all) if ((one === blank) !== (target === blank)) one.checked = false;
    changed();
  });
  return {
    // Zeros and ones, the blank first where one may be cast.
    choice: () => all.map((one) => Number(one.checked)),
    isAnswered() {
      const marks = inputs.filter((one) => one.checked).length;
      return blank.checked || (marks >= least && marks <= most);
    },
    told: () => all.filter((one) => one.checked).map((one) => one.parentNode.textContent.trim()),
    clear: () => all.forEach((one) => (one.checked = false)),
  };
}

async function isCode() {
  code = tidyCode(find("#code").value);
  if (!code) return "shape";
  const { credential } = booth.dataset;
  return credential && (await worker.ask("credential", { election, code })) !== credential ? "other" : "";
}

// What keeps the member at a step, or nothing.
async function missing(step) {
  if (step.dataset.step === "code") return isCode();
  if (!papers.has(step) || papers.get(step).isAnswered()) return "";
  find("[data-again]").textContent = find("[id^=rule]", step).textContent;
  return "choice";
}

function review() {
  const lines = asked.map((step, place) => {
    const line = find("template").content.firstElementChild.cloneNode(true);
    const [heading, answers, change] = line.children;
    const question = (heading.textContent = find("h2", step).textContent);
    answers.append(...papers.get(step).told().map((answer) => made("li", answer)));
    change.dataset.go = place;
    change.setAttribute("aria-label", `${change.textContent}: ${question}`);
    return line;
  });
  find("[data-reviewed]").replaceChildren(...lines);
}

// What went wrong, or nothing.
async function cast() {
  says("locking");
  const choices = asked.map((step) => papers.get(step).choice());
  const of = JSON.stringify([code, choices]);
  if (ballotMade?.of !== of) ballotMade = { of, ...(await worker.ask("ballot", { election, code, choices })) };
  const { ballot, tracker } = ballotMade;
  says("sending");
  try {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": booth.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(booth.action, { method: "POST", headers, body: ballot });
    const { detail, tracker: arrived } = await answer.json();
    if (answer.ok) return arrived === tracker ? "" : "altered";
    find('[data-fault="refused"]').textContent = detail;
    return detail ? "refused" : "offline";
  } catch {
    return "offline";
  }
}

function receipt({ number, tracker }) {
  const { check } = booth.dataset;
  const address = check && `${new URL(check, location)}?number=${number.replaceAll(" ", "")}`;
  find("[data-number]").innerHTML = number.replace(/\d+/g, "<span>$&</span>");
  find("[data-tracker]").textContent = tracker;
  find("[data-qr]").setAttribute("d", path(address && address.length <= BYTES_MAX ? address : number));
  const { lang } = document.documentElement;
  find("[data-cast-at]").textContent = new Date().toLocaleString(lang, { dateStyle: "long", timeStyle: "short" });
}

// The same number in words, which come once the ballot is cast: where they do not, the digits suffice.
async function worded({ number }) {
  const modules = [import("./tracking_words.js"), import(booth.dataset.words)];
  const [{ trackingWords }, { list }] = await Promise.all(modules);
  const words = trackingWords(number, list).flatMap((word) => [made("span", word), " "]);
  find("[data-worded] .words").replaceChildren(...words);
  find("[data-worded]").hidden = false;
}

async function send() {
  faults();
  const fault = await cast();
  says();
  if (!faults(fault)) return;
  receipt(ballotMade);
  worded(ballotMade).catch(() => {});
  worker.end();
  ballotMade = null;
  code = find("#code").value = "";
  for (const paper of papers.values()) paper.clear();
  go(steps.length - 1);
}

async function next(step) {
  if (!faults(await missing(step))) return;
  go(isChanging ? steps.length - 2 : at + 1);
  isChanging = false;
}

async function press(button) {
  const { next: on, send: off, back, print: paper, go: place } = button.dataset;
  if (on !== undefined) await next(steps[at]);
  if (off !== undefined) await send();
  if (back !== undefined) history.back();
  if (paper !== undefined) print();
  if (place === undefined) return;
  go(steps.indexOf(asked[place]));
  isChanging = true;
}

// A device whose browser cannot compute a ballot says so, at whichever step it shows.
const broken = (is) => (find("[data-broken]").hidden = !is);

// An impatient thumb presses twice, and means once.
async function pressOnce(button) {
  if (isBusy) return;
  isBusy = true;
  button.ariaDisabled = "true";
  broken(false);
  try {
    await press(button);
  } catch {
    says();
    broken(true);
    scrollTo(0, 0);
  }
  button.ariaDisabled = null;
  isBusy = false;
}

booth.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button) pressOnce(button);
});
booth.addEventListener("submit", (event) => {
  event.preventDefault(); // Enter in the field of the code
  if (steps[at].dataset.step === "code") find("[data-walk] [data-next]").click();
});
// After a ballot was cast its steps are over: whichever way back is taken, the receipt stays.
addEventListener("popstate", ({ state }) => {
  const isOver = steps[at].dataset.step === "done";
  show(isOver ? at : (state?.place ?? 0));
});

// A letter's QR code may carry the voting code behind the #, which browsers never send. It does not stay in the address.
const carried = tidyCode(decodeURIComponent(location.hash.slice(1)));
if (carried) find("#code").value = carried;
history.replaceState({ place: 0 }, "", location.pathname + location.search);

function open(ranking) {
  for (const step of asked) {
    const list = find("ul", step);
    const { id } = find("h2", step);
    list.setAttribute("aria-labelledby", id);
    list.setAttribute("aria-describedby", find("[id^=rule]", step).id);
    papers.set(step, ("ranks" in step.dataset ? ranking : ticking)(step, list, () => faults(), id));
  }
  document.querySelector("[data-opening]").hidden = true;
  booth.hidden = false;
  show(0);
}

// What few votes ask for is fetched by those that do.
if (find("[data-ranks]")) import("./booth_ranking.js").then(({ ranking }) => open(ranking));
else open();
