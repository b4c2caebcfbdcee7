import { describe, expect, it } from "vitest";
import { checkNodeName, childPath, joinKey } from "../../src/store/path.js";

describe("joinKey", () => {
  it("has no slash in front at the root", () => {
    expect(joinKey("", "zarr.json")).toBe("zarr.json");
    expect(joinKey("a/b", "c/0/1")).toBe("a/b/c/0/1");
  });
});

describe("childPath", () => {
  it.each([
    ["", "a/b", "a/b"],
    ["a", "b/c", "a/b/c"],
    ["a", "/b/", "a/b"],
    ["a", "/", "a"],
    ["", "", ""],
    ["", "α/日本/😀 b", "α/日本/😀 b"],
  ])("%j and %j make %j", (path, relative, expected) => {
    expect(childPath(path, relative)).toBe(expected);
  });

  it("takes names as they are: what looks encoded is not decoded", () => {
    for (const name of ["..%2f", "%2e%2e", "..%252fpwned", "a%2Fb", "100%", "a#b", "a?b", "a b", "..a", "a.."]) {
      expect(childPath("root", name)).toBe(`root/${name}`);
    }
  });

  it.each([
    ["..", '".." is no path of a node: the name ".." consists of periods only.'],
    [".", "consists of periods only"],
    ["...", "consists of periods only"],
    ["a/../b", 'the name ".." consists of periods only'],
    ["../a", "consists of periods only"],
    ["a//b", '"a//b" is no path of a node: the name "" is empty.'],
    ["//a", 'the name "" is empty'],
    ["a//", 'the name "" is empty'],
    ["__x", 'the name "__x" is reserved'],
    ["a/__x/b", "is reserved"],
    ["__proto__", "is reserved"],
    ["a/zarr.json", 'the name "zarr.json" is reserved'],
    ["a\u0000b", "has a control character"],
    ["a\nb", "has a control character"],
    ["a\ud800b", "half of a surrogate pair"],
  ])("refuses %j", (relative, message) => {
    expect(() => childPath("root", relative)).toThrow(
      expect.objectContaining({ code: "invalid-argument", message: expect.stringContaining(message) }),
    );
  });
});

describe("checkNodeName", () => {
  it("refuses an empty name and takes one underscore", () => {
    expect(() => checkNodeName("", "x")).toThrow("is empty");
    expect(() => checkNodeName("_x", "x")).not.toThrow();
  });
});
