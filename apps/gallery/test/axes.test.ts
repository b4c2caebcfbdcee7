import { expect, it } from "vitest";
import { axisNames, keptAxes } from "../src/reading/axes.js";
import { choosePlane, naturalOrigin } from "../src/reading/plane.js";

const image = { shape: [1, 2, 63, 233, 2000], dimensionNames: undefined, attributes: {} };
const named = { ...image, dimensionNames: ["t", "c", "z", "y", "x"] };

it("finds names in v3's field, in xarray's attribute and in a list of axes", () => {
  const bare = { shape: [2, 3], dimensionNames: undefined };
  expect(axisNames({ ...bare, dimensionNames: ["Y", null], attributes: {} })).toEqual(["y", ""]);
  expect(axisNames({ ...bare, attributes: { _ARRAY_DIMENSIONS: ["lat", "lon"] } })).toEqual(["lat", "lon"]);
  expect(axisNames({ ...bare, attributes: { axes: ["c", "x"] } })).toEqual(["c", "x"]);
  expect(axisNames({ ...bare, attributes: { axes: ["c", "x", "y"] } })).toEqual(["", ""]);
});

it("knows which axes a selection leaves, in both spellings", () => {
  expect(keptAxes([0, null, "...", 3], 5)).toEqual([1, 2, 3]);
  expect(keptAxes("0, :, ..., -3", 5)).toEqual([1, 2, 3]);
  expect(keptAxes("[4, 1:9:2]", 3)).toEqual([1, 2]);
});

it("chooses the first channel and time, the middle of other axes, and no more than 1024 pixels along an edge", () => {
  expect(choosePlane(named)).toBe("0, 0, 31, :, 488:1512");
  expect(choosePlane(image)).toBe("0, 1, 31, :, 488:1512");
});

it("chooses x and y wherever they are, with all colours", () => {
  const rgb = { shape: [3, 320, 240, 4], dimensionNames: ["c", "x", "y", "z"], attributes: {} };
  expect(choosePlane(rgb)).toBe(":, :, :, 2");
});

it("puts the first row of a climate field at the bottom and that of an image at the top", () => {
  expect(naturalOrigin(named)).toBe("upper");
  expect(naturalOrigin({ ...image, dimensionNames: ["a", "b", "c", "lat", "lon"] })).toBe("lower");
  expect(naturalOrigin({ ...image, attributes: { standard_name: "sea_surface_temperature" } })).toBe("lower");
});
