import { describe, expect, it } from "vitest";
import { plain } from "../../src/json/plain.js";

describe("plain: what users see of a document", () => {
  it("integers that a number holds exactly become number, larger ones stay bigint", () => {
    expect(plain([1n, -9007199254740991n, 9007199254740991n])).toEqual([1, -9007199254740991, 9007199254740991]);
    expect(plain([9007199254740993n, 18446744073709551615n])).toEqual([9007199254740993n, 18446744073709551615n]);
  });

  it("is a fresh tree", () => {
    const inner = { a: 1n };
    const result = plain({ inner }) as { inner: { a: number } };
    result.inner.a = 5;
    expect(inner.a).toBe(1n);
  });

  it("keeps a key __proto__ as data", () => {
    const value = plain(JSON.parse('{"__proto__": {"x": 1}}')) as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});
