/** The constants of https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md, XXH64. */
const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;
const mask = 0xffffffffffffffffn;

/** XXH64 with seed 0, whose low half is the checksum of a zstd frame. */
export function xxh64(data: Uint8Array): bigint {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  let at = 0;
  let hash = prime5;
  if (data.length >= 32) {
    const lanes = [prime1 + prime2, prime2, 0n, -prime1];
    for (; at + 32 <= data.length; at += 32) {
      for (let lane = 0; lane < 4; lane++) lanes[lane] = round(lanes[lane]!, view.getBigUint64(at + 8 * lane, true));
    }
    hash = rotate(lanes[0]!, 1n) + rotate(lanes[1]!, 7n) + rotate(lanes[2]!, 12n) + rotate(lanes[3]!, 18n);
    for (const lane of lanes) hash = ((hash ^ round(0n, lane)) * prime1 + prime4) & mask;
  }
  hash = (hash + BigInt(data.length)) & mask;
  for (; at + 8 <= data.length; at += 8) {
    hash = (rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * prime1 + prime4) & mask;
  }
  if (at + 4 <= data.length) {
    hash = (rotate(hash ^ (BigInt(view.getUint32(at, true)) * prime1), 23n) * prime2 + prime3) & mask;
    at += 4;
  }
  for (; at < data.length; at++) hash = (rotate(hash ^ (BigInt(data[at]!) * prime5), 11n) * prime1) & mask;

  hash = ((hash ^ (hash >> 33n)) * prime2) & mask;
  hash = ((hash ^ (hash >> 29n)) * prime3) & mask;
  return hash ^ (hash >> 32n);
}

function round(lane: bigint, input: bigint): bigint {
  return (rotate(lane + input * prime2, 31n) * prime1) & mask;
}

function rotate(value: bigint, bits: bigint): bigint {
  const word = value & mask;
  return ((word << bits) | (word >> (64n - bits))) & mask;
}
