import { type Bytes, type BytesToBytes, mostBytes, type Size, ZarrError } from "@zarrkit/plugin-api";
import type { Span } from "../bytes/merge-ranges.js";
import type { BoundStage } from "./bind.js";
import { guarded } from "./guarded.js";

interface BytesStage {
  readonly name: string;
  readonly codec: BytesToBytes;
  /** Bound of what the stage decodes to. */
  readonly decoded: Size;
}

/** Several bytes → bytes codecs as one, in encoding order. */
export class BytesChain {
  readonly #stages: readonly BytesStage[];
  readonly #decoded: Size;
  /** True when every stage decodes, or encodes, synchronously: a codec may do only one of the two. */
  readonly decodesSync: boolean;
  readonly encodesSync: boolean;

  constructor(stages: readonly BoundStage<"bytes-bytes">[], decoded: Size) {
    let size = decoded;
    this.#decoded = decoded;
    this.#stages = stages.map(({ name, codec }) => {
      const stage = { name, codec, decoded: size };
      size = codec.encodedSize(size);
      return stage;
    });
    this.decodesSync = stages.every(({ codec }) => codec.decode);
    this.encodesSync = stages.every(({ codec }) => codec.encode);
  }

  /** Bound of the encoded form. */
  encodedSize(decoded: Size = this.#decoded): Size {
    return this.#stages.reduce((size, { codec }) => codec.encodedSize(size), decoded);
  }

  /** True when some stage's asynchronous mode pays for its chunks, or is its only one. */
  get prefersAsync(): boolean {
    return this.#stages.some((stage) => paysAsync(stage));
  }

  /** What a decoded result is; see `BytesToBytes`. */
  get result(): NonNullable<BytesToBytes["result"]> {
    return resultOf(this.#stages);
  }

  /** `size` and `out` are those of the fully decoded form. */
  decode(source: Bytes, size: Size = this.#decoded, out?: Bytes): Bytes {
    const [last] = this.#stages;
    const bytes = this.#decodeToLast(source);
    if (!last) return into(bytes, out);
    return into(
      guarded(last, () => checked(last, last.codec.decode!(bytes, size, out), size)),
      out,
    );
  }

  /** Everything but the stage that is decoded last. */
  #decodeToLast(source: Bytes): Bytes {
    let bytes = source;
    for (const stage of this.#stages.slice(1).reverse()) {
      const { codec, decoded } = stage;
      // Borrowed bytes are read where they lie: the next codec does not work over its source.
      const source = bytes;
      bytes = guarded(stage, () => checked(stage, codec.decode!(source, decoded), decoded));
    }
    return bytes;
  }

  /** True when parts of the decoded form can be had without decoding all of it. */
  get decodesParts(): boolean {
    return this.#stages[0]?.codec.decodePart !== undefined;
  }

  /**
   * Parts of the fully decoded form, each in memory that lasts; `undefined` where that form is not of the size that it should
   * have: to decode it whole then says what is wrong.
   */
  decodeParts(source: Bytes, parts: readonly Span[], size: number): Bytes[] | undefined {
    const lent = this.#decodeToLast(source);
    // Borrowed bytes survive one call, and each part is a call of its own.
    const bytes = resultOf(this.#stages.slice(1)) === "borrowed" ? new Uint8Array(lent) : lent;
    const last = this.#stages[0]!;
    if (!holds(last, bytes, size - 1) || holds(last, bytes, size)) return undefined;
    return parts.map((part) => {
      const size = { exact: part.length };
      const result = guarded(last, () => checked(last, last.codec.decodePart!(bytes, part), size));
      return last.codec.result === "borrowed" ? new Uint8Array(result) : result;
    });
  }

  async decodeAsync(source: Bytes, size: Size = this.#decoded, signal?: AbortSignal): Promise<Bytes> {
    let bytes = source;
    for (let at = this.#stages.length - 1; at >= 0; at--) {
      const stage = this.#stages[at]!;
      const { codec } = stage;
      const bound = at === 0 ? size : stage.decoded;
      if (paysAsync(stage)) {
        const input = bytes;
        const result = await guarded(stage, () => codec.decodeAsync!(input, bound, signal));
        bytes = checked(stage, result, bound);
      } else {
        const result = guarded(stage, () => checked(stage, codec.decode!(bytes, bound), bound));
        // Borrowed bytes do not survive the next await.
        bytes = codec.result === "borrowed" ? new Uint8Array(result) : result;
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
        : await guarded(stage, () => stage.codec.encodeAsync!(input, signal));
    }
    return bytes;
  }
}

function resultOf(stages: readonly BytesStage[]): NonNullable<BytesToBytes["result"]> {
  for (const { codec } of stages) if (codec.result !== "source") return codec.result ?? "fresh";
  return "source";
}

/** Whether the decoded form has a byte there: a codec refuses what lies behind the end. */
function holds({ codec }: BytesStage, bytes: Bytes, offset: number): boolean {
  try {
    return codec.decodePart!(bytes, { offset, length: 1 }).length === 1;
  } catch {
    return false;
  }
}

/** Whether the asynchronous mode is the only one or pays for chunks of this size. */
function paysAsync({ codec, decoded }: BytesStage): boolean {
  return codec.decodeAsync !== undefined && (!codec.decode || mostBytes(decoded) >= codec.asyncFrom!);
}

/** The bytes, in the caller's buffer where one was handed over and the codec did not write there itself. */
function into(bytes: Bytes, out: Bytes | undefined): Bytes {
  if (!out || bytes === out) return bytes;
  out.set(bytes);
  return out;
}

/** A decoded length that is not what the document fixes is an error, whatever the codec thinks. */
function checked({ name }: BytesStage, bytes: Bytes, size: Size): Bytes {
  const fits = "exact" in size ? bytes.length === size.exact : bytes.length <= size.atMost;
  if (fits) return bytes;
  const expected = "exact" in size ? `${size.exact}` : `at most ${size.atMost}`;
  throw new ZarrError(
    "codec-failed",
    `Codec "${name}" decoded ${bytes.length} bytes where ${expected} were expected.`,
    {
      fields: { codec: name },
    },
  );
}
