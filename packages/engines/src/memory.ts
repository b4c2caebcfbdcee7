/**
 * The one WebAssembly memory of this thread. It holds, from the bottom: a table area for every engine, for good; then what
 * the calls that run at this moment work in, as a stack. Nothing is allocated or freed one by one: a call raises the top
 * and lowers it when it ends. A result that is lent lies above the top, until the next call takes its place.
 */

const pageLength = 65_536;
/** Work areas begin at multiples of this, the length of a cache line. */
const alignment = 64;

let memory: WebAssembly.Memory | undefined;
/** All of the memory; made anew when it has grown. */
let bytes = new Uint8Array(0);
/** Table areas keep their places when the memory is dropped, so that engines find them again in the next one. */
let tablesEnd = alignment;
/** Where the free part of the work stack begins; 0 while no call runs. */
let top = 0;
let limit = 2 ** 30;

/** The memory, made at the first call; `undefined` where the platform gives none. */
export function engineMemory(): WebAssembly.Memory | undefined {
  if (memory === undefined) {
    try {
      memory = new WebAssembly.Memory({ initial: Math.ceil(tablesEnd / pageLength) });
      bytes = new Uint8Array(memory.buffer);
    } catch {
      return undefined;
    }
  }
  return memory;
}

/** All of the memory as it is now. A view of it is lost when the memory grows: keep pointers, not views, over a call. */
export function memoryBytes(): Uint8Array<ArrayBuffer> {
  return bytes;
}

/** Keeps an area for an engine's tables, for good, and answers its pointer. Called between calls of engines only. */
export function reserveTables(length: number): number {
  const pointer = tablesEnd;
  tablesEnd = aligned(pointer + length);
  // The memory may be there already, and shorter.
  if (memory !== undefined) grownTo(tablesEnd);
  return pointer;
}

/** Where these bytes lie in the memory, or −1 when they lie elsewhere. */
export function pointerOf(view: Uint8Array): number {
  return view.buffer === bytes.buffer ? view.byteOffset : -1;
}

/**
 * Begins a call that works with these bytes: what it reserves lies outside of them and of everything that calls around it
 * reserved. Answers a mark for `leave`.
 */
export function enter(source: Uint8Array, destination?: Uint8Array): number {
  const mark = top;
  if (top === 0) top = tablesEnd;
  if (source.buffer === bytes.buffer) top = Math.max(top, aligned(source.byteOffset + source.length));
  if (destination?.buffer === bytes.buffer) {
    top = Math.max(top, aligned(destination.byteOffset + destination.length));
  }
  return mark;
}

/** Ends the call that `enter` began, and gives back all it reserved. */
export function leave(mark: number): void {
  top = mark;
}

/** A work area of the running call, to be reached for again after each call of an engine; beyond the limit, ordinary memory. */
export function workArea(length: number): Reach {
  const pointer = memory === undefined ? -1 : reserve(length);
  return new Reach(pointer < 0 ? new Uint8Array(length) : new Uint8Array(bytes.buffer, pointer, length));
}

/** A work area of the running call; answers its pointer, or −1 beyond the limit. Views made before may be lost. */
export function reserve(length: number): number {
  const pointer = top;
  const end = aligned(pointer + length);
  // Kernels may read a vector or two beyond the end of what they are handed.
  if (!grownTo(end + alignment)) return -1;
  top = end;
  return pointer;
}

/**
 * Memory for a result that is lent: valid until the next call of an engine but the one that is to fill it. It does not
 * overlap `source`. The memory may grow for it, and in the call that fills it, so hold both by `Reach`. Beyond the limit, and where
 * there is no WebAssembly, it is the caller's own.
 */
export function borrow(length: number, source: Uint8Array): Uint8Array<ArrayBuffer> {
  if (memory === undefined) return new Uint8Array(length);
  const mark = enter(source);
  const pointer = reserve(length);
  leave(mark);
  return pointer < 0 ? new Uint8Array(length) : new Uint8Array(bytes.buffer, pointer, length);
}

/** Bytes that stay within reach while the memory grows, wherever they lie. */
export class Reach {
  readonly #pointer: number;
  readonly #length: number;
  #bytes: Uint8Array;

  constructor(view: Uint8Array) {
    this.#pointer = pointerOf(view);
    this.#length = view.length;
    this.#bytes = view;
  }

  /** All of them, by a view that is good until the next call of an engine. */
  get bytes(): Uint8Array {
    if (this.#pointer >= 0 && this.#bytes.buffer !== bytes.buffer) {
      this.#bytes = new Uint8Array(bytes.buffer, this.#pointer, this.#length);
    }
    return this.#bytes;
  }
}

/** Drops the memory with all that lies in it. The next call begins with a new one, as small as it needs. */
export function releaseMemory(): void {
  memory = undefined;
  bytes = new Uint8Array(0);
}

/** What the memory grows to at most, 1 GiB unless told; a call that needs more runs in plain TypeScript. */
export function limitMemory(length: number): void {
  // Pointers stay positive as signed integers of 32 bits, as engines take them.
  limit = Math.min(length, 2 ** 31 - pageLength);
}

function grownTo(end: number): boolean {
  if (end <= bytes.length) return true;
  if (memory === undefined || end > limit) return false;
  try {
    memory.grow(Math.ceil((end - bytes.length) / pageLength));
  } catch {
    return false;
  }
  bytes = new Uint8Array(memory.buffer);
  return true;
}

function aligned(pointer: number): number {
  return Math.ceil(pointer / alignment) * alignment;
}
