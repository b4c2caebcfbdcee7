import { describe, expect, it } from "vitest";
import { locationOf, parseLocation } from "../src/location.js";

describe("a URL", () => {
  it.each([
    ["indexeddb://lab", { database: "lab", path: "" }],
    ["indexeddb://lab/", { database: "lab", path: "" }],
    ["indexeddb://lab/a/b.zarr/", { database: "lab", path: "a/b.zarr" }],
    ["IndexedDB://Lab/A", { database: "Lab", path: "A" }],
    ["indexeddb://a%2Fb%20c/100%25/%C3%BC", { database: "a/b c", path: "100%/ü" }],
    ["indexeddb://größe/長さ", { database: "größe", path: "長さ" }],
  ])("%s names a database and a path", (url, place) => {
    expect(parseLocation(url)).toEqual(place);
  });

  it.each([
    "indexeddb://",
    "indexeddb:lab",
    "indexeddb:///a",
    "indexeddb://lab/a?b",
    "indexeddb://lab/a#b",
    "indexeddb://lab/../a",
    "indexeddb://lab/a//b",
    "indexeddb://lab/a%2Fb",
    "indexeddb://lab/%2e%2e/a",
    "indexeddb://lab/100%",
    "indexeddb://%/a",
  ])("%s is refused, with what to write instead", (url) => {
    expect(() => parseLocation(url)).toThrow(
      `${JSON.stringify(url)} names no place: write indexeddb://database/path, with "?", "#", "%" and "|" in names percent-encoded.`,
    );
  });

  it("of a database leads back to it", () => {
    for (const database of ["lab", "a/b?c#d|e%", "長さ"]) {
      expect(parseLocation(locationOf(database))).toEqual({ database, path: "" });
    }
  });
});
