/** The part of Node's `zlib` that is used, so that this package needs no Node types. */
export interface NodeZlib {
  inflateRawSync(source: Uint8Array, options: InflateOptions): InflateResult;
  inflateRaw(
    source: Uint8Array,
    options: InflateOptions,
    done: (error: Error | null, result: InflateResult) => void,
  ): void;
  deflateRawSync(source: Uint8Array, options: { readonly level: number }): Uint8Array;
  deflateRaw(
    source: Uint8Array,
    options: { readonly level: number },
    done: (error: Error | null, result: Uint8Array) => void,
  ): void;
  /** From Node 20.15 and 22.2. */
  crc32?(data: Uint8Array, start?: number): number;
  /** From Node 22.15 and 23.8. */
  zstdDecompressSync?(source: Uint8Array, options: ZstdOptions): Uint8Array;
  zstdCompressSync?(
    source: Uint8Array,
    options: { readonly params: Readonly<Record<number, number>>; readonly pledgedSrcSize: number },
  ): Uint8Array;
  readonly constants: Readonly<Record<string, number>>;
}

interface ZstdOptions {
  readonly chunkSize: number;
  readonly maxOutputLength: number;
  readonly params: Readonly<Record<number, number>>;
}

interface InflateOptions {
  readonly info: true;
  readonly chunkSize: number;
  readonly maxOutputLength: number;
}

export interface InflateResult {
  readonly buffer: Uint8Array;
  /** `bytesWritten` counts what the engine took of its source. */
  readonly engine: { readonly bytesWritten: number };
}

/**
 * Node's zlib where there is one (Node from 20.16, and what imitates it in full), else `undefined`. It is asked of the
 * running process, not imported, so that a bundle for browsers neither holds nor misses it.
 */
export const nodeZlib: NodeZlib | undefined = /* @__PURE__ */ builtinZlib();

function builtinZlib(): NodeZlib | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  const zlib = process?.getBuiltinModule?.("zlib") as NodeZlib | undefined;
  return zlib !== undefined && tellsWhereStreamsEnd(zlib) ? zlib : undefined;
}

/** Other runtimes have the module without this option, and then another result. */
function tellsWhereStreamsEnd(zlib: NodeZlib): boolean {
  const nothing = Uint8Array.of(3, 0);
  const result: Partial<InflateResult> = zlib.inflateRawSync(nothing, {
    info: true,
    chunkSize: 64,
    maxOutputLength: 64,
  });
  return result.engine?.bytesWritten === nothing.length;
}
