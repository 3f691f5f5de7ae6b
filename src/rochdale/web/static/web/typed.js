// What is typed into a <form data-keep> is kept in this tab until it was sent: it is there again after going back or
// loading anew. Kept for whom the body names, and shown to nobody else who signs in after. A form that asks for a
// secret vote or a code has no data-keep: those are written down nowhere.
const PREFIX = "rochdale typed ";
const KEPT = "textarea, select, input:not([type=file], [type=password], [autocomplete=off], [name=csrfmiddlewaretoken])";
const news = document.querySelector("[data-typed]");
const whose = document.body.dataset.steady;

function fields(form) {
  return [...form.querySelectorAll(KEPT)].filter((field) => field.name);
}

function nameOf(form) {
  const names = fields(form).map((field) => field.name);
  return [PREFIX, location.pathname, location.search, " ", form.getAttribute("action") ?? "", " ", ...names].join("");
}

function answersOf(form) {
  return fields(form).map(({ name, value, checked = false }) => ({ name, value, checked }));
}

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, draft) {
  try {
    sessionStorage.setItem(name, JSON.stringify(draft));
  } catch {
    // A full or forbidden store: then the screen alone keeps it.
  }
}

function keep(form, isSent) {
  write(nameOf(form), { whose, isSent, page: location.href, answers: answersOf(form) });
}

// A page that answers a form was led to from there, or says itself that something was done. Going back to a form, or
// loading it anew, says nothing: the words may be lost on their way.
function wasTaken(draft, isRefused) {
  if (document.querySelector(".notice.done")) return true;
  if (isRefused) return false;
  const [how] = performance.getEntriesByType("navigation");
  return how?.type === "navigate" && document.referrer === draft.page.split("#")[0];
}

// What was sent: forgotten where it was taken, to be sent again where it was not.
function settle() {
  const isRefused = document.querySelector(".refusal[role=alert], .wrong") !== null;
  for (const name of Object.keys(sessionStorage).filter((each) => each.startsWith(PREFIX))) {
    const draft = read(name);
    if (draft?.whose !== whose) sessionStorage.removeItem(name);
    else if (draft.isSent && wasTaken(draft, isRefused)) sessionStorage.removeItem(name);
    else if (draft.isSent) write(name, { ...draft, isSent: false });
  }
}

// True if something is there now that the page did not bring.
function restore(form) {
  const draft = read(nameOf(form));
  const answers = answersOf(form);
  if (!draft || JSON.stringify(draft.answers) === JSON.stringify(answers)) return false;
  fields(form).forEach((field, place) => {
    const { value, checked } = draft.answers[place];
    if (["checkbox", "radio"].includes(field.type)) field.checked = checked;
    else field.value = value;
  });
  return true;
}

function tell(form) {
  const own = news.cloneNode(true);
  own.hidden = false;
  own.querySelector("button").addEventListener("click", () => {
    sessionStorage.removeItem(nameOf(form));
    location.reload();
  });
  form.prepend(own);
  if (form.closest("details")) form.closest("details").open = true;
}

export function typed(page) {
  try {
    settle();
  } catch {
    return;
  }
  for (const form of page.querySelectorAll("form[data-keep]")) {
    // What the server sends back with its faults is what was typed last.
    if ("answered" in form.dataset || form.querySelector(".refusal, .wrong")) keep(form, false);
    else if (restore(form)) tell(form);
    form.addEventListener("input", () => keep(form, false));
  }
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!event.defaultPrevented && "keep" in form.dataset && read(nameOf(form))) keep(form, true);
  });
}
