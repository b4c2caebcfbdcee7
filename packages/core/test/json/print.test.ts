import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Exact, parseJson } from "../../src/json/parse.js";
import { printJson } from "../../src/json/print.js";

/** Everything a document can hold: integers of any size, every double, every string, "__proto__" among the keys. */
const tree: fc.Arbitrary<Exact> = fc.letrec<{ value: Exact }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.bigInt(),
    fc.double(),
    fc.double().map(Math.trunc),
    fc.string({ unit: "binary" }),
    fc.array(tie("value")),
    fc
      .array(
        fc.tuple(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("__proto__", "constructor")), tie("value")),
      )
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** Equality to the type of each number, the sign of zero and own keys "__proto__", which assertions pass over. */
function same(a: Exact, b: Exact): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const [first, second] = [Object.entries(a), Object.entries(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    first.length === second.length &&
    first.every(([key, value], i) => key === second[i]![0] && same(value, second[i]![1]))
  );
}

describe("printJson", () => {
  it("what is printed and parsed is the same, to the type of each number and the sign of zero", () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(same(parseJson(printJson(value), ""), value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("printing what was parsed from its own text changes nothing more", () => {
    fc.assert(
      fc.property(tree, (value) => {
        const text = printJson(value);
        expect(printJson(parseJson(text, ""))).toBe(text);
      }),
    );
  });

  it("is JSON that other readers take, except for the literals that Python writes", () => {
    const value: Exact = { a: [1n, 1, -0, 1e21, 5e-324, "é\n\u0000\ud800"], b: {}, c: [], d: null, e: true };
    expect(JSON.parse(printJson(value))).toEqual({
      a: [1, 1, -0, 1e21, 5e-324, "é\n\u0000\ud800"],
      b: {},
      c: [],
      d: null,
      e: true,
    });
    expect(printJson([Number.NaN, Infinity, -Infinity], "")).toBe("[\n  NaN,\n  Infinity,\n  -Infinity\n]");
  });

  it("indents by two, as zarr-python does", () => {
    expect(printJson({ a: [1n], b: 1 })).toBe('{\n  "a": [\n    1\n  ],\n  "b": 1.0\n}');
  });

  it("writes 20-digit integers whole", () => {
    expect(printJson(18446744073709551615n)).toBe("18446744073709551615");
  });

  it.each([[undefined], [() => 1], [Symbol("x")]])("refuses %s, which no document can hold", (value) => {
    expect(() => printJson(value as never)).toThrow(/cannot be written as JSON/);
  });
});
