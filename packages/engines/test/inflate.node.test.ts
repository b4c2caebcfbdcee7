import zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { CorruptData } from "../src/corrupt-data.js";
import { callKernel, type Kernel, loadEngine } from "../src/engine.js";
import { inflateNode } from "../src/inflate.js";
import { inflateTableLength, loadInflateEngine } from "../src/inflate-engine.js";
import { inflateScript } from "../src/inflate-script.js";
import type { NodeZlib } from "../src/node-zlib.js";
import { code } from "../src/wasm/inflate.js";

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

const byEngine = (await loadInflateEngine())!;
const roads = [inflateScript, byEngine];
const { kernels } = (await loadEngine<{ inflate: Kernel }>(code, inflateTableLength))!;

describe.each(streams)("%s: all roads give one answer", (_, stream) => {
  const source = new Uint8Array(3 + stream.length + 5);
  source.set(stream, 3);

  it("to the whole stream, with bytes behind it", () => {
    expect(answer(byNode, source)).toContain(`from ${stream.length}, `);
    for (const road of roads) expect(answer(road, source)).toBe(answer(byNode, source));
    // The engine would ask the plain kernel for what it does not take; these it takes itself.
    expect(callKernel(kernels!.inflate, source.subarray(3), new Uint8Array(4000))).toBeGreaterThanOrEqual(0);
  });

  it("to a destination that is too short", () => {
    for (const capacity of [0, 1, 3999])
      for (const road of roads) expect(answer(road, source, capacity)).toBe(answer(byNode, source, capacity));
  });

  it("to every cut", () => {
    for (let end = 3; end < 3 + stream.length; end++)
      for (const road of roads) expect(answer(road, source.subarray(0, end))).toBe("refused");
  });

  it("to damage of every byte", () => {
    for (let at = 3; at < 3 + stream.length; at++) {
      for (const change of [1, 8, 0x80, 0xff]) {
        const damaged = source.slice();
        damaged[at]! ^= change;
        const wanted = answer(byNode, damaged);
        for (const road of roads) expect(answer(road, damaged)).toBe(wanted);
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
    const wanted = answer(byNode, source);
    for (const road of roads) expect(answer(road, source)).toBe(wanted);
  }
});

it("decodes streams of a megabyte by the engine alone, into memory that ends where they end", () => {
  let state = 5;
  const noise = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24;
  for (const [spread, period] of [
    [256, 1],
    [16, 1],
    [3, 7],
    [40, 300],
  ] as const) {
    const long = new Uint8Array(1_000_003);
    for (let i = 0; i < long.length; i++) long[i] = i % period === 0 ? noise() % spread : (long[i - period] ?? 0);
    for (const level of [1, 6, 9]) {
      const stream = zlib.deflateRawSync(long, { level });
      const found = new Uint8Array(long.length);
      expect(callKernel(kernels!.inflate, stream, found)).toBe(long.length);
      expect(Buffer.compare(found, long)).toBe(0);
    }
  }
});
