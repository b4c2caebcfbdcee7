import { expect, it } from "vitest";
import { bitShuffle, bitUnshuffle, shuffle, unshuffle } from "../src/shuffle.js";

const counting = Uint8Array.from({ length: 1003 }, (_, i) => (i * 37) >> 2);

function applied(filter: typeof shuffle, source: Uint8Array, elementSize: number): Uint8Array {
  const destination = new Uint8Array(source.length);
  filter(source, destination, elementSize);
  return destination;
}

it("shuffle puts first bytes first and leaves what is no whole element", () => {
  expect([...applied(shuffle, Uint8Array.of(1, 2, 3, 11, 12, 13, 21, 22), 3)]).toEqual([1, 11, 2, 12, 3, 13, 21, 22]);
});

it("bitShuffle puts lowest bits first, eight elements to a byte", () => {
  const elements = Uint8Array.of(1, 0, 1, 0, 0, 0, 0, 0x80);
  expect([...applied(bitShuffle, elements, 1)]).toEqual([0b101, 0, 0, 0, 0, 0, 0, 0x80]);
  const wide = new Uint8Array(16);
  wide[3] = 0x10;
  const rows = new Uint8Array(16);
  rows[8 + 4] = 0b10;
  expect(applied(bitShuffle, wide, 2)).toEqual(rows);
});

it("bitShuffle copies where the elements are no multiple of eight", () => {
  expect(applied(bitShuffle, counting.subarray(0, 36), 4)).toEqual(counting.subarray(0, 36));
});

it.each([1, 2, 3, 4, 5, 8, 12, 16, 100, 255])("both give back what was shuffled, for elements of %i bytes", (size) => {
  for (const length of [0, 1, size - 1, size, size * 8, size * 16 + 1, 1003]) {
    const source = counting.subarray(0, Math.min(length, 1003));
    expect(applied(unshuffle, applied(shuffle, source, size), size)).toEqual(source);
    expect(applied(bitUnshuffle, applied(bitShuffle, source, size), size)).toEqual(source);
  }
});
