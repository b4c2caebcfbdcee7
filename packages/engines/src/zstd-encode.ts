import { type NodeZlib, nodeZlib } from "./node-zlib.js";
import { xxh64 } from "./xxh64.js";

/** One frame that states its content size; with `checksum`, one that carries it. */
export type ZstdEncode = (source: Uint8Array, level: number, checksum: boolean) => Uint8Array;

/** What libzstd takes for level 0. */
export const defaultZstdLevel = 3;

/** Node's own encoder, where it has one: synchronous, all levels. */
export const encodeZstdNode: ZstdEncode | undefined =
  nodeZlib?.zstdCompressSync && ((source, level, checksum) => encodeNode(nodeZlib!, source, level, checksum));

/** The lowest level that the loaded encoder has; lower ones would silently be taken for the default. */
export const leastScriptLevel = 0;

/** The package that brings an encoder is not installed. */
export class EncoderMissing extends Error {
  override readonly name = "EncoderMissing";

  constructor(cause: unknown) {
    const reason = "this platform has no encoder of its own (Node has one from 22.15), and the package that brings one";
    super(`${reason} cannot be loaded: run \`npm install numcodecs\``, { cause });
  }
}

/** Makes sure that `encodeZstdScript` can be called; rejects with `EncoderMissing`. */
export async function loadZstdEncoder(): Promise<typeof import("numcodecs/zstd")> {
  // Bundlers leave a missing module be where its absence is caught.
  try {
    return await import("numcodecs/zstd");
  } catch (error) {
    throw new EncoderMissing(error);
  }
}

/** The WebAssembly encoder, a large module that only writers need, of a package that only they install. */
export async function encodeZstdScript(source: Uint8Array, level: number, checksum: boolean): Promise<Uint8Array> {
  const { default: Zstd } = await loadZstdEncoder();
  const frame = await Zstd.fromConfig({ id: "zstd", level: level === 0 ? defaultZstdLevel : level }).encode(source);
  return checksum ? withChecksum(frame, source) : frame;
}

/** Sets the flag in the frame's header and appends what it announces (RFC 8878, section 3.1.1). */
export function withChecksum(frame: Uint8Array, content: Uint8Array): Uint8Array {
  const marked = new Uint8Array(frame.length + 4);
  marked.set(frame);
  marked[4]! |= 0x04;
  new DataView(marked.buffer).setUint32(frame.length, Number(xxh64(content) & 0xffffffffn), true);
  return marked;
}

function encodeNode({ zstdCompressSync, constants }: NodeZlib, source: Uint8Array, level: number, checksum: boolean) {
  const frame = zstdCompressSync!(source, {
    params: {
      [constants["ZSTD_c_compressionLevel"]!]: level,
      [constants["ZSTD_c_checksumFlag"]!]: checksum ? 1 : 0,
    },
    pledgedSrcSize: source.length,
  });
  // Node's Buffer may lie in memory that it shares with others, and its `slice` does not copy.
  return new Uint8Array(frame);
}
