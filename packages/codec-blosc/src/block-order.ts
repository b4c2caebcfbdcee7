import { type Bytes, codecFailed } from "@zarrkit/plugin-api";
import { headerLength } from "./header.js";
import { readLength } from "./length.js";

/**
 * How the blocks of a chunk lie behind its table: one after the other, though writers of several threads mix their order. A
 * table by which blocks share bytes is refused: it would give wrong values, or work without end.
 */
export class BlockOrder {
  readonly #blocks: number;
  /** Where blocks begin, in ascending order; `undefined` where the table has that order. */
  readonly #sorted: Uint32Array | undefined;

  constructor(source: Bytes, blocks: number) {
    this.#blocks = blocks;
    this.#sorted = isAscending(source, blocks) ? undefined : sorted(source, blocks);
    const first = this.#sorted?.[0] ?? startOf(source, 0);
    if (blocks > 0 && first < headerLength + 4 * blocks) {
      throw codecFailed("blosc", `a block begins at byte ${first}, in the header or the table of blocks`);
    }
  }

  /** The position up to which a block may reach: the next one begins there, or the chunk ends. */
  endOf(source: Bytes, block: number): number {
    if (this.#sorted !== undefined) return firstAfter(this.#sorted, startOf(source, block)) ?? source.length;
    return block + 1 < this.#blocks ? startOf(source, block + 1) : source.length;
  }
}

function startOf(source: Bytes, block: number): number {
  return readLength(source, headerLength + 4 * block);
}

function isAscending(source: Bytes, blocks: number): boolean {
  for (let block = 1; block < blocks; block++) {
    if (startOf(source, block) <= startOf(source, block - 1)) return false;
  }
  return true;
}

/** By halves, since a chunk may have a million blocks. */
function firstAfter(ascending: Uint32Array, start: number): number | undefined {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= start) low = middle + 1;
    else high = middle;
  }
  return ascending[low];
}

function sorted(source: Bytes, blocks: number): Uint32Array {
  const starts = Uint32Array.from({ length: blocks }, (_, block) => startOf(source, block)).sort();
  const twice = starts.findIndex((start, i) => start === starts[i - 1]);
  if (twice >= 0) throw codecFailed("blosc", `two blocks begin at byte ${starts[twice]}`);
  return starts;
}
