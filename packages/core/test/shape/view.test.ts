import { describe, expect, it } from "vitest";
import { integerType } from "../../src/dtype/integer.js";
import { contiguousStrides, elementCount } from "../../src/shape/strides.js";
import { allocateView, isContiguous, subview, viewOf } from "../../src/shape/view.js";

describe("strides", () => {
  it("of C order count entries, the last axis fastest", () => {
    expect(contiguousStrides([2, 3, 4])).toEqual([12, 4, 1]);
    expect(contiguousStrides([2, 3], 2)).toEqual([6, 2]);
    expect(contiguousStrides([])).toEqual([]);
  });

  it("an array with more elements than a number counts exactly is refused", () => {
    expect(elementCount([2 ** 26, 2 ** 26])).toBe(2 ** 52);
    expect(() => elementCount([2 ** 27, 2 ** 27])).toThrow(
      expect.objectContaining({
        code: "limit-exceeded",
        message: "An array of shape [134217728,134217728] has more elements than can be addressed.",
      }),
    );
  });
});

describe("subview", () => {
  it("is a region over the same memory", () => {
    const data = Int16Array.from({ length: 24 }, (_, i) => i);
    const view = subview(viewOf(data, [4, 6]), { start: [1, 1], shape: [2, 3], step: [2, 2] });
    expect(view).toMatchObject({ offset: 7, shape: [2, 3], strides: [12, 2] });
    expect(view.data).toBe(data);
  });
});

describe("isContiguous", () => {
  it("passes over the strides of axes of length 1", () => {
    const data = new Int16Array(8);
    expect(isContiguous({ data, offset: 0, shape: [2, 1, 3], strides: [3, 99, 1] })).toBe(true);
    expect(isContiguous({ data, offset: 0, shape: [2, 3], strides: [1, 2] })).toBe(false);
    expect(isContiguous({ data, offset: 0, shape: [2, 2], strides: [4, 2], lanes: 2 })).toBe(true);
    expect(isContiguous({ data, offset: 5, shape: [], strides: [] })).toBe(true);
  });
});

describe("allocateView", () => {
  const uint8 = integerType("uint8")!;

  it("is zeroed, in C order, on shared memory if asked", () => {
    const view = allocateView(uint8, [2, 3], true);
    expect(view).toMatchObject({ offset: 0, shape: [2, 3], strides: [3, 1] });
    expect((view.data as unknown as Uint8Array).buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it.each([false, true])("more memory than the engine gives is limit-exceeded (shared: %s)", (shared) => {
    expect(() => allocateView(uint8, [1e15], shared)).toThrow(
      expect.objectContaining({
        code: "limit-exceeded",
        message: expect.stringMatching(
          /shape \[1000000000000000\] of uint8 is more memory than can be had: select less at once/,
        ),
      }),
    );
  });
});
