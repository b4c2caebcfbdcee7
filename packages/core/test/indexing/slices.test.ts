import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AxisSelection, normalizeSelection } from "../../src/indexing/normalize.js";
import { parseSelection } from "../../src/indexing/parse-selection.js";
import { type Slice, slice } from "../../src/indexing/selection.js";
import cases from "./fixtures/slices.json";
import { pythonSlice } from "./python-slice.js";

/** The indices of one axis in the order the user sees. */
function indices({ start, step, count, reversed }: AxisSelection): number[] {
  const ascending = Array.from({ length: count }, (_, i) => start + i * step);
  return reversed ? ascending.reverse() : ascending;
}

const bound = fc.option(fc.integer({ min: -15, max: 15 }), { nil: null });
const anySlice: fc.Arbitrary<Slice> = fc.record({
  start: bound,
  stop: bound,
  step: fc.integer({ min: -6, max: 6 }).filter((step) => step !== 0),
});

describe("slices", () => {
  it("select what Python selects, for every case that Python wrote down", async () => {
    for (const [length, text, selected] of cases as [number, string, number[]][]) {
      const [axis] = await normalizeSelection(text, [length]);
      expect(indices(axis!), `range(${length})[${text}]`).toEqual(selected);
    }
  });

  it("select what a walk along the axis selects", async () => {
    await fc.assert(
      fc.asyncProperty(anySlice, fc.integer({ min: 0, max: 12 }), async (given, length) => {
        const [axis] = await normalizeSelection([given], [length]);
        expect(indices(axis!)).toEqual(pythonSlice(given, length));
        expect(axis).toMatchObject({ dropped: false });
        expect(axis!.step).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  it("spelled as text select the same as slice objects", async () => {
    const spell = ({ start, stop, step }: Slice) => `${start ?? ""}:${stop ?? ""}${step === 1 ? "" : `:${step}`}`;
    await fc.assert(
      fc.asyncProperty(fc.array(anySlice, { maxLength: 4 }), async (given) => {
        const shape = given.map((_, axis) => axis + 5);
        expect(await normalizeSelection(given.map(spell).join(", "), shape)).toEqual(
          await normalizeSelection(given, shape),
        );
      }),
    );
  });

  it("stay exact at lengths that no container could hold", async () => {
    const length = 2 ** 52;
    expect(await normalizeSelection([slice(-3, null)], [length])).toMatchObject([{ start: length - 3, count: 3 }]);
    expect(await normalizeSelection([slice(null, null, -1)], [length])).toMatchObject([
      { start: 0, count: length, reversed: true },
    ]);
  });
});

describe("slice()", () => {
  it("has Python's three spellings", () => {
    expect(slice(5)).toEqual({ start: null, stop: 5, step: 1 });
    expect(slice(null)).toEqual({ start: null, stop: null, step: 1 });
    expect(slice(2, 5)).toEqual({ start: 2, stop: 5, step: 1 });
    expect(slice(2, null, -2)).toEqual({ start: 2, stop: null, step: -2 });
    expect(slice(null, null, null)).toEqual({ start: null, stop: null, step: 1 });
    expect(slice(2, undefined, undefined)).toEqual({ start: 2, stop: null, step: 1 });
  });
});

describe("parseSelection", () => {
  it("reads the NumPy spelling with any white space and brackets around it", () => {
    const expected = [0, slice(1, -1), slice(null, null, 2), "...", -3];
    expect(parseSelection("0, 1:-1, ::2, ..., -3")).toEqual(expected);
    expect(parseSelection("[0,1:-1,::2,...,-3]")).toEqual(expected);
    expect(parseSelection("  [ 0 , 1 : -1 , : : 2 , ... , -3 ]  ")).toEqual(expected);
  });

  it("empty text selects everything", () => {
    expect(parseSelection("")).toEqual([]);
    expect(parseSelection("[]")).toEqual([]);
    expect(parseSelection(" ")).toEqual([]);
  });

  it.each([
    ["0, x", 'neither an integer, nor start:stop:step, nor "..."'],
    ["0,,1", '"0,,1" is no selection: "" is neither'],
    ["1.5", '"1.5" is neither'],
    ["1:2:3:4", '"1:2:3:4" is neither'],
    ["0]", '"0]" is neither'],
    ["[0, [1, 2]]", '"[1" is neither'],
    ["--1", '"--1" is neither'],
    ["1e3", '"1e3" is neither'],
    ["None", '"None" is neither'],
  ])("refuses %j and says which part is wrong", (text, message) => {
    expect(() => parseSelection(text)).toThrow(
      expect.objectContaining({ code: "invalid-selection", message: expect.stringContaining(message) }),
    );
  });
});
