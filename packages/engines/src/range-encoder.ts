import { moveBits, probabilityBits } from "./lzma-model.js";

const top = 2 ** 24;
const carry = 2 ** 32;

/** Writes what `RangeDecoder` reads. */
export class RangeEncoder {
  #low = 0;
  #range = 0xffffffff;
  /** The last byte, held back because a carry may still change it, and how many bytes of 255 follow it. */
  #held = 0;
  #heldCount = 1;
  #bytes = new Uint8Array(4096);
  #length = 0;

  /** Bytes that would be there if the stream ended now. */
  get length(): number {
    return this.#length + this.#heldCount + 4;
  }

  bit(probabilities: Uint16Array, index: number, bit: number): void {
    const probability = probabilities[index]!;
    const bound = (this.#range >>> probabilityBits) * probability;
    if (bit === 0) {
      this.#range = bound;
      probabilities[index] = probability + ((2048 - probability) >>> moveBits);
    } else {
      this.#low += bound;
      this.#range -= bound;
      probabilities[index] = probability - (probability >>> moveBits);
    }
    if (this.#range < top) this.#shift();
  }

  tree(probabilities: Uint16Array, start: number, bits: number, value: number): void {
    let node = 1;
    for (let i = bits - 1; i >= 0; i--) {
      const bit = (value >>> i) & 1;
      this.bit(probabilities, start + node, bit);
      node = node * 2 + bit;
    }
  }

  reverseTree(probabilities: Uint16Array, start: number, bits: number, value: number): void {
    let node = 1;
    for (let i = 0; i < bits; i++) {
      const bit = (value >>> i) & 1;
      this.bit(probabilities, start + node, bit);
      node = node * 2 + bit;
    }
  }

  direct(bits: number, value: number): void {
    for (let i = bits - 1; i >= 0; i--) {
      this.#range >>>= 1;
      if ((value >>> i) & 1) this.#low += this.#range;
      if (this.#range < top) this.#shift();
    }
  }

  /** Ends the stream and answers it; the next bit begins another. */
  finish(): Uint8Array<ArrayBuffer> {
    for (let i = 0; i < 5; i++) this.#writeLow();
    const stream = this.#bytes.slice(0, this.#length);
    this.#low = 0;
    this.#range = 0xffffffff;
    this.#held = 0;
    this.#heldCount = 1;
    this.#length = 0;
    return stream;
  }

  #shift(): void {
    this.#range = (this.#range << 8) >>> 0;
    this.#writeLow();
  }

  #writeLow(): void {
    if (this.#low < 0xff000000 || this.#low >= carry) {
      const overflow = this.#low >= carry ? 1 : 0;
      this.#put(this.#held + overflow);
      for (; this.#heldCount > 1; this.#heldCount--) this.#put(255 + overflow);
      this.#held = (this.#low >>> 24) & 255;
      this.#heldCount = 0;
    }
    this.#heldCount++;
    this.#low = (this.#low & 0x00ffffff) * 256;
  }

  #put(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }
}
