// On a page whose body says data-steady, a form that is sent once is sent only while the server answers. On a network
// that drops the browser would show a page of its own and forget what was chosen; here it stays on the screen, and the
// page says so. Without this file, or in a browser too old for it, the form is sent at once. What is sent twice the
// server takes once.
import { typed } from "./typed.js";

const SECONDS = 5;
const words = document.querySelector("[data-unreached]");

async function reached() {
  try {
    // This very file: it costs the server next to nothing, also when thousands vote.
    const signal = AbortSignal.timeout?.(SECONDS * 1000);
    await fetch(import.meta.url, { cache: "no-store", method: "HEAD", signal });
    return true;
  } catch {
    return false;
  }
}

// Before once.js: a form that was not sent may be sent again.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!("once" in form.dataset) || "reached" in form.dataset || "sent" in form.dataset || !form.requestSubmit) return;
  event.preventDefault();
  if ("asking" in form.dataset) return;
  const button = event.submitter;
  form.dataset.asking = "";
  const answered = await reached();
  delete form.dataset.asking;
  words.hidden = answered;
  if (answered) {
    form.dataset.reached = "";
    form.requestSubmit(button);
    return;
  }
  // Beside the button that was pressed: that is where one looks.
  (button?.closest(".actions") ?? form).before(words);
  words.scrollIntoView({ block: "nearest" });
}, { capture: true });

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-reached]")) delete form.dataset.reached;
});

typed(document);
