function showRun() {
  const counts = facts.counts ?? {};
  const told = [showCount(facts.total, "event"), counts.articles && showCount(counts.articles, "article"), counts.sentences && showCount(counts.sentences, "sentence"),
    counts.rejects && `${showCount(counts.rejects, "input")} rejected`].filter(Boolean);
  let [first, last] = [Infinity, -Infinity];
  for (const day of columns.day) { first = Math.min(first, day); last = Math.max(last, day); }
  byId("run").textContent = told.join(", ") + (facts.rows ? `; ${showDay(first)} to ${showDay(last)}` : "");
  if (facts.rows < facts.total) {
    byId("sampled").textContent = `This page holds a random sample of ${showNumber(facts.rows)} of the table's ${showNumber(facts.total)} rows; every figure below counts the sample only.`;
    byId("sampled").hidden = false;
  }
  const versions = Object.entries(facts.versions ?? {}).filter(([name]) => !/pandas|ARROW/i.test(name)).map(([name, version]) => `${name.replace("_", " ")} ${version}`);
  byId("foot").textContent = `${facts.table}. ${versions.join(", ")}. What each column means: events columns.`;
}

/** The filters in words, for the printed page and for those who hear it. */
function tellFilters() {
  const value = (id) => byId(id).value.trim();
  const told = [value("actor") && `actor ${value("actor")} as ${value("side") === "either" ? "source or target" : value("side")}`,
    value("other") && `other actor ${value("other")}`, value("code") && `code ${value("code")}`,
    value("from") && `from ${value("from")}`, value("to") && `to ${value("to")}`, value("place") && `place ${value("place")}`];
  const statuses = chosen("status");
  const quads = chosen("quad");
  if (statuses) told.push(`status ${[...statuses].map((i) => lists.status[i]).join(" or ") || "none"}`);
  if (quads) told.push([...quads].map((quad) => QUADS[quad]).join(" or ") || "no quad class");
  if (byId("once").checked) told.push("each event once");
  if (state.group >= 0) told.push("the reports of one event");
  const some = told.filter(Boolean);
  return some.length ? `: ${some.join("; ")}` : "";
}

let passing = new Uint32Array(0);
async function update() {
  state.page = 0;
  passing = filterRows();
  const articles = countInto(lists.article_id.length, passing, columns.article_id).reduce((n, count, i) => n + (i && count ? 1 : 0), 0);
  byId("shown").replaceChildren(make("strong", null, showNumber(passing.length)), ` of ${showCount(facts.rows, "event")} shown, from ${showCount(articles, "article")}${tellFilters()}`);
  showTime(passing);
  showMap(passing);
  showRoots(passing);
  showActors(passing);
  showAgain(passing);
  await showRows(passing);
}

function listen() {
  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(update, 150); };
  const form = byId("filters");
  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => { event.preventDefault(); update(); });
  form.addEventListener("reset", () => { state.group = -1; setTimeout(update); });
  for (const by of ["quad", "root"]) byId(`by-${by}`).addEventListener("click", () => { state.by = by; showTime(passing); });
  document.addEventListener("keydown", walkRows);
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; showTime(passing); } });
}

showRun();
fillFilters();
showUnread();
showQuality();
listen();
await update();
document.documentElement.dataset.ready = Math.round(performance.now());
