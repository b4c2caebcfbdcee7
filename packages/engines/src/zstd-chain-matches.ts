import { hashWords } from "./hash-word.js";
import type { ZstdChainEffort } from "./zstd-effort.js";
import { zstdMatchLength } from "./zstd-match-length.js";
import type { ZstdSequenceList } from "./zstd-sequence-list.js";

/** So many bytes a hash covers, and a match has at least, but for one of the last distances. */
const leastMatch = 5;
/** Blocks end with literals: so many bytes may be read at a place. */
const margin = 8;
/** Failed searches before the step grows by one. */
const skipTrigger = 6;

/** Finds matches by chains of places where the same five bytes began; a place may leave its match to a better one behind. */
export class ZstdChainMatcher {
  readonly #source: Uint8Array;
  readonly #view: DataView;
  readonly #window: number;
  readonly #effort: ZstdChainEffort;
  readonly #shift: number;
  /** By hash, the last place plus one; 0 is never. By place, modulo their number, the one before. */
  readonly #heads: Int32Array;
  readonly #previous: Int32Array;
  #inserted = 0;
  /** What `#find` found. */
  #length = 0;
  #distance = 0;

  constructor(source: Uint8Array, window: number, effort: ZstdChainEffort) {
    this.#source = source;
    this.#view = new DataView(source.buffer, source.byteOffset, source.length);
    this.#effort = effort;
    this.#shift = 32 - effort.hashBits;
    this.#heads = new Int32Array(1 << effort.hashBits);
    this.#previous = new Int32Array(1 << effort.chainBits);
    this.#window = window;
  }

  /** Fills the list of the block `source[start, end)`. Blocks come in order. */
  fill(list: ZstdSequenceList, start: number, end: number): void {
    const source = this.#source;
    const { patience, enough } = this.#effort;
    const searchEnd = end - margin;
    let anchor = start;
    let at = start;
    while (at <= searchEnd) {
      let score = this.#find(list, at, end, at > anchor);
      if (this.#length === 0) {
        at += 1 + ((at - anchor) >> skipTrigger);
        continue;
      }
      let length = this.#length;
      let distance = this.#distance;
      let from = at;
      for (let next = at + 1; next <= from + patience && next <= searchEnd && length < enough; next++) {
        const other = this.#find(list, next, end, true);
        // Each literal that comes before is one more to write.
        if (this.#length === 0 || other <= score + (next === from + 1 ? 4 : 7)) continue;
        score = other;
        length = this.#length;
        distance = this.#distance;
        from = next;
      }
      while (from > anchor && from > distance && source[from - 1] === source[from - 1 - distance]) {
        from--;
        length++;
      }
      list.add(source, anchor, from, distance, length);
      at = anchor = from + length;
    }
    list.addLiterals(source, anchor, end);
  }

  /** Leaves the best match at `at` in the fields, a length of 0 where there is none; answers its worth in about bits. */
  #find(list: ZstdSequenceList, at: number, end: number, behindLiterals: boolean): number {
    const view = this.#view;
    const previous = this.#previous;
    const { depth, enough } = this.#effort;
    const mask = previous.length - 1;
    const word = view.getInt32(at, true);
    let candidate = this.#insert(at);
    let best = 0;
    let worth = 0;
    for (let which = behindLiterals ? 0 : 1; which < 3; which++) {
      const distance = which === 0 ? list.first : which === 1 ? list.second : list.third;
      if (distance > at || view.getInt32(at - distance, true) !== word) continue;
      const length = 4 + zstdMatchLength(view, at + 4, at - distance + 4, end);
      if (length <= best) continue;
      best = length;
      worth = 4 * length;
      this.#distance = distance;
    }
    const lowest = Math.max(0, at - this.#window);
    let longest = Math.max(best, leastMatch - 1);
    for (let left = depth; candidate >= lowest && left > 0 && longest < enough; left--) {
      // A longer match must have the byte behind the longest.
      if (
        view.getInt32(candidate, true) === word &&
        at + longest < end &&
        view.getUint8(candidate + longest) === view.getUint8(at + longest)
      ) {
        const length = 4 + zstdMatchLength(view, at + 4, candidate + 4, end);
        const value = 4 * length - (31 - Math.clz32(at - candidate + 3));
        if (length > longest && value > worth) {
          longest = best = length;
          worth = value;
          this.#distance = at - candidate;
        }
      }
      const before = previous[candidate & mask]!;
      // Where a place has left the ring stands what belongs to a later one; it leads back as well.
      if (before >= candidate) break;
      candidate = before;
    }
    this.#length = best;
    return worth;
  }

  /** Enters all places up to `at`; answers the last one before with its hash, or −1. */
  #insert(at: number): number {
    const view = this.#view;
    const heads = this.#heads;
    const previous = this.#previous;
    const mask = previous.length - 1;
    const shift = this.#shift;
    for (let place = this.#inserted; place <= at; place++) {
      const slot = hashWords(view.getInt32(place, true), view.getUint8(place + 4), shift);
      previous[place & mask] = heads[slot]! - 1;
      heads[slot] = place + 1;
    }
    this.#inserted = Math.max(this.#inserted, at + 1);
    return previous[at & mask]!;
  }
}
