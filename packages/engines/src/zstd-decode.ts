import { CorruptData, DestinationFull } from "./corrupt-data.js";
import { type NodeZlib, nodeZlib } from "./node-zlib.js";
import type { ZstdFrame } from "./zstd-frame.js";

/**
 * Decodes frames, measured by `zstdFrames`, one after the other into `destination` and answers how many bytes that gave.
 * Throws `CorruptData` when a frame is malformed, its checksum is wrong, it gives not what its header declares, or all
 * give more than `destination` holds.
 */
export type ZstdDecode = (source: Uint8Array, frames: readonly ZstdFrame[], destination: Uint8Array) => number;

let loading: Promise<ZstdDecode> | undefined;

/** Node's own zstd where it has one (from 22.15 and 23.8), else a WebAssembly module, loaded once. */
export function loadZstdDecode(): Promise<ZstdDecode> {
  loading ??= nodeZlib?.zstdDecompressSync
    ? Promise.resolve(checked(decodeNode(nodeZlib.zstdDecompressSync, nodeZlib.constants)))
    : loadScript().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
  return loading;
}

/** The low half of XXH64 of no bytes. Frames without content never reach the engine. */
const checksumOfNothing = 0x51d8e999;

type Decode = (source: Uint8Array, frame: ZstdFrame, capacity: number) => Uint8Array;

function checked(decode: Decode): ZstdDecode {
  return (source, frames, destination) => {
    let length = 0;
    for (const frame of frames) {
      const { contentSize, mostContent, checksum, start, end } = frame;
      const room = destination.length - length;
      if (mostContent === 0) {
        if (checksum !== undefined && checksum !== checksumOfNothing) throw malformed(frame, 0);
        continue;
      }
      if (contentSize !== undefined && contentSize > room)
        throw new DestinationFull("the zstd data", destination.length);
      const capacity = Math.min(mostContent, room);
      const content = decode(source.subarray(start, end), frame, capacity);
      if (content.length > room) throw new DestinationFull("the zstd data", destination.length);
      if (contentSize !== undefined && content.length !== contentSize) throw malformed(frame, capacity);
      destination.set(content, length);
      length += content.length;
    }
    return length;
  };
}

function decodeNode(decompress: NonNullable<NodeZlib["zstdDecompressSync"]>, constants: NodeZlib["constants"]): Decode {
  return (bytes, frame, capacity) => {
    // A window of known content is never allocated longer than that; otherwise Node's own limit of 2^27 bytes stands.
    const params = frame.contentSize === undefined ? {} : { [constants["ZSTD_d_windowLogMax"]!]: 31 };
    try {
      return decompress(bytes, {
        chunkSize: Math.max(64, capacity + 1),
        maxOutputLength: Math.max(1, capacity),
        params,
      });
    } catch (error) {
      if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE")
        throw new DestinationFull("the zstd data", capacity);
      throw malformed(frame, capacity, error);
    }
  };
}

/** What the module's memory holds, less its own needs: it declares at most 2 GiB. */
const mostMemory = 2 ** 31 - 2 ** 24;

async function loadScript(): Promise<ZstdDecode> {
  const { ZSTDDecoder } = await import("zstddec");
  const decoder = new ZSTDDecoder();
  await withoutNetwork(() => decoder.init());
  return checked((bytes, frame, capacity) => {
    // The module chooses a length itself when it is handed 0, and answers errors with no bytes.
    if (capacity === 0) throw new DestinationFull("the zstd data", capacity);
    if (bytes.length + capacity > mostMemory) {
      throw new RangeError(`a frame of ${capacity} bytes is more than zstd's WebAssembly memory holds`);
    }
    let content: Uint8Array;
    try {
      content = decoder.decode(bytes, capacity);
    } catch (error) {
      throw malformed(frame, capacity, error);
    }
    if (content.length === 0) throw malformed(frame, capacity);
    return content;
  });
}

/**
 * The package asks `fetch` for its own `data:` URL. A page's policy (connect-src) may forbid that, and whoever watches
 * requests would see it, so for that one synchronous call `fetch` decodes the URL itself.
 */
function withoutNetwork<T>(run: () => T): T {
  const { fetch } = globalThis;
  globalThis.fetch = ((url: string) => {
    const text = atob(url.slice(url.indexOf(",") + 1));
    return Promise.resolve(new Response(Uint8Array.from(text, (character) => character.charCodeAt(0))));
  }) as typeof fetch;
  try {
    return run();
  } finally {
    globalThis.fetch = fetch;
  }
}

function malformed({ start, contentSize }: ZstdFrame, capacity: number, cause?: unknown): CorruptData {
  const length =
    contentSize === undefined ? `more than ${capacity} bytes` : `other than the ${contentSize} bytes it states`;
  return new CorruptData(`the zstd frame at byte ${start} is malformed, fails its checksum, or gives ${length}`, {
    cause,
  });
}
