import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Slice, slice } from "../../src/indexing/selection.js";
import { at, get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";
import { pythonSlice } from "../indexing/python-slice.js";

const shape = [5, 7, 3];

/** 0, 1, 2 … in C order, in chunks that do not divide the shape. */
async function counted() {
  const array = await createArray(new Map(), { shape, chunks: [2, 3, 2], dataType: "int16", fillValue: -1 });
  await set(
    array,
    null,
    Int16Array.from({ length: 105 }, (_, i) => i),
  );
  return array;
}
const array = await counted();
const valueAt = (i: number, j: number, k: number) => (i * 7 + j) * 3 + k;

const bound = fc.option(fc.integer({ min: -9, max: 9 }), { nil: null });
const entry = (length: number) =>
  fc.oneof(
    fc.constant(null),
    fc.integer({ min: -length, max: length - 1 }),
    fc.record({ start: bound, stop: bound, step: fc.constantFrom(1, 1, 2, 3, 5, -1, -2, -7) }),
  );

/** What the selection gives by walking every index. */
function expected(selection: readonly (Slice | number | null)[]): unknown {
  const [i, j, k] = shape.map((length, axis) => {
    const given = selection[axis] ?? null;
    if (typeof given === "number") return { dropped: true, indices: [given < 0 ? given + length : given] };
    return { dropped: false, indices: pythonSlice(given ?? slice(null), length) };
  });
  const drop = <T>({ dropped }: { dropped: boolean }, list: T[]) => (dropped ? list[0] : list);
  return drop(
    i!,
    i!.indices.map((a) =>
      drop(
        j!,
        j!.indices.map((b) =>
          drop(
            k!,
            k!.indices.map((c) => valueAt(a, b, c)),
          ),
        ),
      ),
    ),
  );
}

describe("get", () => {
  it("gives for every selection what a walk over the indices gives", async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(...shape.map(entry)), fc.integer({ min: 0, max: 3 }), async (full, given) => {
        const selection = full.slice(0, given);
        const result = await get(array, selection);
        expect(result.toNested()).toEqual(expected(selection));
        expect(result.contiguous()).toBe(result);
      }),
      { numRuns: 300 },
    );
  });

  it("answers an array for every selection, without axes for integers alone", async () => {
    const one = await get(array, [-1, 2, 0]);
    expect(one.shape).toEqual([]);
    expect(one.item()).toBe(valueAt(4, 2, 0));
    expect((await get(array, [slice(0, 1), 2, 0])).shape).toEqual([1]);
  });

  it("takes the NumPy spelling", async () => {
    expect((await get(array, "-1, ::-2, ...")).toNested()).toEqual(expected([-1, slice(null, null, -2), null]));
  });

  it("answers the data type's container, which is the caller's", async () => {
    const first = await get(array);
    expect(first.data).toBeInstanceOf(Int16Array);
    expect(first.data.length).toBe(105);
    first.data.fill(99);
    expect((await get(array)).at(0, 0, 1)).toBe(1);
  });

  it("gives no elements for an empty selection, and asks for no chunk", async () => {
    const result = await get(array, [slice(3, 3), null, 0]);
    expect(result.shape).toEqual([0, 7]);
    expect(result.toNested()).toEqual([]);
    expect((await get(array, [slice(4, 1)])).shape).toEqual([0, 7, 3]);
  });

  it("tells of every chunk as it is done", async () => {
    const told: [number, number][] = [];
    await get(array, [slice(0, 3), null, 0], { onProgress: ({ done, total }) => told.push([done, total]) });
    expect(told).toEqual([
      [1, 6],
      [2, 6],
      [3, 6],
      [4, 6],
      [5, 6],
      [6, 6],
    ]);
    await get(array, [slice(0, 0)], { onProgress: () => expect.unreachable() });
  });

  it("an error of the listener is the caller's", async () => {
    const onProgress = () => {
      throw new Error("of the listener");
    };
    await expect(get(array, null, { onProgress })).rejects.toThrow("of the listener");
  });

  it("answers on shared memory when asked", async () => {
    const { data } = await get(array, null, { shared: true });
    expect((data as Int16Array).buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...(data as Int16Array)]).toEqual(Array.from({ length: 105 }, (_, i) => i));
  });

  it("refuses an array that no memory can hold before it looks at its chunks", async () => {
    const vast = await createArray(new Map(), { shape: [2 ** 50], chunks: [1], dataType: "float64" });
    await expect(get(vast)).rejects.toMatchObject({
      code: "limit-exceeded",
      message: expect.stringContaining("select less at once"),
    });
    expect((await get(vast, [-1])).item()).toBe(0);
  });
});

describe("at", () => {
  it("gives one scalar", async () => {
    expect(await at(array, [1, 2, 0])).toBe(valueAt(1, 2, 0));
    expect(await at(array, [-1, -1, -1])).toBe(104);
  });

  it("gives bigint for 64-bit integers, true and false for bool, one scalar without axes", async () => {
    const long = await createArray(new Map(), { shape: [1], dataType: "uint64", fillValue: 2n ** 64n - 1n });
    expect(await at(long, [0])).toBe(18446744073709551615n);
    const flag = await createArray(new Map(), { shape: [], dataType: "bool", fillValue: true });
    expect(await at(flag, [])).toBe(true);
  });

  it("takes one index per axis, each inside", async () => {
    await expect(at(array, [1, 2])).rejects.toMatchObject({
      code: "invalid-selection",
      message: 'at() takes a list of one index per axis: array "" has 3, given was [1,2].',
    });
    await expect(at(array, 0 as never)).rejects.toThrow("given was 0.");
    await expect(at(array, [1, 2, 3])).rejects.toMatchObject({
      code: "invalid-selection",
      message: "Cannot select from shape [5,7,3]: index 3 is outside axis 2, which has 3 elements.",
    });
  });
});
