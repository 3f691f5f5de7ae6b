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

// What was made before does not stand beside what is made now.
const veil = (part) => part.querySelectorAll("[data-after]").forEach((each) => (each.hidden = true));
const unveil = (part, name) => (find(`[data-after="${name}"]`, part).hidden = false);
const shown = (part) => find("[data-shown]", part);
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
    else told[name] = input.type === "number" ? input.valueAsNumber : input.value.trim();
  }
  const made = await worker.ask(part.dataset.make, told);
  secret = made.secret ?? "";
  shown(part).value = made.shown;
  if (made.number) part.dataset.number = find("[data-key-number]", part).textContent = made.number;
  unveil(part, "make");
}

function savePrivate(part) {
  save(numbered(part, part.dataset.secret), secret);
  unveil(part, "save");
}

async function check(part) {
  const told = { file: await file("[data-again]", part).text() };
  const { number } = await worker.ask(part.dataset.check, told);
  if (number !== part.dataset.number) throw new Error("other-key");
  secret = ""; // from now on it is in the file alone
  unveil(part, "check");
}

const savePublic = (part) =>
  save(part.dataset.number ? numbered(part, part.dataset.public) : part.dataset.public, shown(part).value);

async function open(part) {
  veil(part);
  const told = {
    archive: await file("#archive", part).arrayBuffer(),
    file: await file("#key-file", part).text(),
  };
  const found = await worker.ask("open", told);
  for (const fact of part.querySelectorAll("[data-fact]")) fact.textContent = found[fact.dataset.fact];
  shown(part).value = found.part;
  part.dataset.public = `partial-decryption-${found.owner}.jsons`;
  unveil(part, "open");
}

const deeds = { make, savePrivate, check, savePublic, open, print: () => print() };

page.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  const deed = deeds[button?.dataset.do];
  if (!deed || button.ariaDisabled === "true") return;
  const part = button.closest("section");
  button.ariaDisabled = "true";
  fault(part);
  try {
    await deed(part);
  } catch ({ message }) {
    fault(part, message);
  }
  button.ariaDisabled = null;
});
// A key that was made and not saved would be lost with the page.
addEventListener("beforeunload", (event) => {
  if (secret) event.preventDefault();
});
document.querySelector("[data-opening]").hidden = true;
page.hidden = false;
