import { accelerated, type Kernel, loadEngine } from "./engine.js";
import { decodeLz4 } from "./lz4-decode.js";
import { code } from "./wasm/lz4.js";

/** LZ4 blocks by WebAssembly where there is one, else in plain TypeScript. */
export interface Lz4 {
  /** As `decodeLz4`. */
  readonly decode: (source: Uint8Array, destination: Uint8Array) => number;
}

export async function loadLz4(): Promise<Lz4> {
  const engine = await loadEngine<{ decode: Kernel }>(code);
  if (engine === undefined) return { decode: decodeLz4 };
  return { decode: accelerated(engine, "decode", decodeLz4) };
}
