// Arrow keys move along the lines of a list marked data-list, and from the search field into the first list.
const lineLinks = (list) =>
  [...list.children].map((line) => line.querySelector("a[href], button, input")).filter(Boolean);

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function target(links, from, key) {
  if (key === "Home") return links[0];
  if (key === "End") return links[links.length - 1];
  return links[links.indexOf(from) + STEPS[key]];
}

function move(event, links, from) {
  const next = target(links, from, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

export function lists(page) {
  page.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = event.key in STEPS || event.key === "Home" || event.key === "End";
    if (!step) return;
    const list = event.target.closest("[data-list]");
    const links = list ? lineLinks(list) : [];
    const from = links.find((link) => link === event.target);
    if (from && from.tagName === "A") move(event, links, from);
    else if (event.key === "ArrowDown" && event.target.matches("[data-search]")) {
      const first = page.querySelector("main [data-list]");
      if (first) move(event, lineLinks(first), null);
    }
  });
}
