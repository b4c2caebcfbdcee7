import { CorruptData } from "./corrupt-data.js";

/** Reads bits, highest first. */
export class BitReader {
  #bits = 0;
  #count = 0;
  /** Next byte to be read ahead. */
  at: number;
  readonly #source: Uint8Array;

  constructor(source: Uint8Array, at: number) {
    this.#source = source;
    this.at = at;
  }

  /** The next bits as a number, without taking them; 24 at most. Beyond the end they are zeros. */
  peek(count: number): number {
    while (this.#count < count) {
      this.#bits = (this.#bits << 8) | this.#source[this.at++]!;
      this.#count += 8;
    }
    return (this.#bits >>> (this.#count - count)) & ((1 << count) - 1);
  }

  /** Takes bits that have been peeked at. */
  skip(count: number): void {
    this.#count -= count;
    if (this.at - (this.#count >>> 3) > this.#source.length) {
      throw new CorruptData(`the bzip2 data of ${this.#source.length} bytes ends too early`);
    }
  }

  take(count: number): number {
    const value = this.peek(count);
    this.skip(count);
    return value;
  }

  take32(): number {
    return this.take(16) * 65536 + this.take(16);
  }

  /** Where the byte ends in which the next bit would be, or the last one was. */
  alignedEnd(): number {
    return this.at - (this.#count >>> 3);
  }
}

/** Writes bits, highest first, into memory that grows. */
export class BitWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #bits = 0;
  #count = 0;

  /** The low `count` bits of `value`; 24 at most. */
  put(value: number, count: number): void {
    this.#bits = (this.#bits << count) | value;
    this.#count += count;
    while (this.#count >= 8) {
      this.#count -= 8;
      if (this.#length === this.#bytes.length) {
        const larger = new Uint8Array(2 * this.#length);
        larger.set(this.#bytes);
        this.#bytes = larger;
      }
      this.#bytes[this.#length++] = this.#bits >>> this.#count;
    }
  }

  put32(value: number): void {
    this.put(value >>> 16, 16);
    this.put(value & 0xffff, 16);
  }

  /** Everything written, the last byte filled with zeros. */
  finish(): Uint8Array<ArrayBuffer> {
    if (this.#count > 0) this.put(0, 8 - this.#count);
    return this.#bytes.slice(0, this.#length);
  }
}
