import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regularGrid } from "../../src/grid/regular.js";
import { countChunks } from "../../src/indexing/count-chunks.js";
import { normalizeSelection } from "../../src/indexing/normalize.js";
import { project } from "../../src/indexing/project.js";
import { type Selection, type Slice, slice } from "../../src/indexing/selection.js";

const bound = fc.option(fc.integer({ min: -12, max: 12 }), { nil: null });
const entry = fc.oneof(
  fc.constant(null),
  fc.nat().map((n) => ({ index: n })),
  fc.record({ start: bound, stop: bound, step: fc.constantFrom(1, 1, 2, 3, 7, -1, -4) }),
);
const axis = fc.record({ length: fc.integer({ min: 0, max: 11 }), size: fc.integer({ min: 1, max: 6 }), entry });

/** Integers are drawn before the length is known, so they are taken modulo it. */
function selectionOf(axes: readonly { length: number; entry: Slice | { index: number } | null }[]): Selection {
  return axes.map(({ length, entry: given }) =>
    given && "index" in given ? (length === 0 ? null : given.index % length) : given,
  );
}

describe("project", () => {
  it("visits each selected element once, in its chunk, and no chunk without one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(axis, { maxLength: 3 }), async (axes) => {
        const shape = axes.map(({ length }) => length);
        const sizes = axes.map(({ size }) => size);
        const selections = await normalizeSelection(selectionOf(axes), shape);
        const grid = regularGrid(sizes, shape);

        const visited = new Map<string, string>();
        const positions: string[] = [];
        for (const { position, chunkShape, region, target } of project(grid, selections, shape)) {
          positions.push(position.join());
          expect(chunkShape).toEqual(sizes);
          expect(region.shape).toEqual(target.shape);
          for (const local of indices(region.shape)) {
            const inChunk = local.map((i, a) => region.start[a]! + i * region.step[a]!);
            inChunk.forEach((i, a) => expect(i).toBeLessThan(sizes[a]!));
            const element = inChunk.map((i, a) => position[a]! * sizes[a]! + i).join();
            expect(visited.has(element)).toBe(false);
            visited.set(element, local.map((i, a) => target.start[a]! + i).join());
          }
        }
        const expected = new Map(
          indices(selections.map((s) => s.count)).map((at) => [
            at.map((i, a) => selections[a]!.start + i * selections[a]!.step).join(),
            at.join(),
          ]),
        );
        expect(visited).toEqual(expected);
        expect(new Set(positions).size).toBe(positions.length);
        expect(positions.length).toBe(countChunks(grid, selections, shape));
      }),
      { numRuns: 500 },
    );
  });

  it("calls a chunk whole exactly when all of it that lies in the array is selected", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(axis, { maxLength: 3 }), async (axes) => {
        const shape = axes.map(({ length }) => length);
        const sizes = axes.map(({ size }) => size);
        const selections = await normalizeSelection(selectionOf(axes), shape);
        for (const { position, region, whole } of project(regularGrid(sizes, shape), selections, shape)) {
          const inside = position.map((p, a) => Math.min(sizes[a]!, shape[a]! - p * sizes[a]!));
          const selected = region.shape.reduce((product, n) => product * n, 1);
          expect(whole).toBe(selected === inside.reduce((product, n) => product * n, 1));
        }
      }),
    );
  });

  it("is lazy: a selection of trillions of chunks lists none of them before it is asked", async () => {
    const shape = [2 ** 25, 2 ** 25];
    for (const [selection, count] of [
      [null, 2 ** 50],
      [[slice(null, null, 2)], 2 ** 49],
    ] as const) {
      const selections = await normalizeSelection(selection, shape);
      const grid = regularGrid([1, 1], shape);
      expect(countChunks(grid, selections, shape)).toBe(count);
      const [first] = project(grid, selections, shape);
      expect(first).toMatchObject({ position: [0, 0], whole: true });
    }
  });

  it("visits nothing when one axis selects nothing, however long the others are", async () => {
    const shape = [2 ** 50, 3];
    const selections = await normalizeSelection([null, slice(0, 0)], shape);
    const grid = regularGrid([1, 1], shape);
    expect(countChunks(grid, selections, shape)).toBe(0);
    expect([...project(grid, selections, shape)]).toEqual([]);
  });

  it("a step longer than a chunk passes over the chunks between", async () => {
    const selections = await normalizeSelection([{ start: 1, stop: null, step: 5 }], [12]);
    const grid = regularGrid([2], [12]);
    expect(countChunks(grid, selections, [12])).toBe(3);
    expect([...project(grid, selections, [12])].map(({ position }) => position)).toEqual([[0], [3], [5]]);
  });
});

/** Every index of an array of that shape, C order. */
function indices(shape: readonly number[]): number[][] {
  let result: number[][] = [[]];
  for (const length of shape) result = result.flatMap((at) => Array.from({ length }, (_, i) => [...at, i]));
  return result;
}
