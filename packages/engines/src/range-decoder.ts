import { CorruptData } from "./corrupt-data.js";
import { moveBits, probabilityBits } from "./lzma-model.js";

const top = 2 ** 24;

/** Reads binary decisions, most of them weighed by an adaptive probability. */
export class RangeDecoder {
  #range = 0xffffffff;
  #code = 0;
  /** Next byte to be read. */
  at: number;
  readonly #source: Uint8Array;
  readonly #end: number;

  /** Reads `source[at, end)`. */
  constructor(source: Uint8Array, at: number, end: number) {
    this.#source = source;
    this.#end = end;
    this.at = at;
    if (end - at < 5) throw truncated();
    if (source[at] !== 0) throw new CorruptData(`the LZMA stream begins with byte ${source[at]}, not 0`);
    for (let i = 1; i < 5; i++) this.#code = ((this.#code << 8) | source[at + i]!) >>> 0;
    this.at += 5;
  }

  /** Whether the stream could end here. */
  get finished(): boolean {
    return this.#code === 0;
  }

  bit(probabilities: Uint16Array, index: number): number {
    const probability = probabilities[index]!;
    const bound = (this.#range >>> probabilityBits) * probability;
    if (this.#code < bound) {
      this.#range = bound;
      probabilities[index] = probability + ((2048 - probability) >>> moveBits);
      if (bound < top) this.#shift();
      return 0;
    }
    this.#range -= bound;
    this.#code -= bound;
    probabilities[index] = probability - (probability >>> moveBits);
    if (this.#range < top) this.#shift();
    return 1;
  }

  /** A number of `bits` bits, highest first, each with a probability of its own in a tree. */
  tree(probabilities: Uint16Array, start: number, bits: number): number {
    let node = 1;
    for (let i = 0; i < bits; i++) node = node * 2 + this.bit(probabilities, start + node);
    return node - (1 << bits);
  }

  /** The same, lowest bit first. */
  reverseTree(probabilities: Uint16Array, start: number, bits: number): number {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(probabilities, start + node);
      node = node * 2 + bit;
      value |= bit << i;
    }
    return value;
  }

  /** A number whose bits are all equally likely. */
  direct(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i++) {
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit) this.#code -= this.#range;
      value = value * 2 + bit;
      if (this.#range < top) this.#shift();
    }
    return value;
  }

  #shift(): void {
    if (this.at >= this.#end) throw truncated();
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#source[this.at++]!) >>> 0;
  }
}

function truncated(): CorruptData {
  return new CorruptData("the LZMA stream ends too early");
}
