import { type Bytes, ZarrError } from "@zarrkit/plugin-api";
import type { Sink } from "../src/archive.js";

/** A file in memory, which several sinks can lie over, one at a time. */
export class MemoryFile {
  bytes = new Uint8Array(0);
  isHeld = false;
  /** Bytes that may still be written; then the disk is full. */
  room = Infinity;

  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.bytes = new Uint8Array(bytes);
  }

  open(): Sink {
    if (this.isHeld) throw new ZarrError("conflict", "the file in memory is open already");
    this.isHeld = true;
    return {
      name: "in memory",
      size: async () => this.bytes.length,
      read: async (position, length) => this.bytes.slice(position, position + length),
      write: (bytes, position) => this.#write(bytes, position),
      truncate: async (size) => void (this.bytes = this.bytes.slice(0, size)),
      flush: async () => {},
      close: async () => void (this.isHeld = false),
      replace: async (fill) => {
        const other = new MemoryFile();
        await fill((bytes, position) => other.#write(bytes, position));
        this.bytes = other.bytes;
      },
    };
  }

  async #write(bytes: Bytes, position: number): Promise<void> {
    if (position > this.bytes.length)
      throw new Error(`a write at ${position} leaves a hole after ${this.bytes.length}`);
    const fits = bytes.subarray(0, this.room);
    this.room -= fits.length;
    const grown = new Uint8Array(Math.max(this.bytes.length, position + fits.length));
    grown.set(this.bytes);
    grown.set(fits, position);
    this.bytes = grown;
    if (fits.length < bytes.length) throw new Error("the disk is full");
  }
}
