/** Numbers of a structure by their fields; texts, lists and fractions are passed over. */
export type Fields = ReadonlyMap<number, number | Fields>;

/** Reads Thrift's compact protocol, in which Parquet writes the headers of pages. Throws at the end of the bytes. */
export class ByteCursor {
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
  ) {}

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new Error("a page ends too early");
    return byte;
  }

  skip(length: number): void {
    this.at += length;
    if (this.at > this.bytes.length) throw new Error("a page ends too early");
  }

  varint(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.byte();
      value += (byte & 127) * unit;
      if (byte < 128) return value;
      if (unit > 2 ** 63) throw new Error("a number has no end");
    }
  }

  fields(): Fields {
    const fields = new Map<number, number | Fields>();
    for (let id = 0; ; ) {
      const byte = this.byte();
      if ((byte & 15) === 0) return fields;
      id = byte >> 4 ? id + (byte >> 4) : this.#integer();
      const value = this.#value(byte & 15);
      if (value !== undefined) fields.set(id, value);
    }
  }

  /** By the protocol's numbers of types. */
  #value(type: number): number | Fields | undefined {
    if (type === 1 || type === 2) return 2 - type;
    if (type === 3) return this.byte();
    if (type >= 4 && type <= 6) return this.#integer();
    if (type === 12) return this.fields();
    this.#pass(type);
    return undefined;
  }

  #pass(type: number): void {
    if (type === 7) this.skip(8);
    else if (type === 8) this.skip(this.varint());
    else if (type === 9 || type === 10) this.#passList();
    else throw new Error(`a header holds type ${type}`);
  }

  #passList(): void {
    const byte = this.byte();
    const length = byte >> 4 === 15 ? this.varint() : byte >> 4;
    const type = byte & 15;
    // In lists truth takes a byte.
    for (let i = 0; i < length; i++) this.#value(type === 1 || type === 2 ? 3 : type);
  }

  /** Signs are in the lowest bit. */
  #integer(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
