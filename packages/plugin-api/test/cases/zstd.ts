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
} from "../../src/index.js";

export interface ZstdOptions {
  readonly level?: number;
}

/** The light value; all else is behind `load`. Frames of stored blocks only: RFC 8878, sections 3.1.1.1 and 3.1.1.2. */
export function zstd(options: ZstdOptions = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "zstd",
    aliases: ["numcodecs.zstd"],
    stage: "bytes-bytes",
    configuration: { level: options.level ?? 0 },
    load: async () => zstdModule,
  };
}

const zstdModule: CodecModule<Required<ZstdOptions>, "bytes-bytes"> = {
  parse(configuration, origin) {
    const { level } = parseConfiguration(configuration, origin, ["level"]);
    return { level: parseInteger(level, field(origin, "level"), -131072, 22, origin.format === 2 ? 0 : undefined) };
  },
  toConfiguration: ({ level }) => ({ level }),
  bind: () => bound,
};

const magic = 0xfd2fb528;
const longestBlock = 1 << 17;

const bound: BytesToBytes = {
  encodedSize(decoded) {
    const most = mostBytes(decoded);
    return { atMost: 9 + most + 3 * Math.max(1, Math.ceil(most / longestBlock)) };
  },

  encode(source) {
    const frame: Bytes[] = [header(source.length)];
    let start = 0;
    do {
      const block = source.subarray(start, (start += longestBlock));
      const word = (block.length << 3) | (start >= source.length ? 1 : 0);
      frame.push(Uint8Array.of(word & 255, (word >> 8) & 255, word >> 16), block);
    } while (start < source.length);
    return concatenated(frame);
  },

  decode(source, size, out) {
    const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
    if (source.length < 12 || view.getUint32(0, true) !== magic || source[4] !== 0xa0) {
      throw codecFailed("zstd", "no frame with a 4-byte content size");
    }
    checkDecodedLength("zstd", view.getUint32(5, true), size);
    const decoded = out ?? new Uint8Array(view.getUint32(5, true));
    let filled = 0;
    for (let at = 9, last = false; !last; ) {
      if (at + 3 > source.length) throw codecFailed("zstd", `the frame ends at ${at}, before its last block`);
      const word = view.getUint16(at, true) | ((source[at + 2] ?? 0) << 16);
      const block = source.subarray(at + 3, at + 3 + (word >> 3));
      const fits = block.length === word >> 3 && block.length <= decoded.length - filled;
      if ((word & 6) !== 0 || !fits) throw codecFailed("zstd", `no stored block of this frame at ${at}`);
      decoded.set(block, filled);
      filled += block.length;
      at += 3 + block.length;
      last = (word & 1) === 1;
    }
    if (filled !== decoded.length) throw codecFailed("zstd", `${filled} bytes in blocks, ${decoded.length} promised`);
    return decoded;
  },
};

function header(length: number): Bytes {
  const bytes = new Uint8Array(9);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint8(4, 0xa0); // One segment, content size in 4 bytes, no checksum, no dictionary.
  view.setUint32(5, length, true);
  return bytes;
}

function concatenated(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}
