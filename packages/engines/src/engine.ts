import { engineMemory, enter, leave, memoryBytes, pointerOf, Reach, reserve, reserveTables } from "./memory.js";

/**
 * What an engine exports: functions of pointers that answer how many bytes they wrote, or a negative number for a source
 * they do not take. `option` is what the function is told beside: a level, the size of an element.
 */
export type Kernel = (source: number, length: number, destination: number, capacity: number, option: number) => number;

/** The same over bytes wherever they lie, as every plain kernel is written. */
export type PlainKernel = (source: Uint8Array, destination: Uint8Array, option?: number) => number;

/** Each module is compiled once. */
const compiled = new Map<string, Promise<Engine<object> | undefined>>();
let isAllowed = true;

/** Whether engines are loaded from now on, or plain kernels take their place: the switch with which both are tested. */
export function useWebAssembly(allowed: boolean): void {
  isAllowed = allowed;
}

/**
 * Loads an engine from the text of its module, in hexadecimal; `undefined` where WebAssembly or its SIMD instructions are missing, a page's
 * policy forbids them, or there is no memory. An engine with tables exports `prepare(pointer)`, which is called once per
 * memory with `tableLength` bytes that stay its own; they hold anything.
 */
export async function loadEngine<Kernels extends object>(
  code: string,
  tableLength = 0,
): Promise<Engine<Kernels> | undefined> {
  if (!isAllowed) return undefined;
  let engine = compiled.get(code);
  if (engine === undefined) {
    engine = compile(code, tableLength);
    compiled.set(code, engine);
  }
  return engine as Promise<Engine<Kernels> | undefined>;
}

async function compile(code: string, tableLength: number): Promise<Engine<object> | undefined> {
  try {
    const bytes = Uint8Array.from({ length: code.length / 2 }, (_, i) =>
      Number.parseInt(code.slice(2 * i, 2 * i + 2), 16),
    );
    const engine = new Engine<object>(await WebAssembly.compile(bytes), reserveTables(tableLength));
    return engine.kernels && engine;
  } catch {
    return undefined;
  }
}

/** A compiled module, instantiated over the memory of this thread, and again when that has been released. */
export class Engine<Kernels extends object> {
  readonly #module: WebAssembly.Module;
  readonly #tables: number;
  /** Weak, so that a memory that has been released is not held by engines that are not called again. */
  readonly #instances = new WeakMap<WebAssembly.Memory, Kernels>();

  constructor(module: WebAssembly.Module, tables: number) {
    this.#module = module;
    this.#tables = tables;
  }

  /** What the module exports; `undefined` where there is no memory. */
  get kernels(): Kernels | undefined {
    const memory = engineMemory();
    if (memory === undefined) return undefined;
    let kernels = this.#instances.get(memory);
    if (kernels === undefined) {
      kernels = this.#instantiate(memory);
      this.#instances.set(memory, kernels);
    }
    return kernels;
  }

  #instantiate(memory: WebAssembly.Memory): Kernels {
    const { exports } = new WebAssembly.Instance(this.#module, { env: { memory } });
    const { prepare } = exports as { prepare?: (tables: number) => void };
    prepare?.(this.#tables);
    return exports as unknown as Kernels;
  }
}

/**
 * A plain kernel done by an engine. What the engine does not take, the plain kernel is asked again: so a damaged source
 * is refused in the same words on both roads, and what is more than the memory may hold is done nevertheless.
 */
export function accelerated<Name extends string>(
  engine: Engine<Record<Name, Kernel>>,
  name: Name,
  plain: PlainKernel,
): PlainKernel {
  return (source, destination, option = 0) => {
    const kernel = engine.kernels?.[name];
    // The memory may have grown when the plain kernel is asked.
    const from = new Reach(source);
    const to = new Reach(destination);
    const written = kernel === undefined ? -1 : callKernel(kernel, source, destination, option);
    return written < 0 ? plain(from.bytes, to.bytes, option) : written;
  };
}

/**
 * Calls a kernel with bytes wherever they lie: those in the engines' memory are read and written in place, others are
 * copied in and out once. Answers −1 too when the memory may not grow so far.
 */
export function callKernel(kernel: Kernel, source: Uint8Array, destination: Uint8Array, option = 0): number {
  const { length } = source;
  const { length: capacity } = destination;
  let from = pointerOf(source);
  let to = pointerOf(destination);
  const mark = enter(source, destination);
  try {
    const isCopied = from < 0;
    if (isCopied) from = reserve(length);
    const isOutside = to < 0;
    if (isOutside) to = reserve(capacity);
    if (from < 0 || to < 0) return -1;
    if (isCopied) memoryBytes().set(source, from);
    const written = kernel(from, length, to, capacity, option);
    if (isOutside && written > 0) destination.set(memoryBytes().subarray(to, to + written));
    return written;
  } finally {
    leave(mark);
  }
}
