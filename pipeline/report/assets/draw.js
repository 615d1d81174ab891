const SVG = "http://www.w3.org/2000/svg";
const QUADS = [null, "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
const QUAD_COLOURS = [1, 2, 3, 4].map((quad) => `var(--quad-${quad})`);

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}
const make = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

function makeTable(heads, rows, caption) {
  const cell = (value) => make("td", { class: typeof value === "number" ? "number" : null },
    typeof value === "number" ? showNumber(value) : value);
  return make("table", null, make("caption", { class: "hidden-text" }, caption),
    make("thead", null, make("tr", null, ...heads.map((head, i) => make("th", { scope: "col", class: i ? "number" : null }, head)))),
    make("tbody", null, ...rows.map(([head, ...cells]) => make("tr", null, make("th", { scope: "row" }, head), ...cells.map(cell)))));
}

/** A list of bars; an item has a label, a number and, where choosing it filters, `choose`. */
function makeTally(items, { colour, empty = "none" } = {}) {
  if (!items.length) return make("p", { class: "soft" }, empty);
  const top = Math.max(...items.map((item) => item.n), 1);
  return make("ul", { class: "tally" }, ...items.map((item) => make("li", null,
    item.choose
      ? make("button", { type: "button", title: item.label, onclick: item.choose }, item.label)
      : make("span", null, item.label),
    make("span", { class: "bar", "aria-hidden": "true",
      style: `width:${(100 * item.n) / top}%;${item.n ? "" : "visibility:hidden;"}${colour ? `background:${colour(item)}` : ""}` }),
    make("span", { class: "number" }, item.shown ?? showNumber(item.n)))));
}

function countInto(size, rows, column) {
  const counts = new Uint32Array(size);
  for (const row of rows) counts[column[row]]++;
  return counts;
}

function largest(counts, limit) {
  const found = [];
  for (let i = 1; i < counts.length; i++) if (counts[i]) found.push(i);
  return found.sort((a, b) => counts[b] - counts[a] || a - b).slice(0, limit);
}
