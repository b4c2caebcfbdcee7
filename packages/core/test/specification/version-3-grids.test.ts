import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { openArray } from "../../src/open/open.js";
import { array3, store3 } from "../doubles/documents.js";

const opening = (change: object) => openArray(store3(change));
const regular = (...chunk_shape: unknown[]) => ({ name: "regular", configuration: { chunk_shape } });
const rectilinear = (...chunk_shapes: unknown[]) => ({
  name: "rectilinear",
  configuration: { kind: "inline", chunk_shapes },
});
const keyOf = async (encoding: unknown, position: number[]) =>
  (await opening({ chunk_key_encoding: encoding })).parts.metadata.keyEncoding.encode(position);

describe("2.1 v3: shapes and grids", () => {
  it.each([[[-1, 6]], [[1.5, 6]], [["4", 6]], ["46"], [{}], [null], [4], [[2 ** 53, 6]]])(
    "2.1.14 shape %j is refused",
    async (shape) => {
      await expect(opening({ shape })).rejects.toMatchObject({ code: "invalid-metadata", fields: { path: "shape" } });
    },
  );

  it("2.1.14 a shape may be empty, or hold 0", async () => {
    const scalar = await opening({ shape: [], chunk_grid: regular() });
    expect((await get(scalar)).item()).toBe(7);
    const empty = await opening({ shape: [0, 6] });
    expect((await get(empty)).toNested()).toEqual([]);
  });

  it.each([[[0, 3]], [[-2, 3]], [[2]], [[2, 3, 1]], [[1.5, 3]], [["2", 3]]])(
    "2.1.14 chunk_shape %j is refused for two axes",
    async (chunks) => {
      await expect(opening({ chunk_grid: regular(...chunks) })).rejects.toMatchObject({
        code: "invalid-metadata",
        fields: { path: "chunk_grid.configuration.chunk_shape" },
      });
    },
  );

  it("2.1.14 the grid has ceil(shape / chunk) chunks; those at the edge are stored full size, and what lies beyond is ignored", async () => {
    const map = store3({ shape: [3, 4] });
    map.set("c/1/1", new Uint8Array(Int16Array.of(1, 99, 99, 99, 99, 99).buffer));
    const array = await openArray(map);
    expect(array.parts.metadata.grid.axes.map(({ count }) => count)).toEqual([2, 2]);
    expect((await get(array)).toNested()).toEqual([
      [7, 7, 7, 7],
      [7, 7, 7, 7],
      [7, 7, 7, 1],
    ]);
  });

  it("2.1.14 a grid that nobody knows is refused, never read as another", async () => {
    await expect(opening({ chunk_grid: { ...regular(2, 3), name: "foo" } })).rejects.toMatchObject({
      code: "unsupported-extension",
      fields: { path: "chunk_grid" },
    });
  });

  it.each<[string, unknown[]]>([
    ["one axis too few", [[2, 2]]],
    ["a length of 0", [[2, 0, 2], 3]],
    ["a run of 0 chunks", [[[2, 0], 4], 3]],
    ["a run of length 0", [[[0, 2], 4], 3]],
    ["a run of three numbers", [[[2, 1, 1]], 3]],
    ["too few elements", [[2, 1], 3]],
    ["a fraction", [[1.5, 2.5], 3]],
  ])("2.1.15 rectilinear: %s is refused", async (_, shapes) => {
    await expect(opening({ chunk_grid: rectilinear(...shapes) })).rejects.toMatchObject({ code: "invalid-metadata" });
  });

  it("2.1.15 rectilinear: lengths, runs, one length that repeats, chunks beyond the end", async () => {
    const chunk_grid = rectilinear([1, [2, 1], 5, [1, 3]], 4);
    const map = store3({ chunk_grid });
    map.set("c/1/1", new Uint8Array(Int16Array.of(1, 2, 99, 99, 3, 4, 99, 99).buffer));
    map.set("c/2/0", new Uint8Array(Int16Array.from({ length: 20 }, (_, i) => i + 10).buffer));
    expect((await get(await openArray(map))).toNested()).toEqual([
      [7, 7, 7, 7, 7, 7],
      [7, 7, 7, 7, 1, 2],
      [7, 7, 7, 7, 3, 4],
      [10, 11, 12, 13, 7, 7],
    ]);
    const kind = { name: "rectilinear", configuration: { kind: "elsewhere", chunk_shapes: [2, 3] } };
    await expect(opening({ chunk_grid: kind })).rejects.toMatchObject({ code: "invalid-metadata" });
  });
});

describe("2.1 v3: chunk keys", () => {
  it.each<[unknown, string, string]>([
    ["default", "c/1/0", "c"],
    [{ name: "default", configuration: {} }, "c/1/0", "c"],
    [{ name: "default", configuration: { separator: "/" } }, "c/1/0", "c"],
    [{ name: "default", configuration: { separator: "." } }, "c.1.0", "c"],
    ["v2", "1.0", "0"],
    [{ name: "v2", configuration: { separator: "." } }, "1.0", "0"],
    [{ name: "v2", configuration: { separator: "/" } }, "1/0", "0"],
  ])("2.1.16 %j spells %s, and %s without axes", async (encoding, two, none) => {
    expect(await keyOf(encoding, [1, 0])).toBe(two);
    expect(await keyOf(encoding, [])).toBe(none);
  });

  it.each([["-"], [""], [null], [1], ["\\"]])("2.1.16 the separator %j is refused", async (separator) => {
    for (const name of ["default", "v2"]) {
      await expect(opening({ chunk_key_encoding: { name, configuration: { separator } } })).rejects.toMatchObject({
        code: "invalid-metadata",
        fields: { path: "chunk_key_encoding.configuration.separator" },
      });
    }
  });

  it("2.1.16 an encoding that nobody knows is refused", async () => {
    await expect(opening({ chunk_key_encoding: { name: "hilbert" } })).rejects.toMatchObject({
      code: "unsupported-extension",
      fields: { path: "chunk_key_encoding" },
    });
  });

  it("2.1.17 an absent chunk is all fill value", async () => {
    expect((await get(await openArray(store3()), [0])).toNested()).toEqual([7, 7, 7, 7, 7, 7]);
    expect(array3.fill_value).toBe(7);
  });
});
