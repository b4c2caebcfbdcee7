import { describe, expect, it } from "vitest";
import { complaint, layOut } from "../new.mjs";

describe.each(["codec", "store"])("a new %s", (kind) => {
  const files = layOut(kind, "delta-of-delta");

  it("has the files of a plugin package", () => {
    const files = [...layOut(kind, "a").keys()];
    expect(files).toEqual(
      expect.arrayContaining([
        "README.md",
        "package.json",
        `src/${kind}.ts`,
        "src/index.ts",
        "src/register.ts",
        "test/contract.test.ts",
      ]),
    );
  });

  it("bears the name in text and in code", () => {
    expect(files.get("package.json")).toContain(`"name": "@zarrkit/${kind}-delta-of-delta"`);
    expect(files.get("src/index.ts")).toContain("export function deltaOfDelta(");
    expect(files.get("src/index.ts")).toContain("export interface DeltaOfDeltaOptions");
    for (const text of files.values()) expect(text).not.toMatch(/sample-?name/i);
  });
});

it("refuses what is no kind, no name, or there already", () => {
  expect(complaint("layer", "a", [])).toContain("Usage");
  expect(complaint("codec", undefined, [])).toContain("A name is");
  for (const name of ["", "Zstd", "../up", "a b", "a_b", "-a"])
    expect(complaint("codec", name, [])).toContain("A name is");
  expect(complaint("codec", "zstd", ["@zarrkit/codec-zstd"])).toBe("packages/codec-zstd is there already.");
  expect(complaint("store", "zstd", ["@zarrkit/codec-zstd"])).toBeUndefined();
});
