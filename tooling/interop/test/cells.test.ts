import { describe, expect, it } from "vitest";
import { cells } from "../cells.mjs";

describe.each(["zarr-python", "tensorstore"])("the matrix with %s", (other) => {
  it.each([
    [other, "zarrkit"],
    ["zarrkit", other],
  ])(
    "has at least 4,000 cells that %s can write and %s can read, and a reason for each that they cannot",
    (...both) => {
      const [writer, reader] = both;
      const all = cells({ writer, reader });
      expect(all.filter((cell) => cell.cannot === undefined).length).toBeGreaterThanOrEqual(4000);
      for (const { cannot = "nothing" } of all) expect(cannot).toMatch(/\w{3,}/);
      expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
    },
  );
});
