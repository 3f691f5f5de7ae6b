// Single keys for officers: "/" goes to the search field, "?" shows the keys. Members have none, and an officer
// can turn them off on each device (WCAG 2.1.4), because some speak to their machine.
const STORE = "rochdale.keys";

function stored() {
  try {
    return localStorage.getItem(STORE) !== "off";
  } catch {
    return true; // a browser that keeps nothing keeps the default
  }
}

function store(on) {
  try {
    localStorage.setItem(STORE, on ? "on" : "off");
  } catch {
    // Then it holds for this page only.
  }
}

const typing = (element) =>
  element.closest("input, textarea, select, [contenteditable]") !== null;

function show(page, on) {
  page.body.dataset.keys = on ? "on" : "off";
  for (const button of page.querySelectorAll("[data-keys-switch]")) {
    button.textContent = on ? button.dataset.off : button.dataset.on;
  }
}

export function keys(page) {
  if (!("keyboard" in page.body.dataset)) return;
  const help = page.getElementById("keyboard");
  let on = stored();
  show(page, on);
  page.addEventListener("click", (event) => {
    if (!event.target.closest("[data-keys-switch]")) return;
    on = !on;
    store(on);
    show(page, on);
  });
  page.addEventListener("keydown", (event) => {
    if (!on || event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return;
    const search = page.querySelector("main [data-search]") || page.querySelector("[data-search]");
    if (event.key === "/" && search) {
      event.preventDefault();
      // On a narrow screen the search lies folded in the head.
      if (!search.offsetParent) page.location.hash = "head";
      search.focus();
      search.select();
    }
    if (event.key === "?" && help && !help.open) help.showModal();
  });
}
