import { blosc } from "@zarrkit/codec-blosc";
import type { Bytes } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { createArray } from "../../src/index.js";
import compressed from "../specification/fixtures/compressed.json";
import { base64, little, reading, version2, version3 } from "../written-by-hand.js";

const counted = Array.from({ length: 64 }, (_, i) => i);
const failed = { code: "codec-failed", fields: { chunk: [0] } };
const ofBlosc = { id: "blosc", cname: "lz4", clevel: 5, shuffle: 1 };
const ofLz4 = { id: "lz4", acceleration: 1 };
const decoding = (chunk: Bytes, compressor: object) =>
  reading(version2({ shape: [64], dtype: "<i4", compressor }, { "0": chunk }));

describe("blosc that gave wrong bytes of the right length", () => {
  const chunk = base64(compressed["blosc shuffle 1"]);

  it("where it was cut, or empty", async () => {
    expect(await decoding(chunk, ofBlosc)).toEqual(counted);
    for (let length = 0; length < chunk.length; length++) {
      await expect(decoding(chunk.slice(0, length), ofBlosc)).rejects.toMatchObject(failed);
    }
  });

  it("where it was noise", async () => {
    for (let seed = 1; seed <= 100; seed++) {
      const noise = Uint8Array.from({ length: 120 }, (_, i) => (Math.imul(seed * 1009 + i, 0x9e3779b1) >>> 11) & 255);
      await expect(decoding(noise, ofBlosc)).rejects.toMatchObject(failed);
      // Behind a header that is right.
      noise.set(chunk.subarray(0, 20));
      const results = await Promise.allSettled([decoding(noise, ofBlosc), decoding(noise, ofBlosc)]);
      expect(results[0]).toEqual(results[1]);
    }
  });

  it("where a bit was flipped: an error, or the same whole chunk every time, never what memory held before", async () => {
    for (let bit = 0; bit < chunk.length * 8; bit++) {
      const flipped = chunk.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const outcomes: unknown[] = [];
      for (let time = 0; time < 2; time++) {
        const values = await decoding(flipped, ofBlosc).catch((error: unknown) => error);
        if (values instanceof Error) expect(values).toMatchObject(failed);
        else expect(values).toHaveLength(64);
        outcomes.push(values instanceof Error ? values.message : values);
      }
      expect(outcomes[0]).toEqual(outcomes[1]);
    }
  });

  it("which its header said was of another length: a gigabyte was allocated, or too little", async () => {
    for (const length of [2 ** 30, 2 ** 32 - 1, 255, 257, 0]) {
      const lying = chunk.slice();
      new DataView(lying.buffer).setUint32(4, length, true);
      await expect(decoding(lying, ofBlosc)).rejects.toMatchObject(failed);
    }
  });
});

it("blosc took the shuffles of format 3 for none, and wrote 2.8 times as much", async () => {
  const values = Float32Array.from({ length: 16384 }, (_, i) => Math.sin(i / 500));
  const size = async (shuffle: "noshuffle" | "shuffle" | "bitshuffle") => {
    const array = await createArray(new Map(), { shape: [16384], dataType: "float32", codecs: [blosc({ shuffle })] });
    await array.set(null, values);
    expect((await array.get()).data).toEqual(values);
    return (await array.store.get("c/0"))!.length;
  };
  const plain = await size("noshuffle");
  expect(await size("shuffle")).toBeLessThan(plain * 0.8);
  expect(await size("bitshuffle")).toBeLessThan(plain * 0.8);
});

describe("lz4 whose length was believed", () => {
  const chunk = base64(compressed["lz4"]);

  it.each([2 ** 30, 0xfffffff2, 255, 257, 0])("%d", async (length) => {
    expect(await decoding(chunk, ofLz4)).toEqual(counted);
    const lying = chunk.slice();
    new DataView(lying.buffer).setUint32(0, length, true);
    await expect(decoding(lying, ofLz4)).rejects.toMatchObject(failed);
    const codecs = [little, { name: "numcodecs.lz4" }];
    await expect(
      reading(version3({ shape: [64], data_type: "int32", codecs }, { "c/0": lying })),
    ).rejects.toMatchObject(failed);
  });

  it("of a value too short to say it", async () => {
    for (const length of [0, 1, 3, 4]) {
      await expect(decoding(chunk.slice(0, length), ofLz4)).rejects.toMatchObject(failed);
    }
  });
});
