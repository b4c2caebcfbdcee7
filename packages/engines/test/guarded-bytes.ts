import { borrow, memoryBytes, pointerOf } from "../src/memory.js";

const guardLength = 64;
const guard = 0xa5;

/** A source and a destination in the engines' memory, with bytes around them that must stay as they are. */
export class GuardedBytes {
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  readonly #all: Uint8Array;

  constructor(source: Uint8Array, capacity: number) {
    this.#all = borrow(source.length + capacity + 3 * guardLength, source);
    if (pointerOf(this.#all) < 0) throw new Error("there is no engine");
    this.#all.fill(guard);
    this.source = this.#all.subarray(guardLength, guardLength + source.length);
    this.source.set(source);
    const start = source.length + 2 * guardLength;
    this.destination = this.#all.subarray(start, start + capacity);
  }

  /** Throws when the source is not what it was, or something was written beyond the destination. */
  check(source: Uint8Array): void {
    if (this.#all.buffer !== memoryBytes().buffer) throw new Error("the memory has moved");
    const { length } = this.#all;
    const between = guardLength + source.length;
    for (const start of [0, between, length - guardLength]) {
      for (let at = start; at < start + guardLength; at++) {
        if (this.#all[at] !== guard) throw new Error("bytes outside the destination are written to");
      }
    }
    for (let at = 0; at < source.length; at++) {
      if (this.source[at] !== source[at]) throw new Error("the source is written to");
    }
  }
}
