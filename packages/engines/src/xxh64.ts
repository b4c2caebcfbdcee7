/*
 * Numbers of 64 bits are two of 32, the high one first, since big integers take seventy times as long. Those that change
 * lie in an array: `at` is the place of the high half.
 */
type Words = Int32Array;

/** The constants of https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md, XXH64. */
const prime1 = [0x9e3779b1 | 0, 0x85ebca87 | 0] as const;
const prime2 = [0xc2b2ae3d | 0, 0x27d4eb4f] as const;
const prime3 = [0x165667b1, 0x9e3779f9 | 0] as const;
const prime4 = [0x85ebca77 | 0, 0xc2b2ae63 | 0] as const;
const prime5 = [0x27d4eb2f, 0x165667c5] as const;
const lanes = 4;

/** XXH64 with seed 0, whose low half is the checksum of a zstd frame. */
export function xxh64(data: Uint8Array): bigint {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const hash = Int32Array.of(...prime5);
  const word = new Int32Array(2);
  let at = 0;
  if (data.length >= 8 * lanes) at = hashLanes(view, hash);
  add(hash, 0, Math.floor(data.length / 2 ** 32), data.length | 0);
  for (; at + 8 <= data.length; at += 8) {
    word.fill(0);
    round(word, 0, view.getInt32(at + 4, true), view.getInt32(at, true));
    hash[0]! ^= word[0]!;
    hash[1]! ^= word[1]!;
    rotate(hash, 0, 27);
    multiply(hash, 0, ...prime1);
    add(hash, 0, ...prime4);
  }
  if (at + 4 <= data.length) {
    mix(hash, word, view.getInt32(at, true), prime1);
    rotate(hash, 0, 23);
    multiply(hash, 0, ...prime2);
    add(hash, 0, ...prime3);
    at += 4;
  }
  for (; at < data.length; at++) {
    mix(hash, word, data[at]!, prime5);
    rotate(hash, 0, 11);
    multiply(hash, 0, ...prime1);
  }

  hash[1]! ^= hash[0]! >>> 1;
  multiply(hash, 0, ...prime2);
  hash[1]! ^= (hash[1]! >>> 29) | (hash[0]! << 3);
  hash[0]! ^= hash[0]! >>> 29;
  multiply(hash, 0, ...prime3);
  hash[1]! ^= hash[0]!;
  return (BigInt(hash[0]! >>> 0) << 32n) | BigInt(hash[1]! >>> 0);
}

/** Hashes all whole stretches of 32 bytes and answers how many bytes they are. */
function hashLanes(view: DataView, hash: Words): number {
  const state = new Int32Array(2 * lanes);
  add(state, 0, ...prime1);
  add(state, 0, ...prime2);
  add(state, 2, ...prime2);
  state.set([~prime1[0], -prime1[1]], 6);
  let at = 0;
  for (; at + 8 * lanes <= view.byteLength; at += 8 * lanes) {
    for (let lane = 0; lane < lanes; lane++) {
      const from = at + 8 * lane;
      round(state, 2 * lane, view.getInt32(from + 4, true), view.getInt32(from, true));
    }
  }
  hash.fill(0);
  for (const [lane, bits] of [1, 7, 12, 18].entries()) {
    const turned = state.slice(2 * lane, 2 * lane + 2);
    rotate(turned, 0, bits);
    add(hash, 0, turned[0]!, turned[1]!);
  }
  const merged = new Int32Array(2);
  for (let lane = 0; lane < lanes; lane++) {
    merged.fill(0);
    round(merged, 0, state[2 * lane]!, state[2 * lane + 1]!);
    hash[0]! ^= merged[0]!;
    hash[1]! ^= merged[1]!;
    multiply(hash, 0, ...prime1);
    add(hash, 0, ...prime4);
  }
  return at;
}

function round(words: Words, at: number, high: number, low: number): void {
  const sum = words[at + 1]!;
  const head = words[at]!;
  words[at] = high;
  words[at + 1] = low;
  multiply(words, at, prime2[0], prime2[1]);
  add(words, at, head, sum);
  rotate(words, at, 31);
  multiply(words, at, prime1[0], prime1[1]);
}

/** `hash` xor the product of an unsigned number of 32 bits and a prime. */
function mix(hash: Words, word: Words, low: number, prime: readonly [number, number]): void {
  word[0] = 0;
  word[1] = low;
  multiply(word, 0, ...prime);
  hash[0]! ^= word[0]!;
  hash[1]! ^= word[1]!;
}

function add(words: Words, at: number, high: number, low: number): void {
  const sum = (words[at + 1]! + low) | 0;
  const carry = sum >>> 0 < low >>> 0 ? 1 : 0;
  words[at] = (words[at]! + high + carry) | 0;
  words[at + 1] = sum;
}

function multiply(words: Words, at: number, high: number, low: number): void {
  const own = words[at + 1]!;
  // The high half of the product of the low ones, by parts of 16 bits.
  const ownLow = own & 0xffff;
  const ownHigh = own >>> 16;
  const cross = Math.imul(ownHigh, low & 0xffff) + (Math.imul(ownLow, low & 0xffff) >>> 16);
  const other = Math.imul(ownLow, low >>> 16) + (cross & 0xffff);
  const carried = Math.imul(ownHigh, low >>> 16) + (cross >>> 16) + (other >>> 16);
  words[at] = (carried + Math.imul(words[at]!, low) + Math.imul(own, high)) | 0;
  words[at + 1] = Math.imul(own, low);
}

/** To the left, by 1 to 31 bits. */
function rotate(words: Words, at: number, bits: number): void {
  const high = words[at]!;
  const low = words[at + 1]!;
  words[at] = (high << bits) | (low >>> (32 - bits));
  words[at + 1] = (low << bits) | (high >>> (32 - bits));
}
