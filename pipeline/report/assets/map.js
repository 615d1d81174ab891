const EQUAL_EARTH = [1.340264, -0.081106, 0.000893, 0.003796];
const [MAP_WIDTH, NORTH, SOUTH] = [960, 84, -57];
const MOST_SPOTS = 1500;
const PER_DEGREE = 5;
const HALF_TURN = 180 * PER_DEGREE;

/** Equal Earth projection (Šavrič, Patterson, Jenny 2018), in units of the sphere's radius. */
function projectEarth(longitude, latitude) {
  const [a, b, c, d] = EQUAL_EARTH;
  const t = Math.asin((Math.sqrt(3) / 2) * Math.sin((latitude * Math.PI) / 180));
  const [t2, t6] = [t * t, t ** 6];
  const x = (2 * Math.sqrt(3) * ((longitude * Math.PI) / 180) * Math.cos(t)) / (3 * (9 * d * t6 * t2 + 7 * c * t6 + 3 * b * t2 + a));
  return [x, t * (d * t6 * t2 + c * t6 + b * t2 + a)];
}
const EAST = projectEarth(180, 0)[0];
const TOP = projectEarth(0, NORTH)[1];
const SCALE = MAP_WIDTH / (2 * EAST);
const MAP_HEIGHT = Math.round((TOP - projectEarth(0, SOUTH)[1]) * SCALE);
function project(longitude, latitude) {
  const [x, y] = projectEarth(longitude, latitude);
  return [(x + EAST) * SCALE, (TOP - y) * SCALE];
}

/** A ring that crosses the 180th meridian is drawn on both sides of it; the sphere clips it. */
function traceRing(ring) {
  let [x, y, east] = [0, 0, -Infinity];
  const points = [];
  for (let i = 0; i < ring.length; i += 2) {
    let step = ring[i];
    if (i && Math.abs(step) > HALF_TURN) step -= 2 * HALF_TURN * Math.sign(step);
    x += step;
    y += ring[i + 1];
    east = Math.max(east, Math.abs(x));
    points.push([x, y]);
  }
  const turns = east > HALF_TURN ? [-1, 0, 1] : [0];
  return turns.map((turn) => `M${points.map(([u, v]) => project(u / PER_DEGREE + 360 * turn, v / PER_DEGREE)
    .map((at) => at.toFixed(1)).join(" ")).join("L")}Z`).join("");
}

function traceSide(longitude) {
  return Array.from({ length: 48 }, (_, i) => project(longitude, SOUTH + ((NORTH - SOUTH) * i) / 47).map((at) => at.toFixed(1)).join(" "));
}

let land = null;
function drawLand() {
  if (!land) {
    const edge = `M${[...traceSide(-180), ...traceSide(180).reverse()].join("L")}Z`;
    land = [svg("clipPath", { id: "sphere" }, svg("path", { d: edge })), svg("path", { class: "sphere", d: edge }),
      svg("g", { "clip-path": "url(#sphere)" }, ...facts.world.map(([, , ...rings]) => svg("path", { class: "land", d: rings.map(traceRing).join("") })))];
  }
  return land;
}

function showMap(rows) {
  const counts = countInto(places.length, rows, columns.place);
  const found = largest(counts, MOST_SPOTS);
  const most = found.length ? counts[found[0]] : 1;
  const label = (i) => `${places[i][0]}${places[i][1] ? `, ${places[i][1]}` : ""}`;
  const spots = found.map((i) => {
    const [x, y] = project(places[i][3], places[i][2]);
    return svg("circle", { class: "spot", cx: x.toFixed(1), cy: y.toFixed(1), r: (2.2 + 15 * Math.sqrt(counts[i] / most)).toFixed(1), onclick: () => choose({ place: places[i][0] }) },
      svg("title", null, `${label(i)}: ${counts[i]}`));
  });
  const told = found.slice(0, 5).map((i) => `${label(i)} ${counts[i]}`).join("; ");
  byId("map").replaceChildren(
    svg("svg", { viewBox: `0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`, role: "img", "aria-label": `World map of where events happened. Most: ${told || "none"}` }, ...drawLand(), ...spots),
    makeTally(found.slice(0, 8).map((i) => ({ label: label(i), n: counts[i], choose: () => choose({ place: places[i][0] }) })), { empty: "no event has a place" }));
  const without = counts[0];
  const more = largest(counts, Infinity).length - found.length;
  byId("map-note").textContent = `${showCount(rows.length - without, "event")} with a place, ${showNumber(without)} without.`
    + (more > 0 ? ` ${showNumber(more)} places with the fewest events are not drawn.` : "")
    + " Where no place is named, the dateline counts. Outlines: Natural Earth; borders are no judgement.";
}
