/** Writes bits, lowest first, as RFC 1951 packs them, into memory that the caller has made long enough. */
export class DeflateBits {
  readonly #bytes: Uint8Array;
  #length = 0;
  /** Fewer than 16 bits wait between calls. */
  #bits = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The low `count` bits of `value`, at most 16, with nothing above them. */
  put(value: number, count: number): void {
    this.#bits |= value << this.#count;
    this.#count += count;
    if (this.#count < 16) return;
    this.#bytes[this.#length] = this.#bits;
    this.#bytes[this.#length + 1] = this.#bits >>> 8;
    this.#length += 2;
    this.#bits >>>= 16;
    this.#count -= 16;
  }

  /** A symbol of a `WritingCode`, by its entry. */
  putCode(entry: number): void {
    this.put(entry >>> 4, entry & 15);
  }

  /** Whole bytes, after zeros up to the next byte's begin. */
  putBytes(bytes: Uint8Array): void {
    this.align();
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Fills the last byte with zeros; answers how many bytes there are. */
  align(): number {
    for (; this.#count > 0; this.#count -= 8) {
      this.#bytes[this.#length++] = this.#bits;
      this.#bits >>>= 8;
    }
    this.#bits = 0;
    this.#count = 0;
    return this.#length;
  }
}
