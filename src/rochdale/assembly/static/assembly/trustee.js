// The trustee's page. Everything it needs has come once it is open: it works without the network, and its policy
// lets it send nothing.
import { aside } from "./aside.js";

const page = document.querySelector("[data-trustee]");
const worker = aside("trustee");
const find = (mark, within = page) => within.querySelector(mark);
let secret = ""; // until it is saved and read back

// Some faults name the trustee whose message is at fault: "bad-dealing:2".
function fault(part, message = "") {
  const [code, who = ""] = message.split(":");
  for (const each of page.querySelectorAll("[data-fault]")) each.hidden = true;
  if (!code) return;
  const shown = find(`[data-fault="${code}"]`, part) ?? find('[data-fault="broken"]');
  for (const each of shown.querySelectorAll("[data-who]")) each.textContent = who;
  shown.hidden = false;
}

function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

// What was made is shown as text that can be copied; where a thousand rankings are shuffled, it is millions of digits.
const made = new Map();
function present(part, text) {
  made.set(part, text);
  const area = find("[data-shown]", part);
  if (area) area.value = text;
}

// What was made before does not stand beside what is made now.
const veil = (part) => part.querySelectorAll("[data-after]").forEach((each) => (each.hidden = true));
const unveil = (part, name) => (find(`[data-after="${name}"]`, part).hidden = false);
const numbered = (part, ending) => `trustee-${part.dataset.number.slice(0, 4)}.${ending}`;

function file(mark, part) {
  const [found] = find(mark, part).files;
  if (!found) throw new Error("no-file");
  return found;
}

// A section makes one secret and one public text. Its attributes say by which task, and how the files end.
async function make(part) {
  veil(part);
  const told = Object.fromEntries([...part.querySelectorAll("[data-told]")].map((one) => [one.dataset.told, one]));
  for (const [name, input] of Object.entries(told)) {
    if (input.type === "file") told[name] = await file(`[data-told="${name}"]`, part).text();
    else if (input.type === "checkbox") told[name] = input.checked;
    else told[name] = input.type === "number" ? input.valueAsNumber : input.value.trim();
  }
  const found = await worker.ask(part.dataset.make, told);
  secret = found.secret ?? "";
  present(part, found.shown);
  part.dataset.group = found.group;
  if (found.number) part.dataset.number = find("[data-key-number]", part).textContent = found.number;
  unveil(part, "make");
}

function savePrivate(part) {
  save(numbered(part, part.dataset.secret), secret);
  unveil(part, "save");
}

async function check(part) {
  const told = { group: part.dataset.group, file: await file("[data-again]", part).text() };
  const { number } = await worker.ask(part.dataset.check, told);
  if (number !== part.dataset.number) throw new Error("other-key");
  secret = ""; // from now on it is in the file alone
  unveil(part, "check");
}

const savePublic = (part) =>
  save(part.dataset.number ? numbered(part, part.dataset.public) : part.dataset.public, made.get(part));

// After the close: from the archive and one's key, a shuffle or a part of the decryption.
async function give(part) {
  veil(part);
  const told = {
    archive: await file("[data-archive]", part).arrayBuffer(),
    file: await file("[data-key]", part).text(),
  };
  const found = await worker.ask(part.dataset.give, told);
  for (const fact of part.querySelectorAll("[data-fact]")) fact.textContent = found.facts[fact.dataset.fact];
  for (const each of part.querySelectorAll("[data-if-ranked]")) each.hidden = !found.facts.shufflers;
  present(part, found.shown);
  part.dataset.public = found.file;
  unveil(part, "give");
}

// A thousand rankings take a minute.
function busy(part, isBusy) {
  const status = find("[data-busy]", part);
  if (status) status.textContent = isBusy ? status.dataset.busy : "";
}

const deeds = { make, savePrivate, check, savePublic, give, print: () => print() };

page.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  const deed = deeds[button?.dataset.do];
  if (!deed || button.ariaDisabled === "true") return;
  const part = button.closest("section");
  button.ariaDisabled = "true";
  fault(part);
  busy(part, true);
  try {
    await deed(part);
  } catch ({ message }) {
    fault(part, message);
  }
  busy(part, false);
  button.ariaDisabled = null;
});
// A key that was made and not saved would be lost with the page.
addEventListener("beforeunload", (event) => {
  if (secret) event.preventDefault();
});
document.querySelector("[data-opening]").hidden = true;
page.hidden = false;
