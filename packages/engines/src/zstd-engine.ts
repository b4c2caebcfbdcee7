import { accelerated, type Kernel, loadEngine } from "./engine.js";
import { code } from "./wasm/zstd.js";
import { decodeZstd } from "./zstd-decode.js";

/** Zstandard by WebAssembly where there is one, else in plain TypeScript: one answer from both. */
export interface Zstd {
  /** As `decodeZstd`. What lies in the engines' memory is read and written there. */
  readonly decode: (source: Uint8Array, destination: Uint8Array) => number;
}

/** `areaLength` of assembly/zstd/area.ts. */
export const zstdTableLength = 0x29100;

export async function loadZstd(): Promise<Zstd> {
  const engine = await loadEngine<{ decode: Kernel }>(code, zstdTableLength);
  if (engine === undefined) return { decode: decodeZstd };
  return { decode: accelerated(engine, "decode", decodeZstd) };
}
