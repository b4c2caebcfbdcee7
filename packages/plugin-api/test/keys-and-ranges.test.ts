import { describe, expect, it } from "vitest";
import { checkRange, keySegments, prefixSegments, rangeWithin } from "../src/index.js";

describe("keySegments", () => {
  it("splits a key and decodes nothing", () => {
    expect(keySegments("a/b c/%2e%2e/..d/ö")).toEqual(["a", "b c", "%2e%2e", "..d", "ö"]);
  });

  it.each(["", "/a", "a/", "a//b", ".", "..", "a/../b", "a/./b", "a\0", "a\ud800"])("refuses %j", (key) => {
    expect(() => keySegments(key)).toThrow(/is no key: a key is names joined by single slashes/);
  });
});

it("a prefix is empty or ends with a slash", () => {
  expect(prefixSegments("")).toEqual([]);
  expect(prefixSegments("a/b/")).toEqual(["a", "b"]);
  for (const prefix of ["a", "/", "a//", "../"]) expect(() => prefixSegments(prefix)).toThrow(/is no (prefix|key)/);
});

describe("ranges", () => {
  it.each([
    [
      { offset: 2, length: 3 },
      { offset: 2, length: 3 },
    ],
    [
      { offset: 8, length: 30 },
      { offset: 8, length: 2 },
    ],
    [{ offset: 4 }, { offset: 4, length: 6 }],
    [
      { offset: 10, length: 1 },
      { offset: 10, length: 0 },
    ],
    [{ offset: 99 }, { offset: 10, length: 0 }],
    [{ suffix: 3 }, { offset: 7, length: 3 }],
    [{ suffix: 30 }, { offset: 0, length: 10 }],
    [
      { offset: Number.MAX_SAFE_INTEGER, length: Number.MAX_SAFE_INTEGER },
      { offset: 10, length: 0 },
    ],
  ])("%j of ten bytes is %j", (range, within) => {
    expect(rangeWithin(range, 10)).toEqual(within);
  });

  it.each([{ offset: -1 }, { offset: 0.5 }, { offset: 0, length: -1 }, { suffix: Number.NaN }, { offset: 2 ** 60 }])(
    "%j is refused",
    (range) => {
      expect(() => checkRange(range)).toThrow(/is no byte range/);
    },
  );
});
