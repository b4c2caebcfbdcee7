import { accelerated, type Kernel, loadEngine, type PlainKernel } from "./engine.js";
import { decodeLz4 } from "./lz4-decode.js";
import { encodeLz4 } from "./lz4-encode.js";
import { code } from "./wasm/lz4.js";

/** LZ4 blocks by WebAssembly where there is one, else in plain TypeScript. */
export interface Lz4 {
  /** As `decodeLz4`. */
  readonly decode: (source: Uint8Array, destination: Uint8Array) => number;
  /** As `encodeLz4`: the last parameter is the acceleration. */
  readonly encode: PlainKernel;
}

/** The hash table of the encoder, 4 bytes for each of 2^13 hashes, and the patterns of the decoder. */
const tableLength = 4 * 2 ** 13 + 272;

export async function loadLz4(): Promise<Lz4> {
  const engine = await loadEngine<Record<"decode" | "encode", Kernel>>(code, tableLength);
  if (engine === undefined) return { decode: decodeLz4, encode: encodeLz4 };
  const decode = accelerated(engine, "decode", decodeLz4);
  return {
    // A block as long as what it holds is nearly all literals, which the plain kernel copies straight to where they go.
    decode: (source, destination) =>
      source.length < destination.length ? decode(source, destination) : decodeLz4(source, destination),
    encode: accelerated(engine, "encode", encodeLz4),
  };
}
