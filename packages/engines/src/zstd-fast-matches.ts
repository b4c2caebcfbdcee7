import { hashWords } from "./hash-word.js";
import type { ZstdFastEffort } from "./zstd-effort.js";
import { zstdMatchLength } from "./zstd-match-length.js";
import type { ZstdSequenceList } from "./zstd-sequence-list.js";

/** Two words are read at a place, and at the one behind it. */
const margin = 9;
/** Failed searches before the step grows by one. */
const skipTrigger = 7;

/** Finds matches by the last places where the same eight, and the same five, bytes began. */
export class ZstdFastMatcher {
  readonly #source: Uint8Array;
  readonly #view: DataView;
  readonly #window: number;
  readonly #step: number;
  readonly #shift: number;
  /** Places plus one; 0 is never. */
  readonly #long: Int32Array;
  readonly #short: Int32Array;

  constructor(source: Uint8Array, window: number, { hashBits, step }: ZstdFastEffort) {
    this.#source = source;
    this.#view = new DataView(source.buffer, source.byteOffset, source.length);
    this.#window = window;
    this.#step = step;
    const bits = Math.max(8, Math.min(hashBits, 32 - Math.clz32(source.length)));
    this.#shift = 32 - bits;
    this.#long = new Int32Array(1 << bits);
    this.#short = new Int32Array(1 << bits);
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
    const firstStep = this.#step << skipTrigger;
    let anchor = start;
    let at = start;
    let searches = firstStep;
    while (at <= searchEnd) {
      const low = view.getInt32(at, true);
      const high = view.getInt32(at + 4, true);
      const longSlot = hashWords(low, high, shift);
      const shortSlot = hashWords(low, high & 0xff, shift);
      const longPlace = long[longSlot]! - 1;
      const shortPlace = short[shortSlot]! - 1;
      long[longSlot] = short[shortSlot] = at + 1;

      const lowest = Math.max(0, at - window);
      const repeated = at + 1 - list.first;
      let place: number;
      let length: number;
      if (repeated >= lowest && view.getInt32(repeated, true) === view.getInt32(at + 1, true)) {
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
        place = shortPlace;
        length = 5;
      } else {
        at += searches++ >> skipTrigger;
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
      searches = firstStep;
      if (at > searchEnd) break;
      this.#remember(inside);
      this.#remember(at - 2);
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
