import type { Bytes, Key, View } from "@zarrkit/plugin-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slice } from "../../src/indexing/selection.js";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";
import { openArray } from "../../src/open/open.js";
import { recordingStore } from "../doubles/stores.js";
import { pythonSlice } from "../indexing/python-slice.js";

const make = (shape: readonly number[], chunks: readonly number[]) =>
  createArray(new Map<Key, Bytes>(), { shape, chunks, dataType: "int16", fillValue: -1 });
const values = async (array: Awaited<ReturnType<typeof make>>) => [...(await get(array)).data];

describe("set", () => {
  it("writes what assignment to a plain array would", async () => {
    const bound = fc.option(fc.integer({ min: -9, max: 9 }), { nil: null });
    const range = fc.record({ start: bound, stop: bound, step: fc.constantFrom(1, 1, 2, 3, -1, -2) });
    const writes = fc.array(fc.tuple(range, range, fc.integer({ min: -99, max: 99 })), { maxLength: 5 });
    const chunks = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }));
    await fc.assert(
      fc.asyncProperty(writes, chunks, async (list, chunkShape) => {
        const array = await make([5, 7], chunkShape);
        const expected = new Array<number>(35).fill(-1);
        for (const [rows, columns, seed] of list) {
          const [is, js] = [pythonSlice(rows, 5), pythonSlice(columns, 7)];
          const data = Int16Array.from({ length: is.length * js.length }, (_, i) => seed + i);
          is.forEach((i, a) => js.forEach((j, b) => (expected[i * 7 + j] = data[a * js.length + b]!)));
          await set(array, [rows, columns], data);
        }
        expect(await values(array)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it("reads no chunk that it covers whole, edge chunks included", async () => {
    const { store, calls } = recordingStore();
    const array = await createArray(store, { shape: [5], chunks: [2], dataType: "int16" });
    calls.length = 0;
    await set(array, null, Int16Array.of(1, 2, 3, 4, 5));
    expect(calls.sort()).toEqual(["set c/0", "set c/1", "set c/2"]);
    calls.length = 0;
    await set(array, [slice(1, 4)], Int16Array.of(7, 8, 9));
    expect(calls.filter((call) => call.includes("c/1"))).toEqual(["set c/1"]);
    expect(calls.filter((call) => call.startsWith("get"))).toEqual(["getVersioned c/0"]);
  });

  it("stores edge chunks full size, fill values beyond the edge", async () => {
    const array = await make([3], [2]);
    await set(array, null, Int16Array.of(1, 2, 3));
    expect(await array.store.get("c/1")).toEqual(Uint8Array.of(3, 0, 255, 255));
  });

  it("tells of every chunk as it is stored", async () => {
    const told: number[] = [];
    await set(await make([5], [2]), null, 1, { onProgress: ({ done, total }) => told.push(done * 10 + total) });
    expect(told).toEqual([13, 23, 33]);
  });

  it("writes nothing for an empty selection", async () => {
    const { store, calls } = recordingStore();
    const array = await createArray(store, { shape: [5], dataType: "int16" });
    calls.length = 0;
    await set(array, [slice(2, 2)], new Int16Array(0));
    await set(array, [slice(2, 2)], 5);
    expect(calls).toEqual([]);
  });

  it("a 0-dimensional array is one chunk", async () => {
    const array = await make([], []);
    await set(array, null, 5);
    expect((await get(array)).item()).toBe(5);
    expect(await array.store.get("c")).toEqual(Uint8Array.of(5, 0));
  });
});

const array = await make([2, 3], [1, 2]);

describe("what can be written", () => {
  it.each<[string, unknown, number[]]>([
    ["one scalar for all", 7, [7, 7, 7, 7, 7, 7]],
    ["a typed array in C order", Int16Array.of(1, 2, 3, 4, 5, 6), [1, 2, 3, 4, 5, 6]],
    ["a part of a buffer", new Int16Array([9, 1, 2, 3, 4, 5, 6, 9]).subarray(1, 7), [1, 2, 3, 4, 5, 6]],
    [
      "nested arrays",
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [1, 2, 3, 4, 5, 6],
    ],
    [
      "nested arrays with bigint",
      [
        [1n, 2, 3],
        [4, 5n, 6],
      ],
      [1, 2, 3, 4, 5, 6],
    ],
    [
      "a transposed view",
      { data: Int16Array.of(1, 4, 2, 5, 3, 6), offset: 0, shape: [2, 3], strides: [1, 2] },
      [1, 2, 3, 4, 5, 6],
    ],
    [
      "a view that repeats a row",
      { data: Int16Array.of(1, 2, 3), offset: 0, shape: [2, 3], strides: [0, 1] },
      [1, 2, 3, 1, 2, 3],
    ],
    [
      "a view that runs backwards",
      { data: Int16Array.of(6, 5, 4, 3, 2, 1), offset: 5, shape: [2, 3], strides: [-3, -1] },
      [1, 2, 3, 4, 5, 6],
    ],
  ])("%s", async (_, value, expected) => {
    await set(array, null, value as never);
    expect(await values(array)).toEqual(expected);
  });

  it("the result of a read, transposed or not", async () => {
    await set(array, null, Int16Array.of(1, 2, 3, 4, 5, 6));
    const turned = (await get(array)).transpose();
    const other = await make([3, 2], [2, 2]);
    await set(other, null, turned);
    expect(await values(other)).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it("the result of a read that came from a worker", async () => {
    const [array, other] = [await make([3, 2], [2, 2]), await make([2, 3], [2, 2])];
    await set(array, null, Int16Array.of(1, 2, 3, 4, 5, 6));
    await set(other, null, structuredClone((await get(array)).transpose()) as View<Int16Array>);
    expect(await values(other)).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it("a value for axes that integers drop", async () => {
    await set(array, null, 0);
    await set(array, [1], [7, 8, 9]);
    await set(array, [0, -1], 5);
    expect(await values(array)).toEqual([0, 0, 5, 7, 8, 9]);
  });

  it("a value for a reversed selection", async () => {
    await set(array, [0, slice(null, null, -1)], Int16Array.of(1, 2, 3));
    expect((await get(array, [0])).toNested()).toEqual([3, 2, 1]);
  });

  it("the caller's memory is only read, and may be changed afterwards", async () => {
    const data = Int16Array.of(1, 2, 3, 4, 5, 6);
    await set(array, null, data);
    expect([...data]).toEqual([1, 2, 3, 4, 5, 6]);
    data.fill(9);
    expect(await values(array)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe("what cannot be written is refused, and nothing is stored", () => {
  const view = (change: Partial<View>) => ({
    data: new Int16Array(6),
    offset: 0,
    shape: [2, 3],
    strides: [3, 1],
    ...change,
  });

  it.each<[string, unknown, string]>([
    [
      "an array of another library",
      { data: new Int16Array(6), shape: [2, 3], stride: [3, 1] },
      "has data and a shape, but no strides: a view is { data, shape, strides, offset }",
    ],
    [
      "a container of another type",
      new Float32Array(6),
      'Array "" of int16 takes a Int16Array, given was a Float32Array: convert it first.',
    ],
    ["too few elements", new Int16Array(5), "The value has 5 entries, but the selection has shape [2,3]."],
    ["too many elements", new Int16Array(7), "The value has 7 entries, but the selection has shape [2,3]."],
    [
      "a view of another shape",
      view({ shape: [3, 2], strides: [2, 1] }),
      "The value has shape [3,2], but the selection has shape [2,3].",
    ],
    ["a view of another type", view({ data: new Uint16Array(6) }), "takes a Int16Array, given was a Uint16Array"],
    ["a view beyond its data", view({ offset: 1 }), "reaches entries 1 to 6, but its data have 6"],
    [
      "nested arrays that are too short",
      [
        [1, 2],
        [3, 4],
      ],
      "The value has 2 entries on axis 1, but the selection has shape [2,3].",
    ],
    ["nested arrays that are too flat", [1, 2], "The value has 1 on axis 1, but the selection has shape [2,3]."],
    [
      "nested arrays that are too deep",
      [
        [[1], 2, 3],
        [4, 5, 6],
      ],
      "[1] is no value of data type int16",
    ],
    ["a number out of range", 40000, "40000 is no value of data type int16: expected an integer from -32768 to 32767."],
    ["a fraction", 1.5, "1.5 is no value of data type int16"],
    ["NaN", Number.NaN, "NaN is no value of data type int16"],
    ["text", "1", '"1" is no value of data type int16'],
    ["nothing", undefined, "nothing is no value of data type int16"],
    [
      "null among elements",
      [
        [1, null, 3],
        [4, 5, 6],
      ],
      "null is no value of data type int16",
    ],
  ])("%s", async (_, value, message) => {
    const array = await make([2, 3], [1, 2]);
    await expect(set(array, null, value as never)).rejects.toMatchObject({
      code: "invalid-argument",
      message: expect.stringContaining(message),
    });
    expect(await array.store.get("c/0/0")).toBeUndefined();
  });

  it("too many indices", async () => {
    await expect(set(await make([2], [1]), [0, 0], 1)).rejects.toMatchObject({ code: "invalid-selection" });
  });

  it("a store that cannot be written to", async () => {
    const array = await make([2], [1]);
    const readOnly = await openArray({ get: (key, options) => array.store.get(key, options) });
    await expect(set(readOnly, null, 1)).rejects.toMatchObject({
      code: "unsupported",
      message: 'Cannot write array "": its store is read-only. Open it through a store that has set() and delete().',
    });
  });
});

describe("scalars that are typed arrays, or look like views", () => {
  it.each([
    ["r16", Uint8Array.of(1, 2)],
    [
      { name: "struct", configuration: { fields: ["data", "shape", "strides"].map(uint8Field) } },
      { data: 1, shape: 2, strides: 3 },
    ],
  ])("%j: one for all of the selection", async (dataType, scalar) => {
    const array = await createArray(new Map<Key, Bytes>(), { shape: [3], chunks: [2], dataType });
    await set(array, [slice(1, 3)], scalar);
    const result = await get(array);
    expect([1, 2].map((at) => result.at(at))).toEqual([scalar, scalar]);
    expect(result.at(0)).not.toEqual(scalar);
    await set(array, [0], result.at(1));
    expect((await get(array, [0])).item()).toEqual(scalar);
  });

  it("a typed array of another length than the selection is no scalar of numbers", async () => {
    const array = await make([3], [2]);
    await expect(set(array, null, Int16Array.of(1))).rejects.toThrow("has 1 entries, but the selection has shape [3]");
  });
});

function uint8Field(name: string) {
  return { name, data_type: "uint8" };
}
