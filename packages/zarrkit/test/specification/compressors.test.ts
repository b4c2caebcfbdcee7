import { blosc } from "@zarrkit/codec-blosc";
import { zstd } from "@zarrkit/codec-zstd";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { createArray } from "../../src/index.js";
import { base64, documentOf, little, reading, version2, version3 } from "../written-by-hand.js";
import compressed from "./fixtures/compressed.json";

const counted = [0, 1, 2, 3, 4, 5, 6, 7];

/** Eight int32 in one chunk, encoded by one codec after `bytes`. */
const stored = (chunk: Bytes, name: string, configuration: object = {}) =>
  version3({ shape: [8], data_type: "int32", codecs: [little, { name, configuration }] }, { "c/0": chunk });
const stored2 = (chunk: Bytes, compressor: object, dtype = "<i4", length = 8) =>
  version2({ shape: [length], dtype, compressor }, { "0": chunk });

/** The document that creating an array with this codec writes. */
async function written(codec: Parameters<typeof blosc>[0] | object): Promise<unknown> {
  const store = new Map<Key, Bytes>();
  await createArray(store, { shape: [8], dataType: "int32", codecs: [codec as never] });
  return documentOf(store).codecs[1];
}
const at = (field: string) => ({ code: "invalid-metadata", fields: { path: `codecs[1].configuration.${field}` } });

describe("2.1.22 blosc", () => {
  const all = { cname: "lz4", clevel: 5, shuffle: "shuffle", typesize: 4, blocksize: 0 };
  const chunk = base64(compressed["blosc shuffle 0"]);

  it.each(["shuffle", "bitshuffle"])("2.1.22 typesize is required with %s", async (shuffle) => {
    const { typesize: _, ...configuration } = { ...all, shuffle };
    await expect(reading(stored(chunk, "blosc", configuration))).rejects.toMatchObject(at("typesize"));
  });

  it("2.1.22 typesize may be absent with noshuffle", async () => {
    const { typesize: _, ...configuration } = { ...all, shuffle: "noshuffle" };
    const store = version3(
      { shape: [64], data_type: "int32", codecs: [little, { name: "blosc", configuration }] },
      { "c/0": chunk },
    );
    expect(await reading(store, "60:")).toEqual([60, 61, 62, 63]);
  });

  it.each([0, 1, -1, 3, true, "byte"])("2.1.22 shuffle is one of three words, not %j", async (shuffle) => {
    await expect(reading(stored(chunk, "blosc", { ...all, shuffle }))).rejects.toMatchObject(at("shuffle"));
  });

  it("2.1.22 the shuffle and typesize that were chosen are recorded", async () => {
    expect(await written(blosc())).toEqual({ name: "blosc", configuration: all });
    const store = new Map<Key, Bytes>();
    await createArray(store, { shape: [8], dataType: "uint8", codecs: [blosc()] });
    expect(documentOf(store).codecs[1].configuration).toEqual({ ...all, shuffle: "bitshuffle", typesize: 1 });
  });
});

describe("2.1.23 gzip and zstd", () => {
  it("2.1.23 gzip: several members are one stream, in Node and in browsers", async () => {
    const members = base64(compressed["gzip of two members"]);
    expect(await reading(stored(members, "gzip", { level: 1 }))).toEqual(counted);
    expect(await reading(stored2(members, { id: "gzip", level: 1 }))).toEqual(counted);
    for (const length of [members.length - 1, members.length - 9, members.length / 2]) {
      await expect(reading(stored(members.slice(0, length), "gzip", { level: 1 }))).rejects.toMatchObject({
        code: "codec-failed",
      });
    }
  });

  it.each([0, 9])("2.1.23 gzip: level %d is written and read", async (level) => {
    const array = await createArray(new Map(), {
      shape: [8],
      dataType: "int32",
      codecs: [{ name: "gzip", configuration: { level } }],
    });
    await array.set(null, Int32Array.from(counted));
    expect((await array.get()).toNested()).toEqual(counted);
    expect(await reading(stored(base64(compressed["gzip level 0"]), "gzip", { level }))).toEqual(counted);
  });

  it.each([-1, 10, 1.5, "1", null, undefined])("2.1.23 gzip: level %j is refused", async (level) => {
    const chunk = base64(compressed["gzip level 0"]);
    await expect(reading(stored(chunk, "gzip", { level }))).rejects.toMatchObject(at("level"));
  });

  it("2.1.23 zstd: several frames, skippable ones among them, and frames that say no size", async () => {
    const frames = base64(compressed["zstd of two frames"]);
    const skippable = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3);
    const sizeless = base64(compressed["zstd without content size"]);
    for (const chunk of [frames, Uint8Array.of(...skippable, ...frames, ...skippable), sizeless]) {
      expect(await reading(stored(chunk, "zstd", { level: 3 }))).toEqual(counted);
      expect(await reading(stored2(chunk, { id: "zstd", level: 3 }))).toEqual(counted);
      await expect(reading(stored(chunk.slice(0, -1), "zstd", { level: 3 }))).rejects.toMatchObject({
        code: "codec-failed",
      });
    }
    const half = frames.slice(0, frames.length / 2);
    await expect(reading(stored(half, "zstd", { level: 3 }))).rejects.toMatchObject({ code: "codec-failed" });
  });

  it("2.1.23 zstd: checksum is left out of documents where it is false", async () => {
    expect(await written(zstd({ level: 3, checksum: false }))).toEqual({ name: "zstd", configuration: { level: 3 } });
    expect(await written(zstd({ level: 3, checksum: true }))).toEqual({
      name: "zstd",
      configuration: { level: 3, checksum: true },
    });
  });

  it("2.3 zstd: format 2 may carry checksum too, and a checksum is verified whatever the document says", async () => {
    const chunk = base64(compressed["zstd with checksum"]);
    for (const more of [{}, { checksum: true }, { checksum: false }]) {
      expect(await reading(stored2(chunk, { id: "zstd", level: 3, ...more }))).toEqual(counted);
      const damaged = chunk.slice();
      damaged[damaged.length - 1]! ^= 1;
      await expect(reading(stored2(damaged, { id: "zstd", level: 3, ...more }))).rejects.toMatchObject({
        code: "codec-failed",
      });
    }
  });
});

describe("2.1.24 crc32c and other checksums", () => {
  const appended = base64(compressed["crc32c"]);

  it("2.1.24 crc32c: four little-endian bytes after the data", async () => {
    expect(await reading(stored(appended, "crc32c"))).toEqual(counted);
    const array = await createArray(new Map(), { shape: [8], dataType: "int32", codecs: ["crc32c"] });
    await array.set(null, Int32Array.from(counted));
    expect(await array.store.get("c/0")).toEqual(appended);
  });

  it("2.1.24 crc32c: is verified, in the data and in itself, and what is cut is refused", async () => {
    for (const i of [0, 31, 32, 35]) {
      const damaged = appended.slice();
      damaged[i]! ^= 0x10;
      for (const selection of [null, "7"]) {
        await expect(reading(stored(damaged, "crc32c"), selection)).rejects.toMatchObject({
          code: "codec-failed",
          fields: { codec: "crc32c", chunk: [0] },
        });
      }
    }
    for (const length of [35, 32, 3, 0]) {
      await expect(reading(stored(appended.slice(0, length), "crc32c"))).rejects.toMatchObject({
        code: "codec-failed",
      });
    }
  });

  it.each(["crc32", "adler32", "crc32c"] as const)(
    "2.3 numcodecs' %s lies before the data or after it as `location` says",
    async (name) => {
      const start = base64(compressed[`${name} at the start`]);
      const end = base64(compressed[`${name} at the end`]);
      const sides = [
        [start, { location: "start" }],
        [end, { location: "end" }],
        [name === "crc32c" ? end : start, {}],
      ] as const;
      for (const [chunk, configuration] of sides) {
        expect(await reading(stored(chunk, `numcodecs.${name}`, configuration))).toEqual(counted);
        expect(await reading(stored2(chunk, { id: name, ...configuration }))).toEqual(counted);
      }
      await expect(reading(stored(start, `numcodecs.${name}`, { location: "end" }))).rejects.toMatchObject({
        code: "codec-failed",
      });
    },
  );

  it("2.3 a stray id in the configuration of a numcodecs codec is passed over, in that of others refused", async () => {
    const chunk = base64(compressed["gzip of two members"]);
    expect(await reading(stored(chunk, "numcodecs.gzip", { id: "gzip", level: 1 }))).toEqual(counted);
    await expect(reading(stored(chunk, "gzip", { id: "gzip", level: 1 }))).rejects.toMatchObject(at("id"));
  });
});

describe("2.2.11 blosc of format 2", () => {
  const all = Array.from({ length: 64 }, (_, i) => i);

  it.each([
    [-1, "<i4", "blosc shuffle -1"],
    [-1, "|u1", "blosc shuffle -1 of bytes"],
    [0, "<i4", "blosc shuffle 0"],
    [1, "<i4", "blosc shuffle 1"],
    [2, "<i4", "blosc shuffle 2"],
  ] as const)("2.2.11 shuffle %d, dtype %s is read, and written with the same flags", async (shuffle, dtype, name) => {
    const chunk = base64(compressed[name]);
    const compressor = { id: "blosc", cname: "lz4", clevel: 5, shuffle, blocksize: 0 };
    expect(await reading(stored2(chunk, compressor, dtype, 64))).toEqual(all);
    // Byte 2 of the header: 1 shuffled by bytes, 4 by bits; byte 3 the size of an element.
    const words = ["noshuffle", "shuffle", "bitshuffle", "auto"] as const;
    const store = new Map<Key, Bytes>();
    const array = await createArray(store, {
      format: 2,
      shape: [64],
      dataType: dtype === "<i4" ? "int32" : "uint8",
      codecs: [blosc({ shuffle: words.at(shuffle)! })],
    });
    await array.set(null, all);
    expect(store.get("0")![2]! & 5).toBe(chunk[2]! & 5);
    expect(store.get("0")![3]).toBe(chunk[3]);
    expect(documentOf(store, ".zarray").compressor).toEqual(compressor);
  });

  it("2.2.11 the size of an element is the header's, not the array's", async () => {
    const compressor = { id: "blosc", cname: "lz4", clevel: 5, shuffle: 1, blocksize: 0 };
    const chunk = base64(compressed["blosc typesize 8"]);
    expect(chunk[3]).toBe(8);
    const store = stored2(chunk, compressor, "|u1", 128);
    expect(await reading(store, "::8")).toEqual(Array.from({ length: 16 }, (_, i) => i));
    expect(await reading(store, "1:8")).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it.each([3, -2, "shuffle", 0.5])("2.2.11 shuffle %j is refused", async (shuffle) => {
    const compressor = { id: "blosc", cname: "lz4", clevel: 5, shuffle };
    const store = stored2(base64(compressed["blosc shuffle 1"]), compressor, "<i4", 64);
    await expect(reading(store)).rejects.toMatchObject({
      code: "invalid-metadata",
      fields: { path: "compressor.shuffle" },
    });
  });
});
