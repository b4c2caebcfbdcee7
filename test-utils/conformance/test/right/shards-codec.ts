import {
  type ArrayToBytes,
  type ByteOrder,
  type Bytes,
  type ChunkSpec,
  type CodecModule,
  type CodecPlugin,
  codecFailed,
  field,
  invalid,
  type Pipeline,
  parseConfiguration,
  type Region,
  type Subchunks,
  type Tools,
  type View,
} from "@zarrkit/plugin-api";
import { plainCodec } from "./plain-codec.js";

/** A right codec with subchunks along one axis: inner chunks one after the other, then an index of 4-byte words. */
export const shardsModule: CodecModule<number, "array-bytes"> = {
  parse(configuration, origin) {
    const { rows } = parseConfiguration(configuration, origin, ["rows"]);
    if (!Number.isInteger(rows) || (rows as number) < 1)
      throw invalid(field(origin, "rows"), "expected rows per inner chunk");
    return rows as number;
  },
  toConfiguration: (rows) => ({ rows }),
  bind: shardsCodec,
};

export function shardsPlugin(module: CodecModule<any, "array-bytes"> = shardsModule): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "shards",
    stage: "array-bytes",
    configuration: { rows: 2 },
    load: async () => module,
  };
}

const endian: ByteOrder = "little";

export function shardsCodec(
  rows: number,
  spec: ChunkSpec,
  tools: Tools,
): ArrayToBytes & { readonly subchunks: Subchunks } {
  const shape = [rows, ...spec.shape.slice(1)];
  const inner: ChunkSpec = { ...spec, shape };
  const pipeline: Pipeline & ReturnType<typeof plainCodec> = { ...plainCodec(endian, inner), spec: inner };
  const count = (spec.shape[0] ?? 0) / rows;
  const innerLength = (pipeline.encodedSize as { exact: number }).exact;
  const indexLength = count * 8;

  const subchunks: Subchunks = {
    shape,
    pipeline,
    indexRange: { suffix: indexLength },
    readIndex(bytes, valueSize) {
      if (bytes.length !== indexLength)
        throw codecFailed("shards", `an index of ${bytes.length} bytes instead of ${indexLength}`);
      const words = new DataView(bytes.buffer, bytes.byteOffset);
      return {
        locate([row = 0]) {
          const offset = words.getUint32(row * 8, true);
          const length = words.getUint32(row * 8 + 4, true);
          if (length === 0) return undefined;
          if (length !== innerLength || (valueSize !== undefined && offset + length > valueSize)) {
            throw codecFailed("shards", `the index puts inner chunk ${row} at ${offset}, outside the value`);
          }
          return { offset, length };
        },
      };
    },
    assemble(pieces) {
      const parts: Bytes[] = [];
      const index = new Uint8Array(indexLength);
      let offset = 0;
      for (const { position, bytes } of pieces) {
        const words = new DataView(index.buffer, (position[0] ?? 0) * 8);
        words.setUint32(0, offset, true);
        words.setUint32(4, bytes.length, true);
        parts.push(bytes);
        offset += bytes.length;
      }
      if (offset === 0) return undefined;
      const whole = new Uint8Array(offset + indexLength);
      let end = 0;
      for (const part of [...parts, index]) {
        whole.set(part, end);
        end += part.length;
      }
      return whole;
    },
  };

  const row = (view: View, position: number): View => ({
    ...view,
    offset: view.offset + position * rows * (view.strides[0] ?? 0),
    shape,
  });
  const encode = (source: View): Bytes => {
    const present = Array.from({ length: count }, (_, i) => i).filter((i) => !tools.isFill(inner, row(source, i)));
    const pieces = present.map((i) => ({ position: [i], bytes: pipeline.encode(row(source, i)) }));
    return subchunks.assemble(pieces) ?? new Uint8Array(indexLength);
  };
  const decodeWhole = (source: Bytes, destination: View) => {
    if (source.length < indexLength) throw codecFailed("shards", "the value is shorter than its index");
    const end = source.length - indexLength;
    const index = subchunks.readIndex(source.subarray(end), end);
    let used = 0;
    for (let i = 0; i < count; i++) {
      const at = index.locate([i]);
      used += at?.length ?? 0;
      if (at) pipeline.decodeInto(source.subarray(at.offset, at.offset + at.length), row(destination, i));
      else tools.fill(inner, row(destination, i));
    }
    if (used !== end) throw codecFailed("shards", `${end} bytes before the index, ${used} of them in inner chunks`);
  };
  return {
    encodedSize: { atMost: count * innerLength + indexLength },
    encode,
    decodeInto(source: Bytes, destination: View, region?: Region) {
      if (region === undefined) return decodeWhole(source, destination);
      const all = plainCodec(endian, spec);
      const whole = tools.scratch(spec);
      decodeWhole(source, whole);
      all.decodeInto(all.encode(whole), destination, region);
    },
    subchunks,
  };
}
