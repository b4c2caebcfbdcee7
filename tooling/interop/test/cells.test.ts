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

it.each([
  ["zarr-python", 1500],
  ["tensorstore", 800],
])("the matrix meets what we choose where a user leaves it to us, read by %s", (reader, least) => {
  const ours = cells({ writer: "zarrkit", reader }).filter(({ given }) => given);
  expect(ours.filter(({ cannot }) => cannot === undefined).length).toBeGreaterThanOrEqual(least);
  expect(cells({ writer: reader, reader: "zarrkit" }).filter(({ given }) => given)).toEqual([]);
});
