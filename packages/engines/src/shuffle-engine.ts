import { bitShuffle, bitUnshuffle } from "./bit-shuffle.js";
import { shuffle, unshuffle } from "./byte-shuffle.js";
import { loadEngine } from "./engine.js";
import { enter, leave, memoryBytes, pointerOf, reserve } from "./memory.js";
import { code } from "./wasm/shuffle.js";

/** Source and destination have one length and do not overlap. */
export type Shuffle = (source: Uint8Array, destination: Uint8Array, elementSize: number) => void;

/** Both shuffles and their reverses, by WebAssembly where there is one, else in plain TypeScript. */
export interface Shuffles {
  readonly shuffle: Shuffle;
  readonly unshuffle: Shuffle;
  readonly bitShuffle: Shuffle;
  readonly bitUnshuffle: Shuffle;
}

/**
 * Between elements and rows `stride` bytes apart. A unit is what gives one byte of each row: an element, or, where rows are
 * bits, eight of them.
 */
type Kernel = (source: number, stride: number, destination: number, units: number, elementSize: number) => void;
type Kernels = Readonly<Record<keyof Shuffles, Kernel>>;

/** Works on all units of `unit` bytes; answers whether there was memory for that. */
type Move = (kernel: Kernel, source: Uint8Array, destination: Uint8Array, size: number, unit: number) => boolean;

/** Elements are worked on in pieces of about this many bytes, which stay in the first-level cache. */
const pieceLength = 16_384;
/** One vector holds this many bytes of a row. */
const vectorLength = 16;
/** Elements whose bits are shuffled here; Blosc has no longer ones. */
const mostBitElement = 255;
/** The rows of the longest piece of those. */
const tableLength = vectorLength * 8 * mostBitElement;

export async function loadShuffles(): Promise<Shuffles> {
  const engine = await loadEngine<Kernels>(code, tableLength);
  const plain: Shuffles = { shuffle, unshuffle, bitShuffle, bitUnshuffle };
  if (engine === undefined) return plain;

  const road = (name: keyof Shuffles, elementsPerUnit: number, move: Move): Shuffle => {
    return (source, destination, size) => {
      const isWhole = Math.floor(source.length / size) % elementsPerUnit === 0;
      const fits = elementsPerUnit === 1 || size <= mostBitElement;
      const kernel = isWhole && fits ? engine.kernels?.[name] : undefined;
      const isDone = kernel !== undefined && move(kernel, source, destination, size, elementsPerUnit * size);
      if (!isDone) plain[name](source, destination, size);
    };
  };
  return {
    shuffle: road("shuffle", 1, spread),
    unshuffle: road("unshuffle", 1, gather),
    bitShuffle: road("bitShuffle", 8, spread),
    bitUnshuffle: road("bitUnshuffle", 8, gather),
  };
}

/** Elements to rows. */
function spread(...[kernel, source, destination, size, unit]: Parameters<Move>): boolean {
  const { length } = source;
  const units = Math.floor(length / unit);
  let from = pointerOf(source);
  let rows = pointerOf(destination);
  const isCopied = from < 0;
  const isOutside = rows < 0;
  const mark = enter(source, destination);
  const area = reserve((isCopied ? length : 0) + (isOutside ? length : 0));
  leave(mark);
  if (area < 0) return false;
  if (isOutside) rows = area;
  if (isCopied) {
    from = isOutside ? area + length : area;
    memoryBytes().set(source, from);
  }
  const piece = piecesOf(unit);
  for (let first = 0; first < units; first += piece) {
    kernel(from + first * unit, units, rows + first, Math.min(piece, units - first), size);
  }
  memoryBytes().copyWithin(rows + units * unit, from + units * unit, from + length);
  if (isOutside) destination.set(memoryBytes().subarray(rows, rows + length));
  return true;
}

/** Rows to elements; those that lie elsewhere in the end are copied there piece by piece. */
function gather(...[kernel, source, destination, size, unit]: Parameters<Move>): boolean {
  const { length } = source;
  const units = Math.floor(length / unit);
  const piece = piecesOf(unit);
  let rows = pointerOf(source);
  const to = pointerOf(destination);
  const isCopied = rows < 0;
  const mark = enter(source, destination);
  const area = reserve((isCopied ? length : 0) + (to < 0 ? piece * unit : 0));
  leave(mark);
  if (area < 0) return false;
  const bytes = memoryBytes();
  const staging = area + (isCopied ? length : 0);
  if (isCopied) {
    rows = area;
    bytes.set(source, rows);
  }
  const staged = bytes.subarray(staging, staging + piece * unit);
  for (let first = 0; first < units; first += piece) {
    const count = Math.min(piece, units - first);
    kernel(rows + first, units, to < 0 ? staging : to + first * unit, count, size);
    if (to < 0) destination.set(count === piece ? staged : staged.subarray(0, count * unit), first * unit);
  }
  if (to < 0) destination.set(bytes.subarray(rows + units * unit, rows + length), units * unit);
  else bytes.copyWithin(to + units * unit, rows + units * unit, rows + length);
  return true;
}

/** Units of one piece: whole vectors. */
function piecesOf(unit: number): number {
  return Math.max(1, Math.floor(pieceLength / unit / vectorLength)) * vectorLength;
}
