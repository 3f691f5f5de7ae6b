// The booth: one step at a time. What the member is asked stands in the page; what is computed, in the worker.
import { aside } from "./aside.js";
import { tidyCode } from "./codes.js";
import { BYTES_MAX, path } from "./qr.js";

const booth = document.querySelector("[data-booth]");
const election = JSON.parse(document.getElementById("election").textContent);
const { uuid } = JSON.parse(election);
const steps = [...booth.querySelectorAll("[data-step]")];
const questions = steps.filter((step) => step.dataset.step === "question");
const find = (mark, within = booth) => within.querySelector(mark);
const worker = aside("booth");
let at = 0;
let code = "";
let made = null; // the ballot of these answers: sent again, it is the same one
let isChanging = false; // one answer, from the review, to which it returns
let isBusy = false;

function faults(step, shown = "") {
  for (const each of step.querySelectorAll("[data-fault]")) each.hidden = each.dataset.fault !== shown;
  return !shown;
}

function says(shown = "") {
  for (const each of booth.querySelectorAll("[data-says]")) each.hidden = each.dataset.says !== shown;
}

function show(place) {
  at = place;
  steps.forEach((step, index) => (step.hidden = index !== at));
  faults(steps[at]);
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

const ticked = (step) => [...step.querySelectorAll("input:checked")];
const isBlank = (input) => input.value === "blank";

function isAnswered(step) {
  const marks = ticked(step);
  const { least, most } = step.dataset;
  return marks.some(isBlank) || (marks.length >= Number(least) && marks.length <= Number(most));
}

// Zeros and ones, the blank first where one may be cast.
function choice(step) {
  const inputs = [...step.querySelectorAll("input")];
  return [...inputs.filter(isBlank), ...inputs.filter((one) => !isBlank(one))].map((one) => Number(one.checked));
}

async function isCode() {
  code = tidyCode(find("#code").value);
  if (!code) return "shape";
  const { credential } = booth.dataset;
  return !credential || (await worker.ask("credential", { uuid, code })) === credential ? "" : "other";
}

async function isReady(step) {
  if (step.dataset.step === "code") return faults(step, await isCode());
  if (step.dataset.step === "question") return faults(step, isAnswered(step) ? "" : "choice");
  return true;
}

function review() {
  questions.forEach((step, place) => {
    const lines = ticked(step).map((input) => {
      const line = document.createElement("li");
      line.textContent = input.nextElementSibling.textContent;
      return line;
    });
    find(`[data-review="${place}"]`).replaceChildren(...lines);
  });
}

async function deliver({ ballot }) {
  const answer = await fetch(booth.action, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": booth.elements.csrfmiddlewaretoken.value },
    body: ballot,
  });
  return { ok: answer.ok, told: await answer.json() };
}

async function locked() {
  const choices = questions.map(choice);
  const of = JSON.stringify([code, choices]);
  if (made?.of !== of) made = { of, ...(await worker.ask("ballot", { election, code, choices })) };
  return made;
}

// What went wrong, or nothing.
async function cast(step) {
  says("locking");
  const ballot = await locked();
  says("sending");
  let answer;
  try {
    answer = await deliver(ballot);
  } catch {
    return "offline";
  }
  if (!answer.ok) {
    find('[data-fault="refused"]', step).textContent = answer.told.detail;
    return answer.told.detail ? "refused" : "offline";
  }
  return answer.told.tracker === ballot.tracker ? "" : "altered";
}

function receipt({ number, tracker }) {
  const address = booth.dataset.check && `${new URL(booth.dataset.check, location)}?number=${number.replaceAll(" ", "")}`;
  find("[data-number]").replaceChildren(
    ...number.split(" ").flatMap((digits) => {
      const group = document.createElement("span");
      group.textContent = digits;
      return [group, " "];
    }),
  );
  find("[data-tracker]").textContent = tracker;
  find("[data-qr]").setAttribute("d", path(address && address.length <= BYTES_MAX ? address : number));
  find("[data-cast-at]").textContent = new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: "long",
    timeStyle: "short",
  }).format(new Date());
}

async function send(step) {
  faults(step);
  const fault = await cast(step);
  says();
  if (!faults(step, fault)) return;
  receipt(made);
  worker.end();
  made = null;
  code = find("#code").value = "";
  for (const input of booth.querySelectorAll("input:checked")) input.checked = false;
  go(steps.length - 1);
}

async function next(step) {
  if (!(await isReady(step))) return;
  go(isChanging ? steps.length - 2 : at + 1);
  isChanging = false;
}

async function press(button) {
  const { next: on, send: off, back, print: paper, go: place } = button.dataset;
  if (on !== undefined) await next(steps[at]);
  if (off !== undefined) await send(steps[at]);
  if (back !== undefined) history.back();
  if (paper !== undefined) print();
  if (place === undefined) return;
  go(steps.indexOf(questions[place]));
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
// A blank vote and a ticked answer exclude each other; the last one wins.
booth.addEventListener("change", ({ target }) => {
  const step = target.closest('[data-step="question"]');
  if (!step) return;
  faults(step);
  for (const other of ticked(step)) if (target.checked && isBlank(other) !== isBlank(target)) other.checked = false;
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
document.querySelector("[data-opening]").hidden = true;
booth.hidden = false;
show(0);
