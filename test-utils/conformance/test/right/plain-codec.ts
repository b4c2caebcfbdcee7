import {
  type ArrayToBytes,
  type ByteOrder,
  type ByteRange,
  type Bytes,
  type ChunkSpec,
  type CodecModule,
  type CodecPlugin,
  codecFailed,
  field,
  parseChoice,
  parseConfiguration,
  type Region,
  type View,
} from "@zarrkit/plugin-api";

export type PlainCodec = Required<Omit<ArrayToBytes, "subchunks" | "ranges">> & {
  ranges(region: Region): readonly ByteRange[];
};

/** A right array → bytes codec: the elements one after the other, in the byte order that the configuration names. */
export const plainModule: CodecModule<ByteOrder, "array-bytes"> = {
  parse(configuration, origin) {
    const { endian } = parseConfiguration(configuration, origin, ["endian"]);
    return parseChoice(endian, field(origin, "endian"), ["little", "big"]);
  },
  toConfiguration: (endian) => ({ endian }),
  bind: plainCodec,
};

export function plainPlugin(module: CodecModule<any, "array-bytes"> = plainModule): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "plain",
    stage: "array-bytes",
    configuration: { endian: "big" },
    load: async () => module,
  };
}

export function plainCodec(endian: ByteOrder, { shape, dataType }: ChunkSpec): PlainCodec {
  const itemSize = dataType.itemSize ?? 0;
  const length = shape.reduce((product, axis) => product * axis, itemSize);
  const codec: PlainCodec = {
    encodedSize: { exact: length },
    encode(source) {
      const encoded = new Uint8Array(length);
      dataType.store(source, endian, encoded);
      return encoded;
    },
    decodeInto(source, destination, region = { start: shape.map(() => 0), shape }) {
      if (source.length !== length) throw codecFailed("plain", `${source.length} bytes instead of ${length}`);
      codec.decodeRanges(
        codec.ranges(region).map((range) => cut(source, range as Part)),
        destination,
        region,
      );
    },
    async encodeAsync(source, signal) {
      signal?.throwIfAborted();
      return codec.encode(source);
    },
    async decodeIntoAsync(source, destination, region, signal) {
      signal?.throwIfAborted();
      codec.decodeInto(source, destination, region);
    },
    ranges: (region) => elementsOf(region, shape).map((element) => ({ offset: element * itemSize, length: itemSize })),
    decodeRanges(pieces, destination, region) {
      const whole = new Uint8Array(pieces.length * itemSize);
      pieces.forEach((piece, i) => {
        if (piece.length !== itemSize) throw codecFailed("plain", "a piece has the wrong length");
        whole.set(piece, i * itemSize);
      });
      dataType.load(whole, endian, { ...destination, shape: region.shape } as View<any>);
    },
  };
  return codec;
}

type Part = { readonly offset: number; readonly length: number };

function cut(bytes: Bytes, { offset, length }: Part): Bytes {
  return bytes.subarray(offset, offset + length);
}

/** The index, in C order of the chunk, of each element of a region. */
export function elementsOf(region: Region, shape: readonly number[]): readonly number[] {
  let indices = [0];
  shape.forEach((axisLength, axis) => {
    const { start, shape: counts, step } = region;
    const along = Array.from({ length: counts[axis] ?? 0 }, (_, i) => (start[axis] ?? 0) + i * (step?.[axis] ?? 1));
    indices = indices.flatMap((index) => along.map((at) => index * axisLength + at));
  });
  return indices;
}
