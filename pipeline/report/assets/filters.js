const FIELDS = ["actor", "other", "side", "code", "from", "to", "place"];
const state = { by: "quad", group: -1, order: "oldest", page: 0 };

/** For each string of a list, whether it is meant: a code by its beginning, a name by any part. */
function findActors(wanted, side) {
  const [code, name] = [wanted.toUpperCase(), wanted.toLowerCase()];
  return [
    Uint8Array.from(lists[`${side}_code`], (one) => (one?.startsWith(code) ? 1 : 0)),
    Uint8Array.from(lists[`${side}_name`], (one) => (one?.toLowerCase().includes(name) ? 1 : 0)),
  ];
}

function actorTest(wanted, side) {
  if (!wanted) return null;
  const [byCode, byName] = findActors(wanted, side);
  const [code, name] = [columns[`${side}_code`], columns[`${side}_name`]];
  return (row) => byCode[code[row]] || byName[name[row]];
}

function sidesTest(one, other, side) {
  if (!one && !other) return null;
  const way = (source, target) => {
    const [first, second] = [actorTest(source, "source"), actorTest(target, "target")];
    return (row) => (!first || first(row)) && (!second || second(row));
  };
  const [asSource, asTarget] = [way(one, other), way(other, one)];
  if (side === "source") return asSource;
  if (side === "target") return asTarget;
  return (row) => asSource(row) || asTarget(row);
}

function chosen(name) {
  const boxes = [...document.querySelectorAll(`input[name="${name}"]`)];
  return boxes.every((box) => box.checked) ? null : new Set(boxes.filter((box) => box.checked).map((box) => Number(box.value)));
}

function readFilters() {
  const value = Object.fromEntries(FIELDS.map((id) => [id, byId(id).value.trim()]));
  const tests = [sidesTest(value.actor, value.other, value.side)];
  if (value.code) {
    const meant = Uint8Array.from(lists.event_code, (code) => (code?.startsWith(value.code) ? 1 : 0));
    tests.push((row) => meant[columns.event_code[row]]);
  }
  if (value.from) { const day = Date.parse(value.from) / DAY; tests.push((row) => columns.day[row] >= day); }
  if (value.to) { const day = Date.parse(value.to) / DAY; tests.push((row) => columns.day[row] <= day); }
  if (value.place) {
    const part = value.place.toLowerCase();
    const meant = Uint8Array.from(places, (place) => (place && (place[0].toLowerCase().includes(part) || place[1] === value.place.toUpperCase()) ? 1 : 0));
    tests.push((row) => meant[columns.place[row]]);
  }
  const [statuses, quads] = [chosen("status"), chosen("quad")];
  if (statuses) tests.push((row) => statuses.has(columns.status[row]));
  if (quads) tests.push((row) => quads.has(quadOf[columns.event_code[row]]));
  if (byId("once").checked) tests.push((row) => !columns.again[row]);
  if (state.group >= 0) tests.push((row) => row === state.group || columns.first[row] === state.group);
  return tests.filter(Boolean);
}

function filterRows() {
  const tests = readFilters();
  const found = new Uint32Array(facts.rows);
  let n = 0;
  for (let row = 0; row < facts.rows; row++) if (tests.every((test) => test(row))) found[n++] = row;
  return found.subarray(0, n);
}

function choose(values) {
  for (const [id, value] of Object.entries(values)) byId(id).value = value;
  update();
}

function makeTicks(id, name, items) {
  byId(id).append(...items.map(([value, label, colour]) => make("label", null,
    make("input", { type: "checkbox", name, value, checked: "" }), " ",
    colour ? make("span", { class: "quad", style: `border-color:${colour}` }, label) : label)));
}

function fillFilters() {
  const rows = columns.day.keys();
  const seen = countInto(lists.status.length, rows, columns.status);
  makeTicks("statuses", "status", largest(seen, 9).map((i) => [i, `${lists.status[i]} (${showNumber(seen[i])})`]));
  makeTicks("quads", "quad", QUAD_COLOURS.map((colour, i) => [i + 1, QUADS[i + 1], colour]));
  const options = (id, items) => byId(id).append(...items.map(([value, label]) => make("option", { value }, label ?? "")));
  const actors = new Set();
  for (const side of ["source", "target"]) {
    const counts = countInto(lists[`${side}_code`].length, columns.day.keys(), columns[`${side}_code`]);
    for (const i of largest(counts, 300)) actors.add(lists[`${side}_code`][i]);
  }
  options("actors", [...actors].sort().map((code) => [code]));
  options("codes", lists.event_code.map((code, i) => [code, facts.codes[i]?.[0]]).slice(1));
  const where = countInto(places.length, columns.day.keys(), columns.place);
  options("places", largest(where, 300).map((i) => [places[i][0], places[i][1]]));
}
