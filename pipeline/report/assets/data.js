const byId = (id) => document.getElementById(id);
const TYPES = { uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array, int32: Int32Array };
const BLOCK = 1024;

async function unpack(id) {
  const text = atob(byId(id).textContent);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain).arrayBuffer();
}

const unpackJson = async (id) => JSON.parse(new TextDecoder().decode(await unpack(id)));

function cutColumns(buffer, arrays, rows) {
  const columns = {};
  let at = 0;
  for (const [name, type] of arrays) {
    const size = rows * TYPES[type].BYTES_PER_ELEMENT;
    columns[name] = new TYPES[type](buffer.slice(at, at + size));
    at += size;
  }
  return columns;
}

const facts = await unpackJson("facts");
const columns = cutColumns(await unpack("columns"), facts.arrays, facts.rows);
const { lists, places } = facts;
const quadOf = Uint8Array.from(facts.codes, (code) => (code ? code[1] : 0));
const rootOf = Uint8Array.from(lists.event_code, (code) => (code ? Number(code.slice(0, 2)) : 0));

const blocks = new Map();
/** What only a shown row needs: an object of arrays, and the row's place in them. */
async function details(row) {
  const number = Math.floor(row / BLOCK);
  if (!blocks.has(number)) blocks.set(number, unpackJson(`block-${number}`));
  return [await blocks.get(number), row % BLOCK];
}

const DAY = 86_400_000;
const dateOf = (day) => new Date(day * DAY);
const showDay = (day) => dateOf(day).toISOString().slice(0, 10);
const showNumber = (n) => n.toLocaleString("en");
const showPart = (n, all) => (all ? `${((100 * n) / all).toFixed(n && n < all / 100 ? 1 : 0)} %` : "");
const showCount = (n, noun) => `${showNumber(n)} ${noun}${n === 1 ? "" : "s"}`;
