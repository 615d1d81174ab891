const UNITS = [
  ["day", 100, (day) => day, (bin) => bin],
  ["week", 900, (day) => Math.floor((day + 3) / 7), (bin) => bin * 7 - 3],
  ["month", 5500, (day) => { const d = dateOf(day); return d.getUTCFullYear() * 12 + d.getUTCMonth(); },
    (bin) => Date.UTC(Math.floor(bin / 12), bin % 12, 1) / DAY],
  ["year", Infinity, (day) => dateOf(day).getUTCFullYear(), (bin) => Date.UTC(bin, 0, 1) / DAY],
];

/** Events by stretch of time; the outermost hundredth at each end is told, not drawn. */
function binTime(rows) {
  const days = Int32Array.from(rows, (row) => columns.day[row]).sort();
  const edge = Math.floor(days.length / 100);
  const [first, last] = [days[edge], days[days.length - 1 - edge]];
  const [unit, , binOf, startOf] = UNITS.find(([, most]) => last - first <= most);
  const [low, high] = [binOf(first), binOf(last)];
  const size = high - low + 1;
  const [quads, roots] = [Array.from({ length: 5 }, () => new Uint32Array(size)), Array.from({ length: 100 }, () => new Uint32Array(size))];
  let outside = 0;
  for (const row of rows) {
    const bin = binOf(columns.day[row]) - low;
    if (bin < 0 || bin >= size) { outside++; continue; }
    const code = columns.event_code[row];
    quads[quadOf[code]][bin]++;
    roots[rootOf[code]][bin]++;
  }
  const starts = Array.from({ length: size + 1 }, (_, bin) => startOf(low + bin));
  return { unit, size, quads, roots, starts, outside };
}

function niceSteps(top) {
  const raw = top / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1)));
  const step = [1, 2, 5, 10].map((k) => k * power).find((k) => k >= raw) ?? 1;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step);
}

function drawDates(time, left, width, y) {
  const every = Math.ceil(time.size / Math.max(2, Math.floor(width / 92)));
  const cut = { day: 10, week: 10, month: 7, year: 4 }[time.unit];
  const labels = [];
  for (let bin = 0; bin < time.size; bin += every)
    labels.push(svg("text", { x: left + (bin * width) / time.size, y }, showDay(time.starts[bin]).slice(0, cut)));
  return labels;
}

function drawStack(time, W) {
  const [H, left, bottom, top] = [250, 44, 22, 8];
  const totals = Array.from({ length: time.size }, (_, bin) => time.quads.reduce((sum, quad) => sum + quad[bin], 0));
  const most = Math.max(...totals, 1);
  const [width, height] = [W - left, H - bottom - top];
  const y = (n) => top + height - (n * height) / most;
  const step = width / time.size;
  const lines = niceSteps(most).map((n) => [svg("line", { class: "axis", x1: left, x2: W, y1: y(n), y2: y(n) }),
    svg("text", { x: left - 6, y: y(n) + 4, "text-anchor": "end" }, showNumber(n))]);
  const bars = [];
  totals.forEach((total, bin) => {
    let under = 0;
    const x = left + bin * step;
    const parts = [1, 2, 3, 4].filter((quad) => time.quads[quad][bin]).map((quad) => {
      const n = time.quads[quad][bin];
      under += n;
      return svg("rect", { x, width: Math.max(step - (step > 4 ? 1 : 0), 0.5), y: y(under), height: y(under - n) - y(under), fill: QUAD_COLOURS[quad - 1] });
    });
    if (!total) return;
    const told = [1, 2, 3, 4].map((quad) => `${QUADS[quad]} ${time.quads[quad][bin]}`).join(", ");
    bars.push(svg("g", { style: "cursor:pointer", onclick: () => chooseTime(time, bin) }, ...parts,
      svg("rect", { x, width: step, y: top, height, fill: "transparent" }, svg("title", null, `${time.unit} of ${showDay(time.starts[bin])}: ${total} (${told})`))));
  });
  return svg("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": `Events by ${time.unit} and quad class, at most ${most} in a ${time.unit}; the table below has the numbers` },
    ...lines.flat(), ...bars, ...drawDates(time, left, width, H - 5));
}

function drawHeat(time, W) {
  const present = facts.roots.map((name, i) => [i + 1, name]);
  const [left, row, top] = [W < 600 ? 26 : 215, 18, 4];
  const most = Math.max(1, ...present.flatMap(([root]) => [Math.max(...time.roots[root])]));
  const step = (W - left) / time.size;
  const H = top + present.length * row + 22;
  const cells = present.flatMap(([root, name], i) => {
    const y = top + i * row;
    const number = String(root).padStart(2, "0");
    const marks = [svg("text", { x: 0, y: y + 13 }, W < 600 ? number : `${number} ${name}`),
      svg("line", { class: "axis", x1: left, x2: W, y1: y + row - 0.5, y2: y + row - 0.5 })];
    time.roots[root].forEach((n, bin) => {
      if (n) marks.push(svg("rect", { class: "hot", x: left + bin * step, y: y + 1, width: Math.max(step - (step > 4 ? 1 : 0), 0.75), height: row - 3,
        "fill-opacity": (0.2 + 0.8 * Math.sqrt(n / most)).toFixed(2), style: "cursor:pointer", onclick: () => { byId("code").value = number; chooseTime(time, bin); } },
      svg("title", null, `${number} ${name}, ${time.unit} of ${showDay(time.starts[bin])}: ${n}`)));
    });
    return marks;
  });
  return svg("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": `Events by ${time.unit} and root; the table below has the numbers` },
    ...cells, ...drawDates(time, left, W - left, H - 5));
}

const chooseTime = (time, bin) => choose({ from: showDay(time.starts[bin]), to: showDay(time.starts[bin + 1] - 1) });

function showTime(rows) {
  for (const by of ["quad", "root"]) byId(`by-${by}`).setAttribute("aria-pressed", String(state.by === by));
  const quads = state.by === "quad";
  if (!rows.length) {
    byId("legend").replaceChildren();
    byId("time").replaceChildren(make("p", { class: "soft" }, "No event passes the filters."));
    byId("time-table").replaceChildren();
    return;
  }
  const time = binTime(rows);
  const legend = quads ? QUAD_COLOURS.map((colour, i) => make("span", null, make("i", { style: `background:${colour}` }), QUADS[i + 1])) : [];
  const outside = time.outside ? [make("span", { class: "soft" }, `not drawn: ${showCount(time.outside, "event")} far before or after the others`)] : [];
  byId("legend").replaceChildren(...legend, make("span", { class: "soft" }, `one ${quads ? "bar" : "column"} a ${time.unit}`), ...outside);
  const W = Math.max(300, byId("time").clientWidth);
  byId("time").replaceChildren(quads ? drawStack(time, W) : drawHeat(time, W));
  const used = quads ? [1, 2, 3, 4] : facts.roots.map((_, i) => i + 1);
  const heads = [time.unit, ...used.map((k) => (quads ? QUADS[k] : String(k).padStart(2, "0")))];
  const series = used.map((k) => (quads ? time.quads : time.roots)[k]);
  const fillTable = () => byId("time-table").replaceChildren(makeTable(heads,
    Array.from({ length: time.size }, (_, bin) => [showDay(time.starts[bin]), ...series.map((one) => one[bin])]), "Events over time"));
  const fold = byId("time-table").parentElement;
  fold.ontoggle = () => fold.open && fillTable();
  if (fold.open) fillTable();
}
