import { releaseMemory } from "@zarrkit/engines/memory";
import { firstDifference, recordedCases } from "@zarrkit/numcodecs-fixtures/recorded";
import type { BytesToBytes } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { bind, parse, toConfiguration } from "../src/codec.js";
import { blosc } from "../src/index.js";
import recorded from "./fixtures/blosc.json" with { type: "json" };

const v2 = { name: "blosc", format: 2, path: "compressor" } as const;
const v3 = { name: "blosc", format: 3, path: "codecs[1]" } as const;
const cases = recordedCases(recorded);
const whole = { cname: "lz4", clevel: 5, shuffle: "shuffle", typesize: 4, blocksize: 0 };

async function bound(configuration: object, elementSize = 4, size = 4000): Promise<BytesToBytes> {
  return bind(parse(configuration, v3), { size: { exact: size }, elementSize });
}

/** By the mode there is: zstd's encoder is waited for. */
async function encodedBy(codec: BytesToBytes, data: Uint8Array): Promise<Uint8Array> {
  return codec.encode ? codec.encode(data) : codec.encodeAsync!(data);
}

/** Elements of two bytes that look like a measurement. */
function field(length: number): Uint8Array {
  return new Uint8Array(
    Uint16Array.from({ length: length / 2 }, (_, i) => 700 + 300 * Math.sin(i / 90) + (i % 7)).buffer,
  );
}

describe("blosc", () => {
  it.each(cases)("decodes what numcodecs encoded: $name", async ({ configuration, decoded, elementSize, encoded }) => {
    const size = { exact: decoded.length };
    const codec = await bind(parse(configuration, v2), { size, elementSize });
    expect(firstDifference(codec.decode!(encoded, size), decoded)).toBe(-1);
    expect(firstDifference(codec.decode!(encoded, { atMost: decoded.length + 9 }), decoded)).toBe(-1);
    const third = Math.floor(decoded.length / 3);
    for (const [offset, length] of [
      [0, third],
      [third, third],
      [third + 1, decoded.length - third - 1],
      [decoded.length, 0],
    ] as const) {
      if (length < 0) continue;
      const part = codec.decodePart!(encoded, { offset, length });
      expect(firstDifference(part, decoded.subarray(offset, offset + length))).toBe(-1);
    }
  });

  it("decodes a part from the blocks that hold it alone", async () => {
    const data = field(64 * 1024);
    const codec = await bound({ ...whole, typesize: 2, blocksize: 4096 });
    const chunk = await encodedBy(codec, data);
    const offsets = new DataView(chunk.buffer, chunk.byteOffset);
    // Every block but the third is destroyed.
    const [start, end] = [offsets.getUint32(16 + 8, true), offsets.getUint32(16 + 12, true)];
    const damaged = chunk.map((byte, at) => (at < 16 + 64 || (at >= start && at < end) ? byte : 0xff));
    expect(
      firstDifference(codec.decodePart!(damaged, { offset: 8192, length: 4096 }), data.subarray(8192, 12288)),
    ).toBe(-1);
    expect(() => codec.decodePart!(damaged, { offset: 8191, length: 2 })).toThrow("blosc: block 1");
    expect(() => codec.decodePart!(chunk, { offset: 65530, length: 7 })).toThrow("blosc: the value holds 65536 bytes");
  });

  for (const cname of ["lz4", "lz4hc", "zstd", "zlib", "blosclz", "snappy"] as const) {
    for (const shuffle of ["noshuffle", "shuffle", "bitshuffle"] as const) {
      it(`decodes what it encoded: ${cname}, ${shuffle}`, async () => {
        for (const typesize of [1, 2, 3, 8, 20]) {
          for (const blocksize of [0, 1, 1000]) {
            for (const length of [0, 1, 127, 128, 1000, 24_000, 24_007]) {
              const data = field(length + (length & 1)).subarray(0, length);
              const codec = await bound({ cname, clevel: 4, shuffle, typesize, blocksize });
              const chunk = await encodedBy(codec, data);
              expect(chunk.length).toBeLessThanOrEqual(length + 16);
              expect(firstDifference(codec.decode!(chunk, { exact: length }), data)).toBe(-1);
              expect(chunk[3]).toBe(typesize);
            }
          }
        }
      });
    }
  }

  it("shuffles by the element's size and so compresses about as c-blosc does", async () => {
    for (const { configuration, decoded, elementSize, encoded: theirs, name } of cases) {
      const { shuffle, blocksize } = configuration;
      if (shuffle !== 1 || blocksize !== 0) continue;
      const codec = await bind(parse(configuration, v2), { size: { exact: decoded.length }, elementSize });
      const ours = await encodedBy(codec, decoded);
      expect(`${name}: ${ours.length <= theirs.length * 1.15 + 40}`).toBe(`${name}: true`);
    }
  });

  it.each(["noshuffle", "shuffle", "bitshuffle"])(
    "lends whole results while the engines' memory grows from nothing (%s)",
    async (shuffle) => {
      const data = field(3_000_000);
      for (const cname of ["lz4", "zlib", "snappy"]) {
        const configuration = { ...whole, cname, shuffle, typesize: 2 };
        const { decode, decodePart, encode } = await bound(configuration, 2, data.length);
        releaseMemory();
        const chunk = encode!(data);
        releaseMemory();
        expect(firstDifference(decode!(chunk, { exact: data.length }), data)).toBe(-1);
        releaseMemory();
        const part = decodePart!(chunk, { offset: 100_001, length: 2_000_000 });
        expect(firstDifference(part, data.subarray(100_001, 2_100_001))).toBe(-1);
      }
    },
  );

  it("takes a source that was lent to it also where the memory grows for the result", async () => {
    const data = field(3_000_000);
    const { decode, decodePart, encode } = await bound(whole);
    const once = encode!(data);
    const twice = encode!(once);
    const part = { offset: 100_001, length: 2_000_000 };
    for (const take of [
      (lent: Uint8Array) => firstDifference(decode!(lent, { exact: data.length }), data),
      (lent: Uint8Array) => firstDifference(decodePart!(lent, part), data.subarray(100_001, 2_100_001)),
    ]) {
      releaseMemory();
      decode!(encode!(field(1000)), { exact: 1000 });
      expect(take(decode!(twice, { exact: once.length }))).toBe(-1);
    }
  });

  it("stores what does not get smaller", async () => {
    let state = 7;
    const noise = Uint8Array.from(
      { length: 5000 },
      () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24,
    );
    for (const cname of ["lz4", "lz4hc", "zstd", "zlib", "blosclz", "snappy"]) {
      const chunk = await encodedBy(await bound({ ...whole, cname }), noise);
      expect(chunk.length).toBe(5016);
      expect(chunk[2]! & 2).toBe(2);
    }
  });

  describe("refuses a chunk", () => {
    async function refusal(
      change: (chunk: Uint8Array, view: DataView) => Uint8Array | void,
      configuration: object = whole,
    ) {
      const codec = await bound(configuration);
      const chunk = (await encodedBy(codec, field(4000))).slice();
      const changed = change(chunk, new DataView(chunk.buffer)) ?? chunk;
      return () => codec.decode!(changed, { exact: 4000 });
    }

    it("that is shorter than its header", async () => {
      expect(await refusal((chunk) => chunk.subarray(0, 15))).toThrow("blosc: 15 bytes cannot hold the header of 16");
    });
    it("of Blosc 2", async () => {
      expect(await refusal((chunk) => void (chunk[0] = 5))).toThrow("names format version 5, expected 1 or 2 (Blosc 2");
    });
    it("of another length than declared", async () => {
      expect(await refusal((chunk) => chunk.subarray(0, -1))).toThrow(/declares a chunk of \d+ bytes, there are \d+/);
    });
    it("that claims to hold more than its array's chunk", async () => {
      expect(await refusal((_, view) => view.setUint32(4, 0xffffffff, true))).toThrow(
        /cannot hold the offsets|holds 4294967295 bytes/,
      );
      expect(await refusal((_, view) => view.setUint32(4, 4001, true))).toThrow(
        "the value holds 4001 bytes, expected 4000",
      );
    });
    it("with blocks of nothing, or more blocks than it has room for", async () => {
      expect(await refusal((_, view) => view.setUint32(8, 0, true))).toThrow("declares blocks of 0 bytes");
      expect(await refusal((_, view) => view.setUint32(8, 1, true))).toThrow("offsets of the 4000 blocks declared");
    });
    it("whose block lies outside of it", async () => {
      expect(await refusal((_, view) => view.setUint32(16, 0x7fffffff, true))).toThrow(
        "blosc: block 0 reaches to byte 2147483647",
      );
    });
    it("whose blocks share their bytes", async () => {
      const { decode, encode } = await bound({ ...whole, blocksize: 800 });
      // Equal blocks, so that to read one for another goes by all lengths.
      const chunk = encode!(Uint8Array.from({ length: 4000 }, (_, i) => (i % 800) >> 8));
      const view = new DataView(chunk.buffer);
      const [first, second] = [16, 20].map((at) => view.getUint32(at, true));
      view.setUint32(20, first!, true);
      expect(() => decode!(chunk, { exact: 4000 })).toThrow(`blosc: two blocks begin at byte ${first}`);
      view.setUint32(20, second! - 8, true);
      expect(() => decode!(chunk, { exact: 4000 })).toThrow(
        `and beyond, into the block that begins at byte ${second! - 8}`,
      );
      view.setUint32(20, 16, true);
      expect(() => decode!(chunk, { exact: 4000 })).toThrow("a block begins at byte 16, in the header or the table");
    });
    it("but none for the order in which its blocks lie", async () => {
      const { decode, encode, decodePart } = await bound({ ...whole, blocksize: 800 });
      const data = field(1600);
      const chunk = encode!(data);
      const view = new DataView(chunk.buffer);
      const second = view.getUint32(20, true);
      const turned = chunk.slice();
      turned.set(chunk.subarray(second), 24);
      turned.set(chunk.subarray(24, second), 24 + chunk.length - second);
      const starts = new DataView(turned.buffer);
      starts.setUint32(16, 24 + chunk.length - second, true);
      starts.setUint32(20, 24, true);
      expect(firstDifference(decode!(turned, { exact: 1600 }), data)).toBe(-1);
      expect(firstDifference(decodePart!(turned, { offset: 790, length: 20 }), data.subarray(790, 810))).toBe(-1);
    });
    it("of a compressor that does not exist", async () => {
      expect(await refusal((chunk) => void (chunk[2] = (chunk[2]! & 31) | 0xc0))).toThrow("compressor format 6");
    });
    it("of zstd where the metadata names another compressor", async () => {
      const chunk = await encodedBy(await bound({ ...whole, cname: "zstd" }), field(4000));
      const codec = await bound(whole);
      expect(() => codec.decode!(chunk, { exact: 4000 })).toThrow("compressed with zstd, whose engine is loaded only");
    });
  });

  describe("configuration", () => {
    const spec = { size: { exact: 4000 }, elementSize: 2 };

    it("is completed from the array", () => {
      const written = toConfiguration(parse(blosc().configuration, v3), v3, spec);
      expect(written).toEqual({ cname: "lz4", clevel: 5, shuffle: "shuffle", typesize: 2, blocksize: 0 });
      const bytes = toConfiguration(parse(blosc().configuration, v3), v3, { ...spec, elementSize: 1 });
      expect(bytes).toMatchObject({ shuffle: "bitshuffle", typesize: 1 });
      expect(toConfiguration(parse(blosc().configuration, v3), v3, { ...spec, elementSize: 300 })).toMatchObject({
        typesize: 1,
      });
    });

    it("is spelled with numbers for numcodecs", () => {
      const config = parse({ ...blosc({ shuffle: "bitshuffle" }).configuration }, v3);
      expect(toConfiguration(config, v2, spec)).toEqual({ cname: "lz4", clevel: 5, shuffle: 2, blocksize: 0 });
      const auto = parse({ id: "blosc", shuffle: -1 }, v2);
      expect(toConfiguration(auto, { ...v3, name: "numcodecs.blosc" }, spec)).toMatchObject({ shuffle: -1 });
      expect(toConfiguration(auto, v3, spec)).toMatchObject({ shuffle: "shuffle", typesize: 2 });
      expect(parse({}, v2)).toEqual({ cname: "lz4", clevel: 5, shuffle: "shuffle", typesize: undefined, blocksize: 0 });
    });

    it.each([
      ["codecs[1].configuration.shuffle", { ...whole, shuffle: 1 }],
      ["codecs[1].configuration.typesize", { ...whole, typesize: undefined }],
      ["codecs[1].configuration.typesize", { ...whole, typesize: 0 }],
      ["codecs[1].configuration.cname", { ...whole, cname: "gzip" }],
      ["codecs[1].configuration.clevel", { ...whole, clevel: 10 }],
      ["codecs[1].configuration.blocksize", { ...whole, blocksize: undefined }],
      ["codecs[1].configuration.nthreads", { ...whole, nthreads: 4 }],
    ])("is refused at %s", (path, configuration) => {
      expect(() => parse(configuration, v3)).toThrow(path);
    });

    it("may leave out typesize where nothing is shuffled", () => {
      expect(parse({ ...whole, shuffle: "noshuffle", typesize: undefined }, v3).typesize).toBeUndefined();
    });
  });
});
