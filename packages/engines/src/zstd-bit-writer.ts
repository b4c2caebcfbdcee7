/** Writes streams of bits whose last bit is read first (RFC 8878, section 4.1), into memory that is long enough. */
export class ZstdBitWriter {
  readonly bytes: Uint8Array;
  /** Where the next whole byte goes. */
  at: number;
  /** Fewer than 16 bits wait between calls. */
  #bits = 0;
  #count = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The low `count` bits of `value`, at most 16, with nothing above them. */
  put(value: number, count: number): void {
    this.#bits |= value << this.#count;
    this.#count += count;
    if (this.#count < 16) return;
    this.bytes[this.at] = this.#bits;
    this.bytes[this.at + 1] = this.#bits >>> 8;
    this.at += 2;
    this.#bits >>>= 16;
    this.#count -= 16;
  }

  /** Fills the last byte with zeros; answers where the stream ends. */
  align(): number {
    for (; this.#count > 0; this.#count -= 8) {
      this.bytes[this.at++] = this.#bits;
      this.#bits >>>= 8;
    }
    this.#bits = 0;
    this.#count = 0;
    return this.at;
  }

  /** Marks the last bit, so that a reader finds it from behind; answers where the stream ends. */
  end(): number {
    this.put(1, 1);
    return this.align();
  }
}
