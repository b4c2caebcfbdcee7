import {
  type Bytes,
  type BytesToBytes,
  type CodecModule,
  type CodecPlugin,
  checkDecodedLength,
  codecFailed,
  field,
  parseChoice,
  parseConfiguration,
  parseInteger,
} from "../../src/index.js";

interface Blosc {
  readonly cname: "lz4" | "zstd";
  /** Completed from the chunk spec when it is written: documents of v2 do not hold it. */
  readonly typesize: number | undefined;
}

/** blosc, frames that are stored uncompressed only (flag 2). Shows partial decoding and a configuration completed from the spec. */
export function blosc(): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "blosc",
    aliases: ["numcodecs.blosc"],
    stage: "bytes-bytes",
    configuration: { cname: "lz4" },
    load: async () => bloscModule,
  };
}

const bloscModule: CodecModule<Blosc, "bytes-bytes"> = {
  parse(configuration, origin) {
    const { cname, typesize } = parseConfiguration(configuration, origin, ["cname", "typesize"]);
    return {
      cname: parseChoice(cname, field(origin, "cname"), ["lz4", "zstd"]),
      typesize: typesize === undefined ? undefined : parseInteger(typesize, field(origin, "typesize"), 1, 255),
    };
  },
  toConfiguration: ({ cname, typesize }, target, { elementSize }) =>
    target.format === 2 ? { cname } : { cname, typesize: typesize ?? elementSize },
  bind: ({ typesize }, spec) => boundBlosc(typesize ?? spec.elementSize),
};

const headerLength = 16;

function boundBlosc(typesize: number): BytesToBytes {
  return {
    result: "source",
    encodedSize: (decoded) =>
      "exact" in decoded ? { exact: headerLength + decoded.exact } : { atMost: headerLength + decoded.atMost },
    encode(source) {
      const frame = new Uint8Array(headerLength + source.length);
      const view = new DataView(frame.buffer);
      frame.set([2, 1, 2, typesize]);
      view.setUint32(4, source.length, true);
      view.setUint32(8, source.length, true);
      view.setUint32(12, frame.length, true);
      frame.set(source, headerLength);
      return frame;
    },
    decode(source, size, out) {
      const stored = storedBytes(source);
      checkDecodedLength("blosc", stored.length, size);
      out?.set(stored);
      return out ?? stored;
    },
    decodePart(source, { offset, length }, out) {
      const stored = storedBytes(source);
      if (offset + length > stored.length) throw codecFailed("blosc", `${stored.length} bytes end before the part`);
      const part = stored.subarray(offset, offset + length);
      out?.set(part);
      return out ?? part;
    },
  };
}

function storedBytes(source: Bytes): Bytes {
  if (source.length < headerLength) throw codecFailed("blosc", `${source.length} bytes hold no header`);
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const length = view.getUint32(4, true);
  const sound = source[0] === 2 && ((source[2] ?? 0) & 2) !== 0 && view.getUint32(12, true) === source.length;
  if (!sound || source.length !== headerLength + length) throw codecFailed("blosc", "no stored frame of this length");
  return source.subarray(headerLength);
}
