import { describe, expect, it } from "vitest";
import { normalizeSelection } from "../../src/indexing/normalize.js";
import { type Selection, type Slice, slice } from "../../src/indexing/selection.js";

const whole = (count: number) => ({ start: 0, step: 1, count, reversed: false, dropped: false });
const one = (start: number) => ({ start, step: 1, count: 1, reversed: false, dropped: true });

describe("a selection", () => {
  it("null, undefined and an empty list mean the whole array", async () => {
    for (const selection of [null, undefined, [], "", "..."] as const) {
      expect(await normalizeSelection(selection, [2, 3])).toEqual([whole(2), whole(3)]);
    }
  });

  it("missing trailing entries mean all of their axes", async () => {
    expect(await normalizeSelection([1], [2, 3, 4])).toEqual([one(1), whole(3), whole(4)]);
    expect(await normalizeSelection([slice(0, 2)], [5, 3])).toEqual([{ ...whole(2) }, whole(3)]);
  });

  it('"..." stands for as many whole axes as are missing, none included', async () => {
    expect(await normalizeSelection([0, "...", 1], [2, 3, 4, 5])).toEqual([one(0), whole(3), whole(4), one(1)]);
    expect(await normalizeSelection([0, "...", 1], [2, 3])).toEqual([one(0), one(1)]);
    expect(await normalizeSelection(["...", 1], [2, 3])).toEqual([whole(2), one(1)]);
  });

  it("integers count from the end when negative, and drop their axis", async () => {
    expect(await normalizeSelection([-1, -3], [2, 3])).toEqual([one(1), one(0)]);
  });

  it("a slice without a start or stop goes from, or to, the end", async () => {
    expect(await normalizeSelection([{ stop: 2, step: 1 } as Slice], [5])).toEqual([whole(2)]);
    expect(await normalizeSelection([{ start: 3, step: 1 } as Slice], [5])).toEqual([{ ...whole(2), start: 3 }]);
  });
});

describe("a selection that is refused", () => {
  it.each<[string, unknown, string]>([
    ["too many indices", [0, 0, 0], "too many indices: 3 for an array of 2 axes."],
    ["too many indices beside an ellipsis", [0, 0, "...", 0], "too many indices: 3 for an array of 2 axes."],
    ["an index beyond the axis", [0, 7], "index 7 is outside axis 1, which has 7 elements."],
    ["a negative index beyond the axis", [-6], "index -6 is outside axis 0, which has 5 elements."],
    ["a fraction", [1.7], "1.7 on axis 0 is not an integer."],
    ["NaN", [Number.NaN], "NaN on axis 0 is not an integer."],
    ["Infinity", [Infinity], "Infinity on axis 0 is not an integer."],
    ["two ellipses", ["...", "..."], '"..." may stand only once.'],
    ["a slice of fractions", [slice(0.5, 2)], "slice(0.5, 2, 1) on axis 0 needs integers and a step other than 0."],
    ["a step of 0", [slice(0, 2, 0)], "slice(0, 2, 0) on axis 0 needs integers and a step other than 0."],
    ["a step of NaN", [slice(0, 2, Number.NaN)], "needs integers and a step other than 0."],
    [
      "a string among the entries",
      ["0:2"],
      '"0:2" on axis 0 is neither an integer, a slice, null nor "...": a selection in NumPy\'s spelling is one string for all axes.',
    ],
    ["a pair", [[0, 1]], '[0,1] on axis 0 is neither an integer, a slice, null nor "...": a range is slice(0, 1).'],
    ["a list of indices", ["...", [0, 1, 4]], '[0,1,4] on axis 1 is neither an integer, a slice, null nor "...".'],
    ["an object", [0, { from: 1 }], '{"from":1} on axis 1 is neither an integer, a slice, null nor "...".'],
    ["a bigint", [0n], '0 on axis 0 is neither an integer, a slice, null nor "...": indices are numbers, Number(0n).'],
    ["undefined", [undefined], "nothing on axis 0 is neither"],
    ["true", [true], "true on axis 0 is neither"],
    ["a bare number", 5, "a selection is a list, a string or null, found 5."],
    ["a bare slice", slice(0, 2), "a selection is a list, a string or null"],
    ["too many indices in text", "0, 0, 0", "too many indices: 3 for an array of 2 axes."],
  ])("%s", async (_, selection, message) => {
    const error = await normalizeSelection(selection as Selection, [5, 7]).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "invalid-selection" });
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).toContain("Cannot select from shape [5,7]: ");
  });

  it("any index into a 0-dimensional array", async () => {
    await expect(normalizeSelection([0], [])).rejects.toThrow("too many indices: 1 for an array of 0 axes");
  });
});
