import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exact } from "../../src/json/exact.js";
import { plain } from "../../src/json/plain.js";

describe("exact: what users pass", () => {
  it("whole numbers become integers; fractions, -0, NaN and infinities stay numbers", () => {
    expect(exact([1, 1.5, -0, Number.NaN, Infinity, 2 ** 53, 5n])).toStrictEqual([
      1n,
      1.5,
      -0,
      Number.NaN,
      Infinity,
      2 ** 53,
      5n,
    ]);
  });

  it("leaves undefined fields out", () => {
    expect(exact({ a: undefined, b: 1 })).toEqual({ b: 1n });
  });

  it("takes what says its own JSON form, as a Date does", () => {
    expect(exact({ when: new Date(0) })).toEqual({ when: "1970-01-01T00:00:00.000Z" });
  });

  it.each([
    ["a Map", new Map([["a", 1]])],
    ["a Set", new Set([1])],
    ["a typed array", new Float32Array(2)],
    ["an ArrayBuffer", new ArrayBuffer(2)],
    ["a RegExp", /x/],
    ["a function", () => 1],
    ["a symbol", Symbol("x")],
    ["undefined in a list", [undefined]],
  ])("refuses %s instead of writing something else", (_, value) => {
    expect(() => exact({ attribute: value })).toThrow(
      expect.objectContaining({
        code: "invalid-argument",
        message: expect.stringMatching(/cannot be written as JSON/),
      }),
    );
  });

  it("refuses a tree without an end, or deeper than documents are read", () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    expect(() => exact(circle)).toThrow(expect.objectContaining({ code: "invalid-argument" }));
  });

  it("undoes plain", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(plain(exact(value))).toEqual(value);
      }),
    );
  });
});
