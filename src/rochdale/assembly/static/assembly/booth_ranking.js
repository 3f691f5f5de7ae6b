// A question that asks for an order: answers are pressed one after the other, first the one that is wanted most. Their
// list stays where it is, so that no answer moves under a thumb; the order stands below. There is nothing to drag.
const ORDINALS = ["one", "two", "few", "other"];

function button(mark, ...content) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = mark;
  made.append(...content);
  return made;
}

export function ranking(step, list, changed) {
  const [below, status] = step.querySelectorAll("[data-order], [role=status]");
  const { blank: hasBlank, earlier: earlierWord, ordinals } = step.dataset;
  const rules = new Intl.PluralRules(document.documentElement.lang, { type: "ordinal" });
  const ordinal = (place) => ordinals.split(" ")[ORDINALS.indexOf(rules.select(place))].replace("#", place);
  const rows = [...list.children].map((answer) => {
    const name = answer.textContent;
    const place = document.createElement("span");
    const press = button("rank", place, ` ${name}`);
    const earlier = button("plain", earlierWord);
    earlier.setAttribute("aria-label", `${earlierWord}: ${name}`);
    answer.replaceChildren(press);
    return { name, place, press, earlier };
  });
  const blank = hasBlank === undefined ? undefined : rows.pop();
  let order = []; // rows from the first place on
  let isBlank = false;

  function draw() {
    for (const row of rows) {
      const at = order.indexOf(row) + 1;
      row.place.textContent = at ? ordinal(at) : "";
      row.press.setAttribute("aria-pressed", at > 0);
    }
    blank?.press.setAttribute("aria-pressed", isBlank);
    below.replaceChildren(...order.map(line));
    undo.hidden = order.length === 0;
  }

  function line({ name, earlier }, at) {
    const item = document.createElement("li");
    item.append(`${ordinal(at + 1)} ${name} `, ...(at ? [earlier] : []));
    return item;
  }

  const told = () => (isBlank ? [blank.name] : order.map(({ name }, at) => `${ordinal(at + 1)} ${name}`));

  function become(rowsInOrder, withBlank = false) {
    order = rowsInOrder;
    isBlank = withBlank;
    draw();
    status.textContent = told().join(", ");
    changed();
  }

  // Pressed again, an answer is taken out, and those behind it move up.
  const press = (row) => become(order.includes(row) ? order.filter((one) => one !== row) : [...order, row]);

  function sooner(row) {
    const at = order.indexOf(row);
    become([...order.slice(0, at - 1), row, order[at - 1], ...order.slice(at + 1)]);
    (at > 1 ? row.earlier : row.press).focus();
  }

  const undo = step.querySelector("[data-undo]");
  step.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    event.stopPropagation(); // the booth's own buttons are elsewhere
    if (pressed === undo) {
      become(order.slice(0, -1));
      if (undo.hidden) rows[0].press.focus();
    }
    if (pressed === blank?.press) become([], !isBlank);
    for (const row of rows) {
      if (pressed === row.press) press(row);
      if (pressed === row.earlier) sooner(row);
    }
  });
  draw();
  return {
    // Each answer's place, from 1; 0 where it has none.
    choice: () => rows.map((row) => order.indexOf(row) + 1),
    isAnswered: () => isBlank || order.length > 0,
    told,
    clear: () => become([]),
  };
}
