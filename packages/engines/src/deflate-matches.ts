import type { DeflateBlock } from "./deflate-block.js";
import type { DeflateEffort } from "./deflate-effort.js";

/** RFC 1951, section 2: a match is 3 to 258 bytes, at most 32 KiB back. */
const leastMatch = 3;
const mostMatch = 258;
const window = 32_768;
const hashBits = 15;
/** A match of three bytes from further back takes more bits than its bytes. */
const nearForThree = 4096;

/** Finds matches by chains of places where the same three bytes began, and hands blocks what it finds. */
export class DeflateMatcher {
  readonly #source: Uint8Array;
  readonly #effort: DeflateEffort;
  /** By hash, the last place, plus one; 0 is never. By place modulo the window, the one before. */
  readonly #heads = new Int32Array(1 << hashBits);
  readonly #previous = new Int32Array(window);
  /** How far places are in the chains. */
  #inserted = 0;
  /** What `#find` found: how far back. */
  #distance = 0;

  constructor(source: Uint8Array, effort: DeflateEffort) {
    this.#source = source;
    this.#effort = effort;
  }

  /** Adds literals and matches from `at` on until the block is full; answers where it ends. */
  fill(block: DeflateBlock, at: number): number {
    const source = this.#source;
    const { patience } = this.#effort;
    while (at < source.length && !block.isFull) {
      let length = this.#find(at, leastMatch - 1);
      if (length < leastMatch) {
        block.literal(source[at++]!);
        continue;
      }
      let distance = this.#distance;
      while (length < patience && !block.isFull) {
        const longer = this.#find(at + 1, length);
        if (longer <= length) break;
        block.literal(source[at++]!);
        length = longer;
        distance = this.#distance;
      }
      block.match(length, distance);
      at += length;
    }
    return at;
  }

  /** The length of the longest match at `at` that is longer than `least`; else `least`. Places only go up. */
  #find(at: number, least: number): number {
    const source = this.#source;
    const heads = this.#heads;
    const previous = this.#previous;
    const most = Math.min(mostMatch, source.length - at);
    if (most <= least) return least;

    let candidate = -1;
    for (let place = this.#inserted; place <= at; place++) {
      const word = source[place]! | (source[place + 1]! << 8) | (source[place + 2]! << 16);
      const slot = Math.imul(word, 0x9e3779b1) >>> (32 - hashBits);
      candidate = heads[slot]! - 1;
      previous[place & (window - 1)] = candidate;
      heads[slot] = place + 1;
    }
    this.#inserted = at + 1;

    const { enough } = this.#effort;
    const farthest = Math.max(0, at - window);
    let longest = least;
    let last = source[at + longest]!;
    for (let left = this.#effort.depth; candidate >= farthest && left > 0; left--) {
      if (source[candidate + longest] === last && source[candidate + longest - 1] === source[at + longest - 1]) {
        let length = 0;
        while (length < most && source[candidate + length] === source[at + length]) length++;
        if (length > longest && (length > leastMatch || at - candidate <= nearForThree)) {
          longest = length;
          this.#distance = at - candidate;
          if (length >= enough || length === most) break;
          last = source[at + longest]!;
        }
      }
      const before = previous[candidate & (window - 1)]!;
      // A place that has left the window was overwritten by a later one.
      if (before >= candidate) break;
      candidate = before;
    }
    return longest;
  }
}
