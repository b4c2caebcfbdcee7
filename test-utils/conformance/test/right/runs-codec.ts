import {
  type Bytes,
  type BytesToBytes,
  type CodecModule,
  type CodecPlugin,
  checkDecodedLength,
  codecFailed,
  field,
  mostBytes,
  parseConfiguration,
  parseInteger,
  rangeWithin,
} from "@zarrkit/plugin-api";

interface RunsConfig {
  readonly longest: number;
}

/** Everything that a bytes → bytes codec can offer. */
export type RunsCodec = Required<BytesToBytes>;

/**
 * A right codec: run lengths behind a length and a checksum. Form: decoded length (4 bytes, little-endian), FNV-1a of the
 * decoded bytes (4 bytes), then pairs of count and byte.
 */
export const runsModule: CodecModule<RunsConfig, "bytes-bytes"> = {
  parse(configuration, origin) {
    const { longest } = parseConfiguration(configuration, origin, ["longest"]);
    return { longest: parseInteger(longest, field(origin, "longest"), 1, 255, 255) };
  },
  toConfiguration: ({ longest }) => ({ longest }),
  bind: ({ longest }) => runsCodec(longest),
};

export function runsPlugin(module: CodecModule<any, "bytes-bytes"> = runsModule): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "runs",
    aliases: ["numcodecs.runs"],
    stage: "bytes-bytes",
    configuration: { longest: 255 },
    load: async () => module,
  };
}

export function runsCodec(longest: number): RunsCodec {
  const codec: RunsCodec = {
    result: "fresh",
    asyncFrom: 1000,
    encodedSize: (decoded) => ({ atMost: 8 + 2 * mostBytes(decoded) }),
    encode(source) {
      const pairs: number[] = [];
      for (let i = 0; i < source.length; ) {
        let end = i + 1;
        while (end < source.length && end - i < longest && source[end] === source[i]) end++;
        pairs.push(end - i, source[i] ?? 0);
        i = end;
      }
      const encoded = new Uint8Array(8 + pairs.length);
      const header = new DataView(encoded.buffer);
      header.setUint32(0, source.length, true);
      header.setUint32(4, sumOf(source), true);
      encoded.set(pairs, 8);
      return encoded;
    },
    decode(source, size, out) {
      if (source.length < 8) throw codecFailed("runs", `${source.length} bytes hold no header`);
      const header = new DataView(source.buffer, source.byteOffset);
      const length = header.getUint32(0, true);
      checkDecodedLength("runs", length, size);
      const decoded = out ?? new Uint8Array(length);
      let filled = 0;
      for (let i = 8; i + 1 < source.length; i += 2) {
        const count = source[i] ?? 0;
        if (count > length - filled) throw codecFailed("runs", "the runs are longer than the value");
        decoded.fill(source[i + 1] ?? 0, filled, (filled += count));
      }
      if (filled !== length || source.length % 2 === 1) throw codecFailed("runs", "the runs end too early");
      if (sumOf(decoded) !== header.getUint32(4, true)) throw codecFailed("runs", "the checksum does not match");
      return decoded;
    },
    async encodeAsync(source, signal) {
      signal?.throwIfAborted();
      return codec.encode(source);
    },
    async decodeAsync(source, size, signal) {
      signal?.throwIfAborted();
      return codec.decode(source, size);
    },
    decodePart(source, part, out) {
      const whole = codec.decode(source, { atMost: 2 ** 24 });
      if (part.offset + part.length > whole.length) throw codecFailed("runs", "the part ends behind the value");
      const bytes = whole.slice(part.offset, part.offset + part.length);
      if (out === undefined) return bytes;
      out.set(bytes);
      return out;
    },
    openPartial: (source) => ({
      size: undefined,
      async read(ranges, signal) {
        signal?.throwIfAborted();
        const [encoded = new Uint8Array(0)] = await source.read([{ offset: 0 }], signal);
        const whole = codec.decode(encoded, { atMost: 2 ** 24 });
        return ranges.map((range) => {
          const { offset, length } = rangeWithin(range, whole.length);
          return whole.slice(offset, offset + length);
        });
      },
    }),
  };
  return codec;
}

export function sumOf(bytes: Bytes): number {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum;
}
