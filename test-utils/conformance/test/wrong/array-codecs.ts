import { type ArrayBytesSample, type ArraySample, sampleType } from "@zarrkit/conformance";
import type {
  ArrayToArray,
  ArrayToBytes,
  ByteOrder,
  Bytes,
  ChunkSpec,
  Region,
  Subchunks,
  Tools,
  View,
} from "@zarrkit/plugin-api";
import {
  arrayPlugin,
  differencesCodec,
  flipCodec,
  type LayoutCodec,
  stepsCodec,
  type ValueCodec,
} from "../right/array-codecs.js";
import { type PlainCodec, plainCodec, plainModule, plainPlugin } from "../right/plain-codec.js";
import { shardsCodec, shardsModule, shardsPlugin } from "../right/shards-codec.js";
import { type WrongCodec, wrongCodec } from "./codec.js";

const spec: ChunkSpec = { shape: [3, 4], dataType: sampleType("int16"), fillValue: Uint8Array.of(0, 0) };
const twelve = Int16Array.from({ length: 12 }, (_, i) => i * 300 + 1);
const bigEndian = Uint8Array.from([...twelve].flatMap((value) => [value >> 8, value & 255]));
const sample: Omit<ArrayBytesSample, "name"> = { spec, decoded: twelve, encoded: bigEndian, canonical: true };

type PlainOverride = (right: PlainCodec) => { readonly [M in keyof PlainCodec]?: PlainCodec[M] | undefined };

function wrongPlain(name: string, caughtBy: string, override: PlainOverride): WrongCodec {
  const bind = (endian: ByteOrder, bound: ChunkSpec) => {
    const right = plainCodec(endian, bound);
    return { ...right, ...override(right) } as ArrayToBytes;
  };
  return wrongCodec(name, `it: ${caughtBy}`, plainPlugin({ ...plainModule, bind }), sample);
}

function wrongShards(name: string, caughtBy: string, override: (right: Subchunks) => Partial<Subchunks>): WrongCodec {
  const bind = (rows: number, bound: ChunkSpec, tools: Tools) => {
    const right = shardsCodec(rows, bound, tools);
    return { ...right, subchunks: { ...right.subchunks, ...override(right.subchunks) } };
  };
  const decoded = Int16Array.from({ length: 18 }, (_, i) => i + 1);
  return wrongCodec(name, `it: subchunks ${caughtBy}`, shardsPlugin({ ...shardsModule, bind }), {
    spec: { ...spec, shape: [6, 3] },
    decoded,
  });
}

function wrongArray<C extends ArrayToArray>(
  name: string,
  caughtBy: string,
  right: (spec: ChunkSpec) => C,
  override: (right: C) => object,
  more: Partial<ArraySample> = {},
): WrongCodec {
  const bind = (bound: ChunkSpec) => ({ ...right(bound), ...override(right(bound)) });
  return wrongCodec(name, `it: ${caughtBy}`, arrayPlugin("wrong", bind), { spec, decoded: twelve, ...more });
}

const swapped = (bytes: Bytes) => {
  for (let i = 0; i + 1 < bytes.length; i += 2) bytes.subarray(i, i + 2).reverse();
};

export const wrongArrayCodecs: readonly WrongCodec[] = [
  wrongPlain("ignores the byte order", "decodes what another implementation encoded", () => plainCodec("little", spec)),
  wrongPlain("encodes in another byte order", "encodes exactly what another implementation does", () => ({
    encode: (source) => plainCodec("little", spec).encode(source),
  })),
  wrongPlain("reads only one of its modes' forms", "decodes what it encoded, in every mode", () => ({
    encodeAsync: async (source) => plainCodec("little", spec).encode(source),
  })),
  wrongPlain(
    "ignores the offset of its destination",
    "decodes into views of every arrangement, and nothing beside them",
    (right) => ({
      decodeInto: (source, destination, region) => right.decodeInto(source, { ...destination, offset: 0 }, region),
    }),
  ),
  wrongPlain(
    "ignores the strides of its destination",
    "decodes into views of every arrangement, and nothing beside them",
    (right) => ({
      decodeInto: (source, destination, region) =>
        right.decodeInto(source, { ...destination, strides: [4, 1] }, region),
    }),
  ),
  wrongPlain(
    "clears its destination's memory",
    "decodes into views of every arrangement, and nothing beside them",
    (right) => ({
      decodeInto(source, destination, region) {
        (destination.data as Int16Array).fill(0);
        right.decodeInto(source, destination, region);
      },
    }),
  ),
  wrongPlain("ignores the step of a region", "a region decodes to the same elements as the whole", (right) => ({
    decodeInto: (source, destination, region) =>
      right.decodeInto(source, destination, region && ({ start: region.start, shape: region.shape } satisfies Region)),
  })),
  wrongPlain("ignores the region", "a region decodes to the same elements as the whole", (right) => ({
    decodeInto: (source, destination) =>
      right.decodeInto(source, destination, { start: [0, 0], shape: destination.shape }),
  })),
  wrongPlain("swaps bytes in its source", "the source of decodeInto is not written to", (right) => ({
    decodeInto(source, destination, region) {
      right.decodeInto(source, destination, region);
      swapped(source);
    },
  })),
  wrongPlain("reads from the start of the source's buffer", "a source at an odd offset decodes the same", (right) => ({
    decodeInto: (source, destination, region) =>
      right.decodeInto(new Uint8Array(source.buffer, 0, source.length), destination, region),
  })),
  wrongPlain("refuses shared memory", "a source on shared memory decodes the same", (right) => ({
    decodeInto(source, destination, region) {
      if (!(source.buffer instanceof ArrayBuffer)) throw new TypeError("shared");
      right.decodeInto(source, destination, region);
    },
  })),
  wrongPlain("says too small a bound", "encodedSize bounds what is encoded", () => ({ encodedSize: { atMost: 23 } })),
  wrongPlain("takes every source for C order", "encodes views of every arrangement the same", (right) => ({
    encode: (source) => right.encode({ ...source, strides: [4, 1] }),
  })),
  wrongPlain("swaps bytes in the elements it encodes", "the source of encode is not written to", (right) => ({
    encode(source) {
      const encoded = right.encode(source);
      swapped(new Uint8Array((source.data as Int16Array).buffer));
      return encoded;
    },
  })),
  wrongPlain(
    "encodes into the same memory each time",
    "encoded bytes are the caller's: the next call leaves them alone",
    (right) => {
      const scratch = new Uint8Array(24);
      return {
        encode(source) {
          scratch.set(right.encode(source));
          return scratch;
        },
      };
    },
  ),
  wrongPlain("takes what is missing for zeros", "a truncated value fails at whatever byte it is cut", (right) => ({
    decodeInto(source, destination, region) {
      const padded = new Uint8Array(24);
      padded.set(source.subarray(0, 24));
      right.decodeInto(padded, destination, region);
    },
  })),
  wrongPlain("leaves the destination as it is for no bytes", "a value of no bytes fails", (right) => ({
    decodeInto(source, destination, region) {
      if (source.length > 0) right.decodeInto(source, destination, region);
    },
  })),
  wrongPlain(
    "reads the end of a value that is too long",
    "bytes behind the value are refused or change nothing",
    (right) => ({
      decodeInto: (source, destination, region) =>
        right.decodeInto(source.length > 24 ? source.subarray(source.length - 24) : source, destination, region),
    }),
  ),
  wrongPlain("traps on some bytes", "a flipped bit gives an error or elements", (right) => ({
    decodeInto(source, destination, region) {
      if (source[0] === 0x80) throw new RangeError("Invalid typed array length");
      right.decodeInto(source, destination, region);
    },
  })),
  wrongPlain("says other ranges than it reads", "ranges and decodeRanges agree with the full decode", (right) => ({
    ranges: (region) =>
      right
        .ranges(region)
        .map((range) => ("suffix" in range ? range : { ...range, offset: Math.max(0, range.offset - 2) })),
  })),
  wrongPlain("reads short pieces", "ranges lie within the value and pieces of a wrong length are refused", (right) => ({
    decodeRanges: (pieces, destination, region) =>
      right.decodeRanges(
        pieces.map((piece) => Uint8Array.of(piece[0] ?? 0, piece[1] ?? 0)),
        destination,
        region,
      ),
  })),
  wrongPlain("does not hear an abort", "an aborted decodeIntoAsync rejects with the reason", (right) => ({
    decodeIntoAsync: (source, destination, region) => right.decodeIntoAsync(source, destination, region),
  })),
  wrongPlain("does not hear an abort while it encodes", "an aborted encodeAsync rejects with the reason", (right) => ({
    encodeAsync: (source) => right.encodeAsync(source),
  })),
  wrongPlain("disturbs calls at once", "calls at once do not disturb each other", (right) => {
    let current: View | undefined;
    return {
      async decodeIntoAsync(source, destination, region, signal) {
        current = destination;
        await Promise.resolve();
        return right.decodeIntoAsync(source, current, region, signal);
      },
    };
  }),

  wrongShards("has inner chunks that do not fit", "divide the chunk", () => ({ shape: [4, 3] })),
  wrongShards("mixes up its inner chunks", "are found by the index and decode to the same elements", (right) => ({
    readIndex(bytes, valueSize) {
      const index = right.readIndex(bytes, valueSize);
      return { locate: ([row = 0]) => index.locate([2 - row]) };
    },
  })),
  wrongShards("needs the size of the value", "are found by the index and decode to the same elements", (right) => ({
    readIndex: (bytes, valueSize) => right.readIndex(bytes, valueSize ?? 0),
  })),
  wrongShards("assembles in the order of arrival", "are assembled to a value that decodes the same", (right) => ({
    assemble: (pieces) => right.assemble([...pieces].map(({ bytes }, i) => ({ position: [i], bytes }))),
  })),
  wrongShards("assembles nothing to an empty value", "none of which is left assemble to nothing", (right) => ({
    assemble: (pieces) => right.assemble(pieces) ?? new Uint8Array(0),
  })),
  wrongShards("believes its index", "that the index puts outside the value are refused", () => ({
    readIndex: (bytes) => ({
      locate([row = 0]) {
        const words = new DataView(bytes.buffer, bytes.byteOffset);
        return { offset: words.getUint32(row * 8, true), length: words.getUint32(row * 8 + 4, true) };
      },
    }),
  })),

  wrongArray(
    "keeps the shape of the decoded array",
    "encodedSpec says the form of the encoded array",
    flipCodec,
    () => ({ encodedSpec: spec }),
    {
      encodedSpec: { shape: [4, 3] },
    },
  ),
  wrongArray(
    "keeps to itself that it changes the shape",
    "a codec that encodes to another shape says changesShape",
    flipCodec,
    () => ({}),
  ),
  wrongArray(
    "loses the fill value",
    "encodedSpec says the form of the encoded array",
    flipCodec,
    (right: LayoutCodec) => ({
      encodedSpec: { ...right.encodedSpec, fillValue: undefined },
    }),
  ),
  wrongArray(
    "copies instead of laying out",
    "layout answers the same memory, each element once",
    flipCodec,
    (right: LayoutCodec) => ({
      layout(decoded: View) {
        const laid = right.layout(decoded);
        return laid && { ...laid, data: (decoded.data as Int16Array).slice() };
      },
    }),
  ),
  wrongArray(
    "forgets the offset of a view",
    "layout answers the same memory, each element once",
    flipCodec,
    (right: LayoutCodec) => ({
      layout(decoded: View) {
        const laid = right.layout(decoded);
        return laid && { ...laid, offset: 0 };
      },
    }),
  ),
  wrongArray(
    "permutes the wrong way",
    "encodes exactly what another implementation does",
    flipCodec,
    () => ({ layout: (decoded: View) => decoded, encodedSpec: spec }),
    {
      encoded: Int16Array.from({ length: 12 }, (_, i) => twelve[(i % 3) * 4 + Math.floor(i / 3)] ?? 0),
    },
  ),
  wrongArray("names the region of the decoded array", "encodedRegion alone gives the region", flipCodec, () => ({
    encodedRegion: (region: Region) => region,
  })),
  wrongArray("needs more than the region it names", "encodedRegion alone gives the region", differencesCodec, () => ({
    encodedRegion: (region: Region) => region,
  })),
  wrongArray(
    "ignores the arrangement of its source",
    "decodes what it encoded, from and to views of every arrangement",
    differencesCodec,
    (right: ValueCodec) => ({
      encode: (source: View, destination: View) => right.encode({ ...source, strides: [4, 1] }, destination),
    }),
  ),
  wrongArray(
    "ignores the arrangement of its destination",
    "decodes what it encoded, from and to views of every arrangement",
    differencesCodec,
    (right: ValueCodec) => ({
      decode: (source: View, destination: View) => right.decode(source, { ...destination, offset: 0, strides: [4, 1] }),
    }),
  ),
  wrongArray(
    "computes in its source",
    "encode does not write to its source",
    differencesCodec,
    (right: ValueCodec) => ({
      encode(source: View, destination: View) {
        right.encode(source, destination);
        source.data[source.offset] = 0;
      },
    }),
  ),
  wrongArray(
    "computes in the elements it decodes",
    "decode does not write to its source",
    stepsCodec,
    (right: ValueCodec) => ({
      decode(source: View, destination: View) {
        right.decode(source, destination);
        source.data[source.offset] = 0;
      },
    }),
    { encoded: twelve.map((value) => value + 1) },
  ),
  wrongArray(
    "starts from another element",
    "decodes what another implementation encoded",
    stepsCodec,
    (right: ValueCodec) => ({
      encode: right.decode,
      decode: right.encode,
    }),
    { encoded: twelve.map((value) => value + 1) },
  ),
  wrongArray(
    "throws a bare error at what it did not write",
    "hostile elements give an error or elements",
    stepsCodec,
    (right: ValueCodec) => ({
      decode(source: View, destination: View) {
        if ((source.data[source.offset] as number) < 0) throw new RangeError("negative");
        right.decode(source, destination);
      },
    }),
  ),
];
