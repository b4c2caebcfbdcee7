import { type Bytes, type BytesToBytes, type Size, ZarrError } from "@zarrkit/plugin-api";
import type { BoundStage } from "./bind.js";
import { asCodecError, guarded } from "./guarded.js";

interface BytesStage {
  readonly name: string;
  readonly codec: BytesToBytes;
  /** Bound of what the stage decodes to. */
  readonly decoded: Size;
}

/** Several bytes → bytes codecs as one, in encoding order. */
export class BytesChain {
  readonly #stages: readonly BytesStage[];
  /** Bound of the encoded form. */
  readonly encodedSize: Size;
  /** True when every stage can work synchronously. */
  readonly sync: boolean;

  constructor(stages: readonly BoundStage<"bytes-bytes">[], decodedSize: Size) {
    let size = decodedSize;
    this.#stages = stages.map(({ name, codec }) => {
      const stage = { name, codec, decoded: size };
      size = codec.encodedSize(size);
      return stage;
    });
    this.encodedSize = size;
    this.sync = stages.every(({ codec }) => codec.decode && codec.encode);
  }

  /** True when some stage's asynchronous mode pays for its chunks, or is its only one. */
  get prefersAsync(): boolean {
    return this.#stages.some(
      ({ codec, decoded }) => codec.decodeAsync && (!codec.decode || bound(decoded) >= codec.asyncFrom!),
    );
  }

  decode(source: Bytes): Bytes {
    let bytes = source;
    for (const stage of this.#backwards()) {
      bytes = guarded(stage, () => checked(stage, stage.codec.decode!(bytes, stage.decoded)));
    }
    return bytes;
  }

  async decodeAsync(source: Bytes, signal?: AbortSignal): Promise<Bytes> {
    let bytes = source;
    for (const stage of this.#backwards()) {
      const { codec, decoded } = stage;
      if (codec.decodeAsync && (!codec.decode || bound(decoded) >= codec.asyncFrom!)) {
        const input = bytes;
        bytes = checked(stage, await guardedAsync(stage, () => codec.decodeAsync!(input, decoded, signal), signal));
      } else {
        const result = guarded(stage, () => checked(stage, codec.decode!(bytes, decoded)));
        // Borrowed bytes do not survive the next await.
        bytes = codec.result === "borrowed" ? result.slice() : result;
      }
    }
    return bytes;
  }

  encode(source: Bytes): Bytes {
    let bytes = source;
    for (const stage of this.#stages) bytes = guarded(stage, () => stage.codec.encode!(bytes));
    return bytes;
  }

  async encodeAsync(source: Bytes, signal?: AbortSignal): Promise<Bytes> {
    let bytes = source;
    for (const stage of this.#stages) {
      const input = bytes;
      bytes = stage.codec.encode
        ? guarded(stage, () => stage.codec.encode!(input))
        : await guardedAsync(stage, () => stage.codec.encodeAsync!(input, signal), signal);
    }
    return bytes;
  }

  #backwards(): BytesStage[] {
    return [...this.#stages].reverse();
  }
}

export function bound(size: Size): number {
  return "exact" in size ? size.exact : size.atMost;
}

/** A decoded length that is not what the document fixes is an error, whatever the codec thinks. */
function checked({ name, decoded }: BytesStage, bytes: Bytes): Bytes {
  const fits = "exact" in decoded ? bytes.length === decoded.exact : bytes.length <= decoded.atMost;
  if (fits) return bytes;
  const expected = "exact" in decoded ? `${decoded.exact}` : `at most ${decoded.atMost}`;
  throw new ZarrError(
    "codec-failed",
    `Codec "${name}" decoded ${bytes.length} bytes where ${expected} were expected.`,
    {
      fields: { codec: name },
    },
  );
}

async function guardedAsync<T>(stage: BytesStage, run: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await run();
  } catch (error) {
    signal?.throwIfAborted();
    throw asCodecError(error, stage.name);
  }
}
