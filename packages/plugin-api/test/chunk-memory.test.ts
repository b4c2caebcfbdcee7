import { expect, it } from "vitest";
import { chunkMemory, type DataType } from "../src/index.js";

const of = (itemSize: number | undefined) => ({ itemSize }) as DataType;

it("counts elements by their size, and those that vary in size as short strings", () => {
  expect(chunkMemory({ shape: [2, 3], dataType: of(8) })).toBe(48);
  expect(chunkMemory({ shape: [], dataType: of(8) })).toBe(8);
  expect(chunkMemory({ shape: [2, 3], dataType: of(undefined) })).toBe(192);
  expect(chunkMemory({ shape: [2 ** 40, 2 ** 40], dataType: of(1) })).toBeGreaterThan(2 ** 53);
});
