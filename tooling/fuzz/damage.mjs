/** Bytes at which formats change their mind: nothing, all, and the edges of lengths and signs. */
const edges = [0, 1, 15, 16, 127, 128, 240, 255];

/** @type {((bytes: Uint8Array<ArrayBuffer>, random: import("./random.mjs").Random) => Uint8Array<ArrayBuffer>)[]} */
const kinds = [
  (bytes, random) => bytes.subarray(0, random(bytes.length + 1)),
  (bytes, random) => changed(bytes, random, (byte) => byte ^ (1 << random(8))),
  (bytes, random) => changed(bytes, random, () => edges[random(edges.length)] ?? 0),
  (bytes, random) => changed(bytes, random, (byte) => byte + random(2) * 2 - 1),
  (bytes, random) => {
    const [from, length] = [random(bytes.length + 1), random(9)];
    return bytes.map((byte, at) => (at >= from && at < from + length ? random(256) : byte));
  },
  (bytes, random) => {
    const [from, to] = [random(bytes.length + 1), random(bytes.length + 1)];
    return bytes.copyWithin(to, from, from + random(40));
  },
  (bytes, random) => {
    const longer = new Uint8Array(bytes.length + 1 + random(20));
    longer.set(bytes);
    return longer;
  },
];

/**
 * The bytes with one to three kinds of damage: cut, lengthened, bits turned, bytes replaced, moved or made random. Fields at
 * the front, which say most, are hit more often than their share.
 * @param {Uint8Array} bytes
 * @param {import("./random.mjs").Random} random
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function damaged(bytes, random) {
  let result = new Uint8Array(bytes);
  for (let left = 1 + random(3); left > 0; left--) result = kinds[random(kinds.length)]?.(result, random) ?? result;
  return result;
}

function changed(bytes, random, change) {
  if (bytes.length === 0) return bytes;
  const at = random(random(2) === 0 ? bytes.length : Math.min(bytes.length, 32));
  bytes[at] = change(bytes[at]);
  return bytes;
}
