import type { View } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { slice } from "../../src/indexing/selection.js";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";

const array = await createArray(new Map(), { shape: [4, 5], chunks: [3, 2], dataType: "int16", fillValue: 7 });
await set(
  array,
  null,
  Int16Array.from({ length: 20 }, (_, i) => i),
);

describe("out", () => {
  it("a typed array takes the elements in C order", async () => {
    const out = new Int16Array(20);
    const result = await get(array, null, { out });
    expect(result.data).toBe(out);
    expect([...out]).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it("a part of a larger buffer takes them there, and nothing beside is touched", async () => {
    const buffer = new Int16Array(30).fill(-9);
    await get(array, [1], { out: buffer.subarray(4, 9) });
    expect([...buffer.subarray(0, 11)]).toEqual([-9, -9, -9, -9, 5, 6, 7, 8, 9, -9, -9]);
  });

  it("a view takes them by its strides: transposed, backwards, with gaps", async () => {
    const transposed = new Int16Array(20);
    await get(array, null, { out: { data: transposed, offset: 0, shape: [4, 5], strides: [1, 4] } });
    expect([...transposed.subarray(0, 8)]).toEqual([0, 5, 10, 15, 1, 6, 11, 16]);

    const backwards = new Int16Array(5);
    await get(array, [0], { out: { data: backwards, offset: 4, shape: [5], strides: [-1] } });
    expect([...backwards]).toEqual([4, 3, 2, 1, 0]);

    const gaps = new Int16Array(10).fill(-9);
    const result = await get(array, [0, slice(null, null, -1)], {
      out: { data: gaps, offset: 1, shape: [5], strides: [2] },
    });
    expect([...gaps]).toEqual([-9, 4, -9, 3, -9, 2, -9, 1, -9, 0]);
    expect(result.toNested()).toEqual([4, 3, 2, 1, 0]);
  });

  it("a result of an earlier call takes the next one's", async () => {
    const first = await get(array, [0]);
    const second = await get(array, [1], { out: first });
    expect(second.data).toBe(first.data);
    expect(first.toNested()).toEqual([5, 6, 7, 8, 9]);
  });

  it("what it held before is overwritten by fill values too", async () => {
    const empty = await createArray(new Map(), { shape: [3], chunks: [2], dataType: "int16", fillValue: 7 });
    const out = Int16Array.of(1, 2, 3);
    await get(empty, null, { out });
    expect([...out]).toEqual([7, 7, 7]);
  });

  it("knows how many entries an element has where the view does not say", async () => {
    const complex = await createArray(new Map(), { shape: [3], chunks: [2], dataType: "complex64" });
    await set(complex, null, Float32Array.of(1, 2, 3, 4, 5, 6));
    const data = new Float32Array(6);
    const result = await get(complex, null, { out: { data, offset: 0, shape: [3], strides: [2] } });
    expect([...data]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(result.lanes).toBe(2);
    await expect(get(complex, null, { out: { data, offset: 1, shape: [3], strides: [2] } })).rejects.toMatchObject({
      code: "invalid-argument",
    });
  });

  const view = (change: Partial<View<Int16Array>>): View<Int16Array> => ({
    data: new Int16Array(20),
    offset: 0,
    shape: [4, 5],
    strides: [5, 1],
    ...change,
  });

  it.each<[string, unknown, string]>([
    [
      "a container of another type",
      new Uint16Array(20),
      "`out` is a Uint16Array, but int16 is read into a Int16Array.",
    ],
    ["a plain array", new Array(20).fill(0), "`out` is a Array, but int16 is read into a Int16Array."],
    ["too few entries", new Int16Array(19), "`out` has 19 entries, but the selection has shape [4,5]."],
    ["too many entries", new Int16Array(21), "`out` has 21 entries, but the selection has shape [4,5]."],
    [
      "a view of another shape",
      view({ shape: [5, 4], strides: [4, 1] }),
      "`out` has shape [5,4], but the selection has shape [4,5].",
    ],
    [
      "a view of another rank",
      view({ shape: [20], strides: [1] }),
      "`out` has shape [20], but the selection has shape [4,5].",
    ],
    ["a view of another type", view({ data: new Int32Array(20) as never }), "`out` is a Int32Array"],
    ["a view that reaches beyond its data", view({ offset: 1 }), "reaches entries 1 to 20, but its data have 20"],
    ["a view that begins before its data", view({ strides: [-5, 1] }), "reaches entries -15 to 4"],
  ])("%s is refused, and nothing is read", async (_, out, message) => {
    let asked = 0;
    const onProgress = () => void asked++;
    await expect(get(array, null, { out: out as Int16Array, onProgress })).rejects.toMatchObject({
      code: "invalid-argument",
      message: expect.stringContaining(message),
    });
    expect(asked).toBe(0);
  });
});
