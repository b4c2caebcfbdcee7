import { type Bytes, ZarrError } from "@zarrkit/plugin-api";
import type { Sink } from "../src/archive.js";

/** A file in memory, which several sinks can lie over, one at a time. */
export class MemoryFile {
  isHeld = false;
  /** Bytes that may still be written; then the disk is full. */
  room = Infinity;
  #buffer: Uint8Array<ArrayBuffer>;
  #length: number;

  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.#buffer = new Uint8Array(bytes);
    this.#length = bytes.length;
  }

  /** A copy of what it holds. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#length);
  }

  open(): Sink {
    if (this.isHeld) throw new ZarrError("conflict", "the file in memory is open already");
    this.isHeld = true;
    return {
      name: "in memory",
      size: async () => this.#length,
      read: async (position, length) => this.#buffer.slice(position, Math.min(position + length, this.#length)),
      write: async (bytes, position) => this.#write(bytes, position),
      truncate: async (size) => void (this.#length = Math.min(this.#length, size)),
      flush: async () => {},
      close: async () => void (this.isHeld = false),
      replace: async (fill) => {
        const other = new MemoryFile();
        await fill(async (bytes, position) => other.#write(bytes, position));
        this.#buffer = other.bytes;
        this.#length = this.#buffer.length;
      },
    };
  }

  #write(bytes: Bytes, position: number): void {
    if (position > this.#length) throw new Error(`a write at ${position} leaves a hole after ${this.#length}`);
    const fits = bytes.subarray(0, this.room);
    this.room -= fits.length;
    const end = position + fits.length;
    if (end > this.#buffer.length) {
      const grown = new Uint8Array(2 * end);
      grown.set(this.#buffer);
      this.#buffer = grown;
    }
    this.#buffer.set(fits, position);
    this.#length = Math.max(this.#length, end);
    if (fits.length < bytes.length) throw new Error("the disk is full");
  }
}
