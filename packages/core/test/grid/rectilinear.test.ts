import { describe, expect, it } from "vitest";
import { parseRectilinearGrid } from "../../src/grid/rectilinear.js";
import { createRegistry, get, openArray, set, slice } from "../../src/index.js";

const origin = { name: "chunk_grid", format: 3, path: "chunk_grid" } as const;
const gridOf = (chunkShapes: unknown, shape: readonly number[], kind: unknown = "inline") =>
  parseRectilinearGrid({ kind, chunk_shapes: chunkShapes }, shape, origin);

/** The chunk lengths of an axis, written out as the specification describes it. */
function expanded(lengths: any, length: number): number[] {
  if (typeof lengths === "number") return new Array<number>(Math.ceil(length / lengths)).fill(lengths);
  return lengths.flatMap((entry: any) => (Array.isArray(entry) ? new Array(entry[1]).fill(entry[0]) : [entry]));
}

describe("chunks of a rectilinear grid", () => {
  // The examples of zarr-extensions and of zarr-python's metadata package, and some of our own.
  const cases: [lengths: unknown, length: number][] = [
    [4, 6],
    [[1, 2, 3], 6],
    [[[4, 2]], 6],
    [[[1, 3], 3], 6],
    [[4, 4, 4], 6],
    [[10, 20, 30, 40], 100],
    [50, 100],
    [[[10, 5], 5, 5], 60],
    [[15, 15], 30],
    [[[3, 4], [2, 3], 1, [7, 2]], 31],
    [[5, [1, 9]], 5],
    [[], 0],
    [[2, 3], 0],
    [7, 0],
  ];
  for (const [lengths, length] of cases) {
    it(`${JSON.stringify(lengths)} for ${length} elements`, () => {
      const [axis] = gridOf([lengths], [length]).axes;
      let start = 0;
      let chunk = 0;
      for (const size of expanded(lengths, length)) {
        if (start >= length) break;
        expect([axis!.start(chunk), axis!.size(chunk)]).toEqual([start, size]);
        for (let i = start; i < Math.min(start + size, length); i++) expect(axis!.find(i)).toBe(chunk);
        start += size;
        chunk++;
      }
      expect(axis!.count).toBe(chunk);
    });
  }

  it("have one shape where all lengths are equal, and none otherwise", () => {
    expect(gridOf([4, [[5, 3]], [2, 2]], [8, 15, 3]).chunkShape).toEqual([4, 5, 2]);
    expect(gridOf([4, [5, 4]], [8, 9]).chunkShape).toBeUndefined();
    expect(gridOf([], []).chunkShape).toEqual([]);
  });

  it("keep the configuration as it was written", () => {
    expect(gridOf([[[1, 3], 3], 4], [6, 6])).toMatchObject({
      name: "rectilinear",
      configuration: { kind: "inline", chunk_shapes: [[[1, 3], 3], 4] },
    });
  });

  it("may be more than memory could list", () => {
    const [axis] = gridOf([[[1, 2 ** 50], 7]], [2 ** 50 + 3]).axes;
    expect(axis!.find(2 ** 50 + 2)).toBe(2 ** 50);
    expect([axis!.count, axis!.start(2 ** 50), axis!.size(2 ** 50)]).toEqual([2 ** 50 + 1, 2 ** 50, 7]);
  });
});

describe("what a document says of a rectilinear grid", () => {
  const path = "chunk_grid.configuration.chunk_shapes";
  const refused: [unknown, readonly number[], string][] = [
    [undefined, [4], `${path}: expected a list with the chunk lengths of every axis, found nothing`],
    [[4], [4, 4], `${path}: has 1 axes, but the array has 2: [4,4]`],
    [[0], [4], `${path}[0]: expected a chunk length or a list of them, found 0`],
    [["4"], [4], `${path}[0]: expected a chunk length`],
    [[[4, 0]], [4], `${path}[0][1]: expected a positive integer or a run [length, count] of them, found 0`],
    [[[4, 1.5]], [4], `${path}[0][1]`],
    [[[[4, 0]]], [4], `${path}[0][0]: expected a positive integer or a run [length, count] of them, found [4,0]`],
    [[[[4, 1, 1]]], [4], `${path}[0][0]`],
    [[[[4]]], [4], `${path}[0][0]`],
    [[[1, 2]], [4], `${path}[0]: the chunks hold 3 elements, but the axis has 4`],
    [[[]], [1], `${path}[0]: the chunks hold 0 elements, but the axis has 1`],
    [[[[2 ** 30, 2 ** 30]]], [4], `${path}[0][0]: the chunks reach further than can be addressed`],
  ];
  for (const [chunkShapes, shape, message] of refused) {
    it(`${JSON.stringify(chunkShapes)} for [${shape}] is refused`, () => {
      expect(() => gridOf(chunkShapes, shape)).toThrow(message);
    });
  }

  it("needs the kind that is known, and nothing unknown", () => {
    expect(() => parseRectilinearGrid({ chunk_shapes: [4] }, [4], origin)).toThrow(
      'chunk_grid.configuration.kind: expected "inline", found nothing',
    );
    expect(() => gridOf([4], [4], "reference")).toThrow('expected "inline", found "reference"');
    const more = { kind: "inline", chunk_shapes: [4], chunk_shape: [4] };
    expect(() => parseRectilinearGrid(more, [4], origin)).toThrow(
      "chunk_grid.configuration.chunk_shape: is not a known field",
    );
  });
});

it("an array with such a grid is read and written chunk by chunk", async () => {
  const document = {
    zarr_format: 3,
    node_type: "array",
    shape: [5, 6],
    data_type: "uint8",
    chunk_grid: {
      name: "rectilinear",
      configuration: {
        kind: "inline",
        chunk_shapes: [
          [2, 3],
          [[1, 2], 4, 9],
        ],
      },
    },
    chunk_key_encoding: { name: "default" },
    fill_value: 255,
    codecs: ["bytes"],
  };
  // Chunk [1, 2] holds rows 2 to 4 and columns 2 to 5.
  const store = new Map([
    ["zarr.json", new TextEncoder().encode(JSON.stringify(document))],
    ["c/1/2", Uint8Array.from({ length: 12 }, (_, i) => i)],
  ]);
  const array = await openArray(store, { registry: createRegistry() });
  expect(array.chunks).toBeUndefined();
  expect((await get(array)).toNested()).toEqual([
    [255, 255, 255, 255, 255, 255],
    [255, 255, 255, 255, 255, 255],
    [255, 255, 0, 1, 2, 3],
    [255, 255, 4, 5, 6, 7],
    [255, 255, 8, 9, 10, 11],
  ]);
  await set(array, [slice(1, 4), slice(0, 3)], 7);
  expect([...store.keys()].sort()).toEqual(["c/0/0", "c/0/1", "c/0/2", "c/1/0", "c/1/1", "c/1/2", "zarr.json"]);
  expect(store.get("c/0/2")).toEqual(Uint8Array.of(255, 255, 255, 255, 7, 255, 255, 255));
  expect(store.get("c/1/0")).toEqual(Uint8Array.of(7, 7, 255));
  expect((await get(array, [3, null])).data).toEqual(Uint8Array.of(7, 7, 7, 5, 6, 7));
});
