import {
  type Bytes,
  type BytesToBytes,
  checkDecodedLength,
  isZarrError,
  mostBytes,
  type Size,
  ZarrError,
} from "@zarrkit/plugin-api";
import { readHeader, withHeader } from "./header.js";

/** One codec that a chunk applied, with the size of what it decodes to. */
interface Step {
  readonly codec: BytesToBytes;
  readonly size: Size;
}

/** Bound codecs, each applied or skipped as a chunk's header says; the header is chosen when a chunk is written. */
export class Choices {
  constructor(
    readonly codecs: readonly BytesToBytes[],
    readonly headerSize: number,
  ) {}

  decode(source: Bytes, size: Size, out?: Bytes): Bytes {
    const { steps, data } = this.#open(source, size);
    let bytes = data;
    for (const [i, { codec, size }] of steps.entries()) {
      const target = i === steps.length - 1 ? out : undefined;
      bytes = kept(
        codec,
        named(() => codec.decode!(bytes, size, target)),
        target,
      );
    }
    if (!out || bytes === out) return bytes;
    out.set(bytes);
    return out;
  }

  async decodeAsync(source: Bytes, size: Size, signal?: AbortSignal): Promise<Bytes> {
    signal?.throwIfAborted();
    const { steps, data } = this.#open(source, size);
    let bytes = data;
    for (const { codec, size } of steps) {
      const paysAsync = !codec.decode || mostBytes(size) >= (codec.asyncFrom ?? Number.POSITIVE_INFINITY);
      bytes = paysAsync
        ? await codec.decodeAsync!(bytes, size, signal).catch((error) => throwNamed(error))
        : kept(
            codec,
            named(() => codec.decode!(bytes, size)),
          );
    }
    return bytes;
  }

  encode(source: Bytes): Bytes {
    const applied: number[] = [];
    let bytes = source;
    for (const [i, codec] of this.codecs.entries()) {
      const encoded = codec.encode!(bytes);
      if (!pays(encoded, bytes)) continue;
      applied.push(i);
      bytes = encoded;
    }
    return withHeader(applied, this.headerSize, bytes);
  }

  async encodeAsync(source: Bytes, signal?: AbortSignal): Promise<Bytes> {
    const applied: number[] = [];
    let bytes = source;
    for (const [i, codec] of this.codecs.entries()) {
      signal?.throwIfAborted();
      const encoded = codec.encode ? codec.encode(bytes) : await codec.encodeAsync!(bytes, signal);
      if (!pays(encoded, bytes)) continue;
      applied.push(i);
      bytes = encoded;
    }
    signal?.throwIfAborted();
    return withHeader(applied, this.headerSize, bytes);
  }

  /** The data behind the header and what decodes it, last applied first; sizes are exact wherever the codecs' are. */
  #open(source: Bytes, size: Size): { steps: readonly Step[]; data: Bytes } {
    const steps: Step[] = [];
    let here = size;
    for (const i of readHeader(source, this.headerSize, this.codecs.length)) {
      const codec = this.codecs[i]!;
      steps.unshift({ codec, size: here });
      here = codec.encodedSize(here);
    }
    const data = source.subarray(this.headerSize);
    if (steps.length === 0) checkDecodedLength("conditional", data.length, size);
    return { steps, data };
  }
}

/** Filters keep the size and are for the compressor behind them, so only what grows is not worth it. */
function pays(encoded: Bytes, bytes: Bytes): boolean {
  return encoded.length <= bytes.length;
}

/** Borrowed bytes do not outlive the next call of a codec. */
function kept(codec: BytesToBytes, bytes: Bytes, out?: Bytes): Bytes {
  return codec.result === "borrowed" && bytes !== out ? new Uint8Array(bytes) : bytes;
}

function named(decode: () => Bytes): Bytes {
  try {
    return decode();
  } catch (error) {
    throwNamed(error);
  }
}

/** An inner codec's error under the name that stands in the array's own list. */
function throwNamed(error: unknown): never {
  if (!isZarrError(error, "codec-failed")) throw error;
  throw new ZarrError("codec-failed", `conditional: ${error.message}`, {
    fields: { ...error.fields, codec: "conditional" },
    cause: error,
  });
}
