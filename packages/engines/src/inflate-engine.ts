import { callKernel, type Kernel, loadEngine } from "./engine.js";
import { type Inflated, inflateRaw } from "./inflate.js";
import { Reach } from "./memory.js";
import { nodeZlib } from "./node-zlib.js";
import { code } from "./wasm/inflate.js";

/** As `inflateRaw`. */
export type Inflate = (source: Uint8Array, from: number, destination: Uint8Array) => Inflated;

interface Kernels {
  readonly inflate: Kernel;
  /** Bytes of the source that the last successful call took. */
  readonly consumed: () => number;
}

/** `areaLength` of assembly/inflate/area.ts. */
export const inflateTableLength = 0x8480;

/** The road to take, and from how many decoded bytes on what the platform awaits is the better one. */
export interface InflateRoad {
  readonly inflate: Inflate;
  readonly asyncFrom: number;
}

/**
 * Raw DEFLATE by Node's zlib where there is one, else by WebAssembly, else in plain TypeScript. The engine is twice as fast
 * as a browser's `DecompressionStream`, which still is what lets a page go on where one call would take long.
 */
export async function loadInflate(): Promise<InflateRoad> {
  const engine = nodeZlib ? undefined : await loadInflateEngine();
  return engine ? { inflate: engine, asyncFrom: 2 ** 21 } : { inflate: inflateRaw, asyncFrom: 2 ** 16 };
}

/** By WebAssembly wherever it runs; `undefined` where it does not. */
export async function loadInflateEngine(): Promise<Inflate | undefined> {
  const engine = await loadEngine<Kernels>(code, inflateTableLength);
  if (engine === undefined) return undefined;
  return (source, from, destination) => {
    const { kernels } = engine;
    const [reach, target] = [new Reach(source), new Reach(destination)];
    const length = kernels === undefined ? -1 : callKernel(kernels.inflate, source.subarray(from), destination);
    // What the engine does not take is done, or refused, by the plain kernel.
    return length < 0 ? inflateRaw(reach.bytes, from, target.bytes) : { sourceEnd: from + kernels!.consumed(), length };
  };
}
