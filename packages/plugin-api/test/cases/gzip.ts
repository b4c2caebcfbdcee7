import { gunzipSync, gzipSync } from "node:zlib";
import {
  type AsyncBytes,
  type Bytes,
  type BytesToBytes,
  type CodecPlugin,
  checkDecodedLength,
  codecFailed,
  field,
  mostBytes,
  parseConfiguration,
  parseInteger,
  type SyncBytes,
} from "../../src/index.js";

type Road = "synchronous" | "asynchronous" | "both";

/** gzip on one road or on both: what a runtime has decides which methods a bound codec offers. */
export function gzip(road: Road = "both", level = 5): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "gzip",
    aliases: ["numcodecs.gzip"],
    stage: "bytes-bytes",
    configuration: { level },
    load: async () => ({
      parse(configuration, origin) {
        const { level: given } = parseConfiguration(configuration, origin, ["level"]);
        return { level: parseInteger(given, field(origin, "level"), 0, 9) };
      },
      toConfiguration: (config: { readonly level: number }) => ({ ...config }),
      bind: (config: { readonly level: number }) => boundGzip(config.level, road),
    }),
  };
}

function boundGzip(level: number, road: Road): BytesToBytes {
  const encodedSize: BytesToBytes["encodedSize"] = (decoded) => {
    const most = mostBytes(decoded);
    return { atMost: most + 5 * (Math.floor(most / 16_383) + 1) + 18 };
  };
  if (road === "synchronous") return { encodedSize, ...synchronous(level) };
  if (road === "asynchronous") return { encodedSize, ...asynchronous };
  return { encodedSize, ...synchronous(level), ...asynchronous };
}

function synchronous(level: number): SyncBytes {
  return {
    encode: (source) => new Uint8Array(gzipSync(source, { level })),
    decode(source, size, out) {
      const decoded = unzipped(source, mostBytes(size));
      checkDecodedLength("gzip", decoded.length, size);
      out?.set(decoded);
      return out ?? decoded;
    },
  };
}

function unzipped(source: Bytes, most: number): Bytes {
  try {
    return new Uint8Array(gunzipSync(source, { maxOutputLength: most + 1 }));
  } catch (cause) {
    throw codecFailed("gzip", (cause as Error).message, cause);
  }
}

const asynchronous: AsyncBytes = {
  asyncFrom: 65_536,
  encodeAsync: (source, signal) => through(source, new CompressionStream("gzip"), Infinity, signal),
  async decodeAsync(source, size, signal) {
    const decoded = await through(source, new DecompressionStream("gzip"), mostBytes(size), signal);
    checkDecodedLength("gzip", decoded.length, size);
    return decoded;
  },
};

async function through(
  source: Bytes,
  transform: GenericTransformStream,
  most: number,
  signal?: AbortSignal,
): Promise<Bytes> {
  signal?.throwIfAborted();
  const stream = new Blob([Uint8Array.from(source)]).stream().pipeThrough(transform);
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of stream as unknown as AsyncIterable<Uint8Array>) {
      signal?.throwIfAborted();
      pieces.push(piece);
      length += piece.length;
      if (length > most) throw codecFailed("gzip", `more than ${most} bytes come out`);
    }
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw codecFailed("gzip", (cause as Error).message, cause);
  }
  const joined = new Uint8Array(length);
  let end = 0;
  for (const piece of pieces) {
    joined.set(piece, end);
    end += piece.length;
  }
  return joined;
}
