const [TOP_DYADS, TOP_ACTORS] = [20, 9];

function showRoots(rows) {
  const counts = new Uint32Array(101);
  for (const row of rows) counts[rootOf[columns.event_code[row]]]++;
  const quads = new Map(lists.event_code.map((code, i) => [rootOf[i], quadOf[i]]));
  byId("roots").replaceChildren(makeTally(facts.roots.map((name, i) => {
    const code = String(i + 1).padStart(2, "0");
    return { label: `${code} ${name}`, n: counts[i + 1], quad: quads.get(i + 1) ?? 1, choose: () => choose({ code }) };
  }), { colour: (item) => QUAD_COLOURS[item.quad - 1] }));
}

function showActors(rows) {
  const [sources, targets] = [lists.source_code, lists.target_code];
  const pairs = new Map();
  for (const row of rows) {
    const [source, target] = [columns.source_code[row], columns.target_code[row]];
    if (!source || !target) continue;
    const key = source * targets.length + target;
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  const top = [...pairs].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, TOP_DYADS);
  byId("dyads").replaceChildren(makeTally(top.map(([key, n]) => {
    const [actor, other] = [sources[Math.floor(key / targets.length)], targets[key % targets.length]];
    return { label: `${actor} → ${other}`, n, choose: () => choose({ actor, other, side: "source" }) };
  })));
  for (const side of ["source", "target"]) {
    const codes = lists[`${side}_code`];
    const counts = countInto(codes.length, rows, columns[`${side}_code`]);
    byId(`${side}s`).replaceChildren(makeTally(largest(counts, TOP_ACTORS)
      .map((i) => ({ label: codes[i], n: counts[i], choose: () => choose({ actor: codes[i], other: "", side }) }))));
  }
}

function showAgain(rows) {
  const groups = new Map();
  let again = 0;
  for (const row of rows) {
    again += columns.again[row];
    const first = columns.first[row];
    if (first >= 0) groups.set(first, (groups.get(first) ?? 1) + 1);
  }
  const top = [...groups].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, TOP_ACTORS);
  const name = (row) => `${showDay(columns.day[row])} ${lists.source_code[columns.source_code[row]] ?? "---"} `
    + `${lists.event_code[columns.event_code[row]]} ${lists.target_code[columns.target_code[row]] ?? "---"}`;
  byId("again").replaceChildren(
    make("p", null, `${showCount(again, "row")} of ${showNumber(rows.length)} tell${again === 1 ? "s" : ""} an event that an earlier row has told (${showPart(again, rows.length)}).`),
    top.length ? make("h3", null, "Told most often") : "",
    makeTally(top.map(([row, n]) => ({ label: name(row), n, shown: `${n} times`, choose: () => { state.group = row; update(); } })), { empty: "no event is told twice" }));
}
