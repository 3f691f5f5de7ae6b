// The trustee's page. Everything it needs has come once it is open: it works without the network, and its policy
// lets it send nothing.
import { aside } from "./aside.js";

const page = document.querySelector("[data-trustee]");
const worker = aside("trustee");
const find = (mark, within = page) => within.querySelector(mark);
let secret = ""; // until it is saved and read back

function faults(part, shown = "") {
  for (const each of part.querySelectorAll("[data-fault]")) each.hidden = each.dataset.fault !== shown;
}

function fault(part, { message }) {
  faults(part, message);
  if (!find(`[data-fault="${message}"]`, part)) find('[data-fault="broken"]', page).hidden = false;
}

function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

const unveil = (name) => (find(`[data-after="${name}"]`).hidden = false);
const isSafe = (text) => text.slice(0, 4);

async function make(part) {
  const made = await worker.ask("make", { name: find("#trustee-name").value.trim() });
  secret = made.secret;
  find("[data-key-number]", part).textContent = made.number;
  find("#public-part").value = made.shown;
  part.dataset.number = made.number;
  unveil("make");
}

function savePrivate(part) {
  save(`trustee-${isSafe(part.dataset.number)}.privkey`, secret);
  unveil("save");
}

async function check(part) {
  const [file] = find("#key-again").files;
  if (!file) throw new Error("no-file");
  const { number } = await worker.ask("check", { file: await file.text() });
  if (number !== part.dataset.number) throw new Error("other-key");
  secret = ""; // from now on it is in the file alone
  unveil("check");
}

const savePublic = (part) => save(`trustee-${isSafe(part.dataset.number)}.pubkey`, find("#public-part").value);

async function open(part) {
  const [[archive], [file]] = [find("#archive").files, find("#key-file").files];
  if (!archive || !file) throw new Error("no-file");
  const told = { archive: await archive.arrayBuffer(), file: await file.text() };
  const found = await worker.ask("open", told);
  for (const fact of part.querySelectorAll("[data-fact]")) fact.textContent = found[fact.dataset.fact];
  find("#my-part").value = found.part;
  part.dataset.owner = found.owner;
  unveil("open");
}

const savePart = (part) => save(`partial-decryption-${part.dataset.owner}.jsons`, find("#my-part").value);

const deeds = { make, savePrivate, check, savePublic, open, savePart, print: () => print() };

page.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  const deed = deeds[button?.dataset.do];
  if (!deed || button.ariaDisabled === "true") return;
  const part = button.closest("section");
  button.ariaDisabled = "true";
  faults(page);
  try {
    await deed(part);
  } catch (error) {
    fault(part, error);
  }
  button.ariaDisabled = null;
});
// A key that was made and not saved would be lost with the page.
addEventListener("beforeunload", (event) => {
  if (secret) event.preventDefault();
});
page.hidden = false;
