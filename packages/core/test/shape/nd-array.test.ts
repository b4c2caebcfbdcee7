import { describe, expect, it } from "vitest";
import { floatType } from "../../src/dtype/float.js";
import { integerType } from "../../src/dtype/integer.js";
import { NdArray } from "../../src/shape/nd-array.js";
import { viewOf } from "../../src/shape/view.js";

const int16 = integerType("int16")!;

/** 0, 1, 2 … in C order. */
function counted(...shape: number[]): NdArray {
  const length = shape.reduce((product, n) => product * n, 1);
  return new NdArray(
    int16,
    viewOf(
      Int16Array.from({ length }, (_, i) => i),
      shape,
    ),
  );
}

describe("NdArray.at", () => {
  it("gives one element, counting negative indices from the end", () => {
    const array = counted(2, 3, 4);
    expect(array.at(1, 2, 3)).toBe(23);
    expect(array.at(-1, -3, 1)).toBe(13);
    expect(array.at(0, 0, 0)).toBe(0);
  });

  it("refuses an index outside the axis, the wrong number of them, and fractions", () => {
    const array = counted(2, 3);
    expect(() => array.at(0, 3)).toThrow("Index 3 is outside axis 1, which has 3 elements.");
    expect(() => array.at(-3, 0)).toThrow("Index -3 is outside axis 0, which has 2 elements.");
    expect(() => array.at(0)).toThrow("at() takes one index per axis: the array has 2, given were 1.");
    expect(() => array.at(0, 0.5)).toThrow("Index 0.5 is outside axis 1");
    expect(() => array.at(Number.NaN, 0)).toThrow("Index NaN is outside axis 0");
  });
});

describe("NdArray.item", () => {
  it("gives the only element, of whatever rank", () => {
    expect(counted().item()).toBe(0);
    expect(new NdArray(int16, { data: Int16Array.of(1, 2, 3), offset: 2, shape: [1, 1], strides: [5, 7] }).item()).toBe(
      3,
    );
  });

  it("refuses more than one, and none", () => {
    expect(() => counted(2).item()).toThrow("item() needs an array of one element; this one has shape [2].");
    expect(() => counted(0).item()).toThrow("item() needs an array of one element; this one has shape [0].");
  });
});

describe("NdArray.transpose", () => {
  it("reverses the axes over the same memory", () => {
    const array = counted(2, 3, 4);
    const turned = array.transpose();
    expect(turned.shape).toEqual([4, 3, 2]);
    expect(turned.data).toBe(array.data);
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 3; j++) for (let k = 0; k < 4; k++) expect(turned.at(k, j, i)).toBe(array.at(i, j, k));
  });

  it("takes the order that NumPy takes: axis i of the result is axis order[i]", () => {
    const array = counted(2, 3, 4);
    const turned = array.transpose([1, 2, 0]);
    expect(turned.shape).toEqual([3, 4, 2]);
    expect(turned.at(2, 3, 1)).toBe(array.at(1, 2, 3));
  });

  it.each([[[0, 1]], [[0, 1, 1]], [[0, 1, 3]], [[-1, 0, 1]], [[0, 1, 2, 2]], [[0, 1, 1.5]]])("refuses %j", (order) => {
    expect(() => counted(2, 3, 4).transpose(order)).toThrow("needs every axis from 0 to 2 once");
  });
});

describe("NdArray.contiguous", () => {
  it("is the array itself where its elements lie in C order without gaps", () => {
    const array = counted(2, 3);
    expect(array.contiguous()).toBe(array);
  });

  it("is a copy in C order of everything else", () => {
    const turned = counted(2, 3).transpose();
    const copied = turned.contiguous();
    expect([...(copied.data as Int16Array)]).toEqual([0, 3, 1, 4, 2, 5]);
    expect(copied.strides).toEqual([2, 1]);
    expect(copied.toNested()).toEqual(turned.toNested());
  });

  it("does not carry along the memory around a part", () => {
    const part = new NdArray(int16, { data: Int16Array.of(9, 1, 2, 9), offset: 1, shape: [2], strides: [1] });
    expect([...(part.contiguous().data as Int16Array)]).toEqual([1, 2]);
  });

  it("copies empty and backwards arrays", () => {
    expect(counted(0, 3).contiguous().shape).toEqual([0, 3]);
    const backwards = new NdArray(int16, { data: Int16Array.of(1, 2, 3), offset: 2, shape: [3], strides: [-1] });
    expect([...(backwards.contiguous().data as Int16Array)]).toEqual([3, 2, 1]);
  });
});

describe("NdArray.toNested", () => {
  it("nests scalars, outermost axis first", () => {
    expect(counted(2, 3).toNested()).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(counted(2, 3).transpose().toNested()).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
  });

  it("is the scalar of a 0-dimensional array, and empty lists of an empty one", () => {
    expect(counted().toNested()).toBe(0);
    expect(counted(2, 0).toNested()).toEqual([[], []]);
  });

  it("gives 64-bit integers as bigint and floats as they are", () => {
    const uint64 = new NdArray(integerType("uint64")!, viewOf(BigUint64Array.of(2n ** 64n - 1n), [1]));
    expect(uint64.toNested()).toEqual([18446744073709551615n]);
    const float64 = new NdArray(floatType("float64")!, viewOf(Float64Array.of(-0, Number.NaN), [2]));
    expect(float64.toNested()).toEqual([-0, Number.NaN]);
  });
});

it("an NdArray crosses to a worker as its memory and shape", () => {
  const { data, shape, strides, offset, lanes } = counted(2, 3);
  expect(structuredClone(counted(2, 3))).toEqual({ data, shape, strides, offset, lanes });
});
