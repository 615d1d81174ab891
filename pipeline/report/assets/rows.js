const PAGE = 25;
let shownRows = new Uint32Array(0);
let drawing = 0;

function sortRows(rows) {
  if (state.order === "table") return rows;
  const sign = state.order === "newest" ? -1 : 1;
  return Uint32Array.from(rows).sort((a, b) => sign * (columns.day[a] - columns.day[b]) || a - b);
}

/** The sentence with its marked words; offsets count characters, as Python does. */
function markSentence(sentence, marks) {
  const letters = Array.from(sentence);
  const spans = ["source", "action", "target"].map((kind, i) => [kind, marks[2 * i], marks[2 * i + 1]]).filter(([, from, to]) => from >= 0 && to > from);
  const cuts = [...new Set([0, letters.length, ...spans.flatMap(([, from, to]) => [from, to])])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, i) => {
    const from = cuts[i];
    const kinds = spans.filter(([, start, end]) => start <= from && to <= end)
      .sort((a, b) => a[2] - a[1] - (b[2] - b[1])).map(([kind]) => kind);
    const words = letters.slice(from, to).join("");
    if (!kinds.length) return words;
    const both = kinds.includes("source") && kinds.includes("target") && kinds[0] !== "action";
    return make("mark", { class: both ? "both" : kinds[0], title: both ? "source and target" : kinds[0] }, words);
  });
}

function describeSide(side, row, found, at) {
  const code = lists[`${side}_code`][columns[`${side}_code`][row]];
  const name = lists[`${side}_name`][columns[`${side}_name`][row]];
  const text = found[`${side}_text`][at];
  if (!code && !text) return null;
  const how = [name && `entry ${name}`, found[`${side}_link`][at], found[`${side}_entry`][at]].filter(Boolean).join(", ");
  return `${code ?? "in no codebook"}${text ? ` “${text}”` : ""}${how ? ` (${how})` : ""}`;
}

function describeAgain(row) {
  if (columns.again[row]) return columns.first[row] >= 0 ? `tells again what another row told first, in article ${articleOf(columns.first[row])}` : "tells again what another row, not on this page, told first";
  return null;
}
const articleOf = (row) => lists.article_id[columns.article_id[row]];
const quoteShell = (word) => (/^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

function describe(row, found, at) {
  const [label, , goldstein] = facts.codes[columns.event_code[row]] ?? [];
  const place = places[columns.place[row]];
  const url = found.url[at];
  const counts = ["killed", "wounded", "arrested", "crowd"].filter((name) => found[name][at] !== null).map((name) => `${name} ${found[name][at]}`).join(", ");
  const command = `events explain --event ${found.event_id[at]} --from ${quoteShell(facts.table)} -o event.html`;
  const copy = make("button", { type: "button", onclick: () => navigator.clipboard?.writeText(command) }, "Copy");
  return [
    ["Event", `${lists.event_code[columns.event_code[row]]} ${label ?? ""}; ${QUADS[quadOf[columns.event_code[row]]] ?? ""}${goldstein === null || goldstein === undefined ? "" : `; Goldstein ${Math.round(10 * goldstein) / 10}`}`],
    ["Source", describeSide("source", row, found, at)],
    ["Target", describeSide("target", row, found, at)],
    ["Status", lists.status[columns.status[row]]],
    ["Reported by", found.reported_by[at]],
    ["Date", `${showDay(columns.day[row])}, from the ${found.date_method[at]}, to the ${found.date_precision[at]}`],
    ["Place", place && `${place[0]}, ${place[1] ?? "no country"} (${place[4] ?? "unknown precision"})`],
    ["Counts", counts],
    ["Confidence", found.confidence[at] === null ? null : found.confidence[at].toFixed(2)],
    ["Codebook", make("code", null, found.pattern[at] ?? "")],
    ["Duplicate", describeAgain(row)],
    ["Article", [articleOf(row), found.title[at], lists.publisher[columns.publisher[row]]].filter(Boolean).join(" · ")],
    ["Address", url && /^https?:/i.test(url) ? make("a", { href: url, rel: "noopener noreferrer" }, url) : url],
    ["Explain", make("span", null, make("pre", null, command), copy)],
  ].filter(([, value]) => value);
}

function toggleDetail(button, row, found, at) {
  const line = button.closest("tr");
  const open = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!open));
  if (open) { line.nextElementSibling.remove(); return; }
  const list = make("dl", null, ...describe(row, found, at).flatMap(([term, value]) => [make("dt", null, term), make("dd", null, value)]));
  line.after(make("tr", { class: "detail" }, make("td", { colspan: 3 }, list)));
}

async function makeRow(row) {
  const [found, at] = await details(row);
  const code = columns.event_code[row];
  const status = lists.status[columns.status[row]];
  const side = (name) => make("span", { class: "actor" }, lists[`${name}_code`][columns[`${name}_code`][row]] ?? "---");
  const button = make("button", { type: "button", class: "open", "aria-expanded": "false", "aria-label": `${showDay(columns.day[row])}, details` }, showDay(columns.day[row]));
  const chips = [status !== "actual" ? status : "", columns.again[row] ? "duplicate" : ""].filter(Boolean).map((word) => make("span", { class: "chip" }, word));
  const sentence = found.sentence[at];
  const line = make("tr", { class: "event" },
    make("td", null, button, ...chips.flatMap((chip) => [make("br"), chip])),
    make("td", null, make("div", { class: "quad", style: `border-color:var(--quad-${quadOf[code]})` },
      side("source"), " → ", side("target"), make("br"), make("code", null, lists.event_code[code]), " ", facts.codes[code]?.[0] ?? "")),
    make("td", null, make("div", { class: "sentence" }, ...(sentence ? markSentence(sentence, found.marks[at]) : [make("span", { class: "soft" }, "the table was written without text")])),
      make("code", { class: "soft small" }, found.pattern[at] ?? "")));
  button.addEventListener("click", () => toggleDetail(button, row, found, at));
  line.addEventListener("click", (event) => { if (!event.target.closest("button, a") && !getSelection()?.toString()) button.click(); });
  return line;
}

async function drawRows() {
  const mine = ++drawing;
  const rows = shownRows.subarray(state.page * PAGE, (state.page + 1) * PAGE);
  const lines = await Promise.all(Array.from(rows, makeRow));
  if (mine !== drawing) return;
  const empty = make("tr", null, make("td", { colspan: 3 }, "No event passes the filters."));
  document.querySelector("#events tbody").replaceChildren(...(lines.length ? lines : [empty]));
  document.querySelectorAll(".pager").forEach((pager, i) => pager.replaceChildren(...makePager(i === 0)));
}

function makePager(upper) {
  const pages = Math.max(1, Math.ceil(shownRows.length / PAGE));
  const go = (page) => async (event) => {
    const name = event.target.textContent;
    state.page = page;
    const above = event.target.closest(".pager") === document.querySelector(".pager");
    await drawRows();
    const pager = document.querySelectorAll(".pager")[above ? 0 : 1];
    [...pager.querySelectorAll("button")].find((button) => button.textContent === name && !button.disabled)?.focus();
    if (!above) byId("rows").scrollIntoView();
  };
  const button = (name, page, can) => make("button", { type: "button", disabled: can ? null : "", onclick: go(page) }, name);
  const first = state.page * PAGE;
  const order = upper ? make("label", null, "Order ", make("select", { id: "order", onchange: (event) => { state.order = event.target.value; state.page = 0; showRows(shownRows); byId("order").focus(); } },
    ...[["oldest", "oldest first"], ["newest", "newest first"], ["table", "as in the table"]].map(([value, label]) => make("option", { value, selected: state.order === value ? "" : null }, label)))) : "";
  return [button("First", 0, state.page > 0), button("Previous", state.page - 1, state.page > 0),
    make("span", null, shownRows.length ? `${showNumber(first + 1)} to ${showNumber(Math.min(first + PAGE, shownRows.length))} of ${showNumber(shownRows.length)}` : "none"),
    button("Next", state.page + 1, state.page < pages - 1), button("Last", pages - 1, state.page < pages - 1), order];
}

function showRows(rows) {
  shownRows = sortRows(rows);
  return drawRows();
}

function walkRows(event) {
  const inField = event.target.closest("input, select, textarea");
  const inTable = event.target.closest("#events");
  const step = { j: 1, k: -1, ...(inTable ? { ArrowDown: 1, ArrowUp: -1 } : {}) }[event.key];
  if (!step || inField || event.ctrlKey || event.metaKey || event.altKey) return;
  const buttons = [...document.querySelectorAll("#events button.open")];
  const at = buttons.indexOf(document.activeElement?.closest("tr")?.querySelector("button.open"));
  const next = buttons[at < 0 ? 0 : at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.closest("tr").scrollIntoView({ block: "nearest" });
}
