import { describe, expect, it } from "vitest";
import { checkExtent } from "../../src/shape/check-extent.js";

describe("checkExtent", () => {
  const data = new Int16Array(12);

  it("takes a view that uses its memory to the last entry, forwards and backwards", () => {
    expect(() => checkExtent({ data, offset: 0, shape: [3, 4], strides: [4, 1] })).not.toThrow();
    expect(() => checkExtent({ data, offset: 11, shape: [3, 4], strides: [-4, -1] })).not.toThrow();
    expect(() => checkExtent({ data, offset: 99, shape: [0, 4], strides: [4, 1] })).not.toThrow();
  });

  it.each([
    ["beyond the end", { offset: 1, shape: [3, 4], strides: [4, 1] }],
    ["before the start", { offset: 10, shape: [3, 4], strides: [-4, -1] }],
    ["beyond the end by its lanes", { offset: 0, shape: [12], strides: [1], lanes: 2 }],
    ["nowhere: no offset", { offset: undefined as unknown as number, shape: [1], strides: [1] }],
    ["nowhere: a stride is missing", { offset: 0, shape: [1, 2], strides: [1] }],
    ["between entries", { offset: 0, shape: [3], strides: [0.5] }],
  ])("refuses a view that reaches %s", (_, view) => {
    expect(() => checkExtent({ data, ...view })).toThrow(expect.objectContaining({ code: "invalid-argument" }));
  });
});
