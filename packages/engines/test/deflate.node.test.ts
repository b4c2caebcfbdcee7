import zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { deflateScript } from "../src/deflate-script.js";

/** Numbers that are the same in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function bytes(length: number, value: (i: number) => number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => value(i));
}

const next = random(1);
const noise = bytes(100_000, () => next(256));
const materials: [string, Uint8Array][] = [
  ["nothing", new Uint8Array(0)],
  ["one byte", Uint8Array.of(7)],
  ["two bytes", Uint8Array.of(7, 7)],
  ["zeros", new Uint8Array(200_000)],
  ["one symbol after another", bytes(70_000, (i) => i >> 8)],
  ["noise", noise],
  ["few symbols", bytes(60_000, () => next(3))],
  [
    "symbols of very unequal counts",
    bytes(100_000, () => Math.min(255, Math.floor(-4 * Math.log2((1 + next(1e6)) / 1e6)))),
  ],
  ["a smooth curve", bytes(100_000, (i) => 100 + 90 * Math.sin(i / 50) + next(3))],
  ["noise repeated at the far end of the window", bytes(131_072, (i) => noise[i % 32_768]!)],
  ["noise repeated beyond the window", bytes(131_072, (i) => noise[i % 32_769]!)],
  [
    "matches of every length",
    bytes(90_000, (i) => (i % 300 < 3 + (Math.floor(i / 300) % 257) ? noise[i % 300]! : next(256))),
  ],
];

describe.each(materials)("DEFLATE in TypeScript, %s", (_, material) => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])("is what zlib decodes, at level %i", (level) => {
    const encoded = deflateScript(material, level);
    expect(Buffer.compare(zlib.inflateRawSync(encoded), material)).toBe(0);
    // Never longer than stored, and about as long as zlib's own.
    expect(encoded.length).toBeLessThanOrEqual(material.length + 5 * Math.ceil(material.length / 16_000) + 5);
    expect(encoded.length).toBeLessThan(zlib.deflateRawSync(material, { level }).length * 1.1 + 12);
  });
});

it("keeps the source as it was, and reads views at any offset", () => {
  const memory = bytes(5000, (i) => (i * i) >> 6);
  const before = memory.slice();
  const view = memory.subarray(3, 4001);
  expect(Buffer.compare(zlib.inflateRawSync(deflateScript(view, 6)), view)).toBe(0);
  expect(memory).toEqual(before);
});

it("gives back every length", () => {
  for (let length = 0; length < 700; length++) {
    const source = noise.map((byte) => byte & 3).subarray(0, length);
    expect(Buffer.compare(zlib.inflateRawSync(deflateScript(source, 1 + (length % 9))), source)).toBe(0);
  }
});
