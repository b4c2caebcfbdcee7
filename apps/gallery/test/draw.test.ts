import { expect, it } from "vitest";
import { draw } from "../src/drawing/draw.js";
import { enlarge, type Picture, resize } from "../src/drawing/picture.js";
import { missingValues, valueRange } from "../src/drawing/value-range.js";

const plane = { data: Uint16Array.of(9, 0, 10, 20, 30, 40, 50), shape: [2, 3], strides: [3, 1], offset: 1 };

function reds({ pixels }: Picture): number[] {
  return Array.from({ length: pixels.length / 4 }, (_, i) => pixels[4 * i]!);
}

it("draws the least value in the first colour and the greatest in the last", () => {
  expect(reds(draw(plane))).toEqual([0, 51, 102, 153, 204, 255]);
});

it("puts the first row at the bottom when asked", () => {
  expect(reds(draw(plane, { origin: "lower" }))).toEqual([153, 204, 255, 0, 51, 102]);
});

it("draws a transposed and a reversed view without copying it first", () => {
  const turned = { ...plane, shape: [3, 2], strides: [1, 3] };
  expect(reds(draw(turned))).toEqual([0, 153, 51, 204, 102, 255]);
  const reversed = { ...plane, strides: [3, -1], offset: 3 };
  expect(reds(draw(reversed))).toEqual([102, 51, 0, 255, 204, 153]);
});

it("gives values beyond a given range its first and last colour", () => {
  expect(reds(draw(plane, { range: [20, 30] }))).toEqual([0, 0, 0, 255, 255, 255]);
});

it("leaves missing values transparent and out of the range", () => {
  const isMissing = missingValues({
    dataType: { name: "float32" },
    fillValue: 0,
    attributes: { missing_value: 1e20 },
  });
  const values = { data: Float32Array.of(1e20, 1, Number.NaN, 3), shape: [2, 2], strides: [2, 1], offset: 0 };
  expect(valueRange(values, isMissing)).toEqual([1, 3]);
  const { pixels } = draw(values, { isMissing });
  expect([pixels[3], pixels[7], pixels[11], pixels[15]]).toEqual([0, 255, 0, 255]);
});

it("counts a fill value of floats as missing, but neither 0 nor a fill value of integers", () => {
  const array = { dataType: { name: "float32" }, fillValue: -999, attributes: {} };
  expect(missingValues(array)(-999)).toBe(true);
  expect(missingValues({ ...array, fillValue: 0 })(0)).toBe(false);
  expect(missingValues({ ...array, dataType: { name: "uint8" }, fillValue: 255 })(255)).toBe(false);
});

it("draws 64-bit integers and one value everywhere", () => {
  const large = { data: BigInt64Array.of(-5n, 5n), shape: [1, 2], strides: [2, 1], offset: 0 };
  expect(reds(draw(large))).toEqual([0, 255]);
  expect(reds(draw({ ...plane, strides: [0, 0] }))).toEqual([0, 0, 0, 0, 0, 0]);
});

it("draws channels where they lie: c, x, y turned into y, x, c", () => {
  const data = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  const { width, height, pixels } = draw({ data, shape: [2, 2, 3], strides: [1, 2, 4], offset: 0 });
  expect([width, height]).toEqual([2, 2]);
  expect([...pixels]).toEqual([1, 5, 9, 255, 3, 7, 11, 255, 2, 6, 10, 255, 4, 8, 12, 255]);
});

it("says what it can draw when a selection is no picture", () => {
  expect(() => draw({ ...plane, shape: [6], strides: [1] })).toThrow("shape [6]. Select with integers");
  expect(() => draw({ ...plane, shape: [2, 1, 3], strides: [3, 3, 1] })).toThrow("3 or 4 uint8 channels");
  expect(() => draw({ ...plane, shape: [0, 3] })).toThrow("nothing to draw");
});

it("enlarges pixels to squares", () => {
  const large = enlarge(draw({ ...plane, shape: [1, 2] }), 2);
  expect([large.width, large.height]).toEqual([4, 2]);
  expect(reds(large)).toEqual([0, 0, 255, 255, 0, 0, 255, 255]);
});

it("takes the mean of what a smaller pixel covers, without what is transparent", () => {
  const half = resize(draw(plane), 3, 1);
  expect(reds(half)).toEqual([76, 128, 178]);
  const values = { data: Float32Array.of(Number.NaN, 1, 2, 3), shape: [2, 2], strides: [2, 1], offset: 0 };
  const one = resize(draw(values), 1, 1);
  expect([one.pixels[0], one.pixels[3]]).toEqual([128, 191]);
});
