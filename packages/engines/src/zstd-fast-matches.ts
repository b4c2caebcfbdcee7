import { hashWords } from "./hash-word.js";
import type { ZstdFastEffort } from "./zstd-effort.js";
import { zstdMatchLength } from "./zstd-match-length.js";
import type { ZstdSequenceList } from "./zstd-sequence-list.js";

/** Two words are read at a place, and at the one behind it. */
const margin = 9;
/** Two to this power of bytes without a match make the step grow by one. */
const skipTrigger = 7;

/** Finds matches by the last place where the same bytes began, as many as the effort says; looks at two places in each step. */
export class ZstdFastMatcher {
  readonly #source: Uint8Array;
  readonly #view: DataView;
  readonly #window: number;
  readonly #step: number;
  readonly #shift: number;
  /** Of the second word at a place, the bytes that count. */
  readonly #mask: number;
  /** Places plus one; 0 is never. */
  readonly #places: Int32Array;

  constructor(source: Uint8Array, window: number, { hashBits, hashedBytes, step }: ZstdFastEffort) {
    this.#source = source;
    this.#view = new DataView(source.buffer, source.byteOffset, source.length);
    this.#window = window;
    this.#step = step;
    this.#shift = 32 - hashBits;
    this.#mask = 2 ** (8 * hashedBytes - 32) - 1;
    this.#places = new Int32Array(1 << hashBits);
  }

  /** Fills the list of the block `source[start, end)`. Blocks come in order. */
  fill(list: ZstdSequenceList, start: number, end: number): void {
    const source = this.#source;
    const view = this.#view;
    const places = this.#places;
    const shift = this.#shift;
    const mask = this.#mask;
    const window = this.#window;
    const searchEnd = end - margin;
    let anchor = start;
    let at = start;
    while (at <= searchEnd) {
      const word = view.getInt32(at, true);
      const nextWord = view.getInt32(at + 1, true);
      const slot = hashWords(word, view.getInt32(at + 4, true) & mask, shift);
      const nextSlot = hashWords(nextWord, view.getInt32(at + 5, true) & mask, shift);
      const candidate = places[slot]! - 1;
      places[slot] = at + 1;
      const nextCandidate = places[nextSlot]! - 1;
      places[nextSlot] = at + 2;

      const lowest = Math.max(0, at + 1 - window);
      const repeated = at + 1 - list.first;
      let place: number;
      if (repeated >= 0 && view.getInt32(repeated, true) === nextWord) {
        at++;
        place = repeated;
      } else if (candidate >= lowest && view.getInt32(candidate, true) === word) {
        place = candidate;
      } else if (nextCandidate >= lowest && view.getInt32(nextCandidate, true) === nextWord) {
        at++;
        place = nextCandidate;
      } else {
        at += this.#step + ((at - anchor) >> skipTrigger);
        continue;
      }
      const inside = at + 2;
      let length = 4 + zstdMatchLength(view, at + 4, place + 4, end);
      for (; at > anchor && place > 0 && source[at - 1] === source[place - 1]; length++) {
        at--;
        place--;
      }
      list.add(source, anchor, at, at - place, length);
      anchor = at += length;
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
    const high = this.#view.getInt32(at + 4, true) & this.#mask;
    this.#places[hashWords(this.#view.getInt32(at, true), high, this.#shift)] = at + 1;
  }
}
