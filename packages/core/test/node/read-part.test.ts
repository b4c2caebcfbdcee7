import { type ByteRange, type Store, ZarrError } from "@zarrkit/plugin-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createArray, get, openArray, set, slice } from "../../src/index.js";
import { memoryStore } from "../../src/store/memory.js";

/** uint32 [64, 48, 40] in one uncompressed chunk of 480 kB, over a store that writes down its requests. */
async function volume(endian: "little" | "big", order = [0, 1, 2]) {
  const map = new Map();
  const shape = [64, 48, 40];
  const codecs = [
    { name: "transpose", configuration: { order } },
    { name: "bytes", configuration: { endian } },
  ];
  const array = await createArray(map, {
    shape,
    chunks: shape,
    dataType: "uint32",
    codecs: codecs,
  });
  await set(
    array,
    null,
    Uint32Array.from({ length: 64 * 48 * 40 }, (_, i) => i),
  );
  const log: { bytes: number }[] = [];
  const inner = memoryStore(map);
  const { getRangesVersioned: _, getRanges: __, ...plain } = inner;
  const store: Store = {
    ...plain,
    get: async (key) => {
      const bytes = await inner.get(key);
      if (key.startsWith("c")) log.push({ bytes: bytes!.length });
      return bytes;
    },
    getRange: async (key: string, range: ByteRange) => {
      const bytes = await inner.getRange(key, range);
      log.push({ bytes: bytes!.length });
      return bytes;
    },
  };
  return { array: await openArray(store), log };
}

const layouts = [
  ["little-endian", "little", [0, 1, 2]],
  ["big-endian", "big", [0, 1, 2]],
  ["transposed", "little", [0, 2, 1]],
] as const;

describe.each(layouts)("an uncompressed chunk, %s", (_, endian, order) => {
  it("is read by the bytes of the region where these are few", async () => {
    const { array, log } = await volume(endian, [...order]);
    const plane = await get(array, [10, null, null]);
    expect(plane.data[47 * 40 + 39]).toBe((10 * 48 + 47) * 40 + 39);
    expect(log).toEqual([{ bytes: 48 * 40 * 4 }]);
  });

  it("is read whole where it was rewritten between two of its parts", async () => {
    const { array, log } = await volume(endian, [...order]);
    const { store } = array;
    const getRanges = async () => {
      throw new ZarrError("conflict", "The parts are of several versions.");
    };
    const rewritten = await openArray({ ...store, getRanges });
    expect((await get(rewritten, [10, 3, 2])).item()).toBe((10 * 48 + 3) * 40 + 2);
    expect(log.at(-1)).toEqual({ bytes: 64 * 48 * 40 * 4 });
  });

  it("is read from one value where several of its parts are wanted and the store tells versions of whole values only", async () => {
    const { array, log } = await volume(endian, [...order]);
    const { getVersioned: _, ...unversioned } = array.store;
    const traits = { coalesceGap: 0 };
    const apart = "0:4, 3, 2:4";
    const expected = (await get(array, apart)).toNested();
    log.length = 0;
    expect((await get(await openArray({ ...unversioned, traits }), apart)).toNested()).toEqual(expected);
    expect(log.length).toBeGreaterThan(3);
    log.length = 0;
    expect((await get(await openArray({ ...array.store, traits }), apart)).toNested()).toEqual(expected);
    expect(log).toEqual([{ bytes: 64 * 48 * 40 * 4 }]);
  });

  it("gives the same elements as the whole chunk does, for any selection", async () => {
    const { array } = await volume(endian, [...order]);
    const bound = (length: number) =>
      fc.tuple(
        fc.integer({ min: 0, max: length }),
        fc.integer({ min: 0, max: length }),
        fc.integer({ min: 1, max: 9 }),
      );
    await fc.assert(
      fc.asyncProperty(bound(64), bound(48), bound(40), async (...bounds) => {
        const found = await get(
          array,
          bounds.map(([start, stop, step]) => slice(start, stop, step)),
        );
        const expected: number[] = [];
        const [a, b, c] = bounds.map(([start, stop, step]) =>
          Array.from({ length: Math.max(0, Math.ceil((stop - start) / step)) }, (_, i) => start + i * step),
        );
        for (const i of a!) for (const j of b!) for (const k of c!) expected.push((i * 48 + j) * 40 + k);
        expect([...(found.data as Uint32Array)]).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});

describe("an uncompressed chunk that is longer than it should be", () => {
  it("is refused also by parts where the store tells its size", async () => {
    const map = new Map<string, Uint8Array>();
    const array = await createArray(map, { shape: [256, 256], chunks: [256, 256], dataType: "uint16" });
    await set(array, null, 7);
    map.set("c/0/0", Uint8Array.from([...map.get("c/0/0")!, 0]));
    const message =
      /^Chunk \[0,0\] \(key "c\/0\/0"\) of array "": bytes: the value holds 131073 bytes, expected 131072\. .*correct the metadata\.$/;
    await expect(get(array, "3, 4")).rejects.toThrow(message);
    await expect(get(array)).rejects.toMatchObject({ code: "codec-failed" });
  });
});
