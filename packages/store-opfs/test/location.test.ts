import { describe, expect, it } from "vitest";
import { locationOf, parseLocation } from "../src/location.js";

describe("a URL", () => {
  it.each([
    ["opfs://", { path: "", isFolder: true }],
    ["opfs:///", { path: "", isFolder: true }],
    ["opfs://a", { path: "a", isFolder: false }],
    ["opfs:///a", { path: "a", isFolder: false }],
    ["opfs:a/b", { path: "a/b", isFolder: false }],
    ["opfs://a/b.zarr/", { path: "a/b.zarr", isFolder: true }],
    ["OPFS://A/B", { path: "A/B", isFolder: false }],
    ["opfs://100%25/%C3%BC/長さ", { path: "100%/ü/長さ", isFolder: false }],
  ])("%s names a path", (url, place) => {
    expect(parseLocation(url)).toEqual(place);
  });

  it.each(["opfs://a?b", "opfs://a#b", "opfs://../a", "opfs://a//b", "opfs://a%2Fb", "opfs://%2e%2e/a", "opfs://100%"])(
    "%s is refused, with what to write instead",
    (url) => {
      expect(() => parseLocation(url)).toThrow(
        `${JSON.stringify(url)} names no place: write opfs://path, with "?", "#", "%" and "|" in names percent-encoded.`,
      );
    },
  );

  it("of a folder leads back to it", () => {
    for (const names of [[], ["a"], ["a?b", "c#d|e%", "長さ"]]) {
      expect(parseLocation(locationOf(names))).toEqual({ path: names.join("/"), isFolder: true });
    }
  });
});
