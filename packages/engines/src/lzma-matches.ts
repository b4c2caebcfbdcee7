import { hashWord, wordAt } from "./hash-word.js";
import { mostMatch } from "./lzma-model.js";

const hashBits = 16;

/** Finds earlier places that go on like the present one: by chains for four bytes, by the last place for two and three. */
export class MatchFinder {
  /** The match found last: its length, 0 for none, and its distance, counted from 0. */
  length = 0;
  distance = 0;
  readonly #source: Uint8Array;
  readonly #mostDistance: number;
  readonly #depth: number;
  /** Positions plus one; 0 is never. */
  readonly #heads = new Int32Array(1 << hashBits);
  readonly #heads3 = new Int32Array(1 << hashBits);
  readonly #heads2 = new Int32Array(65536);
  readonly #previous: Int32Array;
  #inserted = 0;

  /** `depth` is how many earlier places are tried. */
  constructor(source: Uint8Array, dictionarySize: number, depth: number) {
    this.#source = source;
    this.#mostDistance = dictionarySize;
    this.#depth = depth;
    this.#previous = new Int32Array(source.length);
  }

  /** Looks for the longest match of what begins at `at`, which must not go back. */
  find(at: number): void {
    this.length = 0;
    const source = this.#source;
    if (at + 4 > source.length) return;
    for (; this.#inserted < at; this.#inserted++) this.#insert(this.#inserted);

    const word = wordAt(source, at);
    this.#try(at, this.#heads2[word & 0xffff]! - 1);
    this.#try(at, this.#heads3[hashWord(word & 0xffffff, 32 - hashBits)]! - 1);
    let candidate = this.#heads[hashWord(word, 32 - hashBits)]! - 1;
    for (let left = this.#depth; left > 0 && candidate >= 0; left--) {
      if (at - candidate > this.#mostDistance) break;
      this.#try(at, candidate);
      if (this.length === mostMatch) break;
      candidate = this.#previous[candidate]! - 1;
    }
  }

  #try(at: number, candidate: number): void {
    if (candidate < 0 || at - candidate > this.#mostDistance) return;
    const length = matchLength(this.#source, at, candidate);
    if (length > this.length) {
      this.length = length;
      this.distance = at - candidate - 1;
    }
  }

  #insert(at: number): void {
    const source = this.#source;
    if (at + 4 > source.length) return;
    const word = wordAt(source, at);
    const slot = hashWord(word, 32 - hashBits);
    this.#previous[at] = this.#heads[slot]!;
    this.#heads[slot] = at + 1;
    this.#heads3[hashWord(word & 0xffffff, 32 - hashBits)] = at + 1;
    this.#heads2[word & 0xffff] = at + 1;
  }
}

/** How far two places agree, up to the longest match there is. */
export function matchLength(source: Uint8Array, at: number, candidate: number): number {
  const most = Math.min(mostMatch, source.length - at);
  let length = 0;
  while (length < most && source[at + length] === source[candidate + length]) length++;
  return length;
}
