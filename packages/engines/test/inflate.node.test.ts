import zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { CorruptData } from "../src/corrupt-data.js";
import { inflateNode } from "../src/inflate.js";
import { inflateScript } from "../src/inflate-script.js";
import type { NodeZlib } from "../src/node-zlib.js";

const data = Uint8Array.from({ length: 4000 }, (_, i) => ((i * i) >> 8) ^ (i % 11));
const { Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = zlib.constants;

const streams: [string, Uint8Array][] = [
  ["stored", zlib.deflateRawSync(data, { level: 0 })],
  ["fast", zlib.deflateRawSync(data, { level: 1 })],
  ["best", zlib.deflateRawSync(data, { level: 9 })],
  ["fixed codes", zlib.deflateRawSync(data, { strategy: Z_FIXED })],
  ["literals only", zlib.deflateRawSync(data, { strategy: Z_HUFFMAN_ONLY })],
  ["runs", zlib.deflateRawSync(data, { strategy: Z_RLE })],
  ["many blocks", zlib.deflateRawSync(data, { memLevel: 1, level: 9 })],
  ["one symbol", zlib.deflateRawSync(new Uint8Array(4000))],
  ["nothing", zlib.deflateRawSync(new Uint8Array(0))],
];

/** What a road answers, as text that can be compared. */
function answer(inflate: typeof inflateScript, source: Uint8Array, capacity = 4000): string {
  const destination = new Uint8Array(capacity);
  try {
    const { length, sourceEnd } = inflate(source, 3, destination);
    return `${length} bytes from ${sourceEnd - 3}, crc ${zlib.crc32?.(destination.subarray(0, length)) ?? [...destination]}`;
  } catch (error) {
    if (!(error instanceof CorruptData)) throw error;
    return "refused";
  }
}

const byNode: typeof inflateScript = (source, from, destination) =>
  inflateNode(zlib as unknown as NodeZlib, source, from, destination);

describe.each(streams)("%s: both roads give one answer", (_, stream) => {
  const source = new Uint8Array(3 + stream.length + 5);
  source.set(stream, 3);

  it("to the whole stream, with bytes behind it", () => {
    expect(answer(inflateScript, source)).toBe(answer(byNode, source));
    expect(answer(inflateScript, source)).toContain(`from ${stream.length}, `);
  });

  it("to a destination that is too short", () => {
    for (const capacity of [0, 1, 3999])
      expect(answer(inflateScript, source, capacity)).toBe(answer(byNode, source, capacity));
  });

  it("to every cut", () => {
    for (let end = 3; end < 3 + stream.length; end++)
      expect(answer(inflateScript, source.subarray(0, end))).toBe("refused");
  });

  it("to damage of every byte", () => {
    for (let at = 3; at < 3 + stream.length; at++) {
      for (const change of [1, 2, 4, 8, 0x10, 0x80, 0xff]) {
        const damaged = source.slice();
        damaged[at]! ^= change;
        expect(answer(inflateScript, damaged)).toBe(answer(byNode, damaged));
      }
    }
  });
});

it("survives random streams as zlib does", () => {
  let state = 9;
  for (let round = 0; round < 3000; round++) {
    const source = Uint8Array.from(
      { length: 60 },
      () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24,
    );
    // Blocks of dynamic codes are where most rules are.
    if (round % 2) source[3] = (source[3]! & ~7) | 4 | (round % 4 === 1 ? 1 : 0);
    expect(answer(inflateScript, source)).toBe(answer(byNode, source));
  }
});
