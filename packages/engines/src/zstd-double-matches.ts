import { hashWords } from "./hash-word.js";
import type { ZstdDoubleEffort } from "./zstd-effort.js";
import { zstdMatchLength } from "./zstd-match-length.js";
import type { ZstdSequenceList } from "./zstd-sequence-list.js";

/** Two words are read at a place, and at the one behind it. */
const margin = 9;
/** Two to this power of bytes without a match make the step grow by one. */
const skipTrigger = 8;

/** Finds matches by the last places where the same eight, and the same five, bytes began. */
export class ZstdDoubleMatcher {
  readonly #source: Uint8Array;
  readonly #view: DataView;
  readonly #window: number;
  readonly #shift: number;
  /** Places plus one; 0 is never. */
  readonly #long: Int32Array;
  readonly #short: Int32Array;

  constructor(source: Uint8Array, window: number, { hashBits }: ZstdDoubleEffort) {
    this.#source = source;
    this.#view = new DataView(source.buffer, source.byteOffset, source.length);
    this.#window = window;
    this.#shift = 32 - hashBits;
    this.#long = new Int32Array(1 << hashBits);
    this.#short = new Int32Array(1 << hashBits);
  }

  /** Fills the list of the block `source[start, end)`. Blocks come in order. */
  fill(list: ZstdSequenceList, start: number, end: number): void {
    const source = this.#source;
    const view = this.#view;
    const long = this.#long;
    const short = this.#short;
    const shift = this.#shift;
    const window = this.#window;
    const searchEnd = end - margin;
    let anchor = start;
    let at = start;
    while (at <= searchEnd) {
      const low = view.getInt32(at, true);
      const high = view.getInt32(at + 4, true);
      const longSlot = hashWords(low, high, shift);
      const shortSlot = hashWords(low, high & 0xff, shift);
      const longPlace = long[longSlot]! - 1;
      const shortPlace = short[shortSlot]! - 1;
      long[longSlot] = short[shortSlot] = at + 1;

      const lowest = Math.max(0, at + 1 - window);
      const nextLow = view.getInt32(at + 1, true);
      const repeated = at + 1 - list.first;
      let place: number;
      let length: number;
      if (repeated >= 0 && view.getInt32(repeated, true) === nextLow) {
        at++;
        place = repeated;
        length = 4;
      } else if (
        longPlace >= lowest &&
        view.getInt32(longPlace, true) === low &&
        view.getInt32(longPlace + 4, true) === high
      ) {
        place = longPlace;
        length = 8;
      } else if (
        shortPlace >= lowest &&
        view.getInt32(shortPlace, true) === low &&
        view.getUint8(shortPlace + 4) === (high & 0xff)
      ) {
        // One place on, more bytes may agree.
        const nextHigh = view.getInt32(at + 5, true);
        const nextSlot = hashWords(nextLow, nextHigh, shift);
        const nextPlace = long[nextSlot]! - 1;
        long[nextSlot] = at + 2;
        if (
          nextPlace >= lowest &&
          view.getInt32(nextPlace, true) === nextLow &&
          view.getInt32(nextPlace + 4, true) === nextHigh
        ) {
          at++;
          place = nextPlace;
          length = 8;
        } else {
          place = shortPlace;
          length = 5;
        }
      } else {
        at += 1 + ((at - anchor) >> skipTrigger);
        continue;
      }
      length += zstdMatchLength(view, at + length, place + length, end);
      for (; at > anchor && place > 0 && source[at - 1] === source[place - 1]; length++) {
        at--;
        place--;
      }
      list.add(source, anchor, at, at - place, length);
      const inside = at + 2;
      at += length;
      anchor = at;
      if (at > searchEnd) break;
      this.#remember(inside);
      this.#remember(at - 2);
      this.#remember(at - 1);
      // What alternates with another distance goes on at once.
      for (; at <= searchEnd; anchor = at) {
        place = at - list.second;
        if (place < 0 || view.getInt32(place, true) !== view.getInt32(at, true)) break;
        length = 4 + zstdMatchLength(view, at + 4, place + 4, end);
        this.#remember(at);
        list.add(source, at, at, at - place, length);
        at += length;
      }
    }
    list.addLiterals(source, anchor, end);
  }

  #remember(at: number): void {
    const low = this.#view.getInt32(at, true);
    const high = this.#view.getInt32(at + 4, true);
    this.#long[hashWords(low, high, this.#shift)] = at + 1;
    this.#short[hashWords(low, high & 0xff, this.#shift)] = at + 1;
  }
}
