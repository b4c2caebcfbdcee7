import { randomNumbers } from "@zarrkit/fuzz";
import { describe, expect, it } from "vitest";
import { zstdFrames } from "../src/zstd-frame.js";
import { encodeZstdScript } from "../src/zstd-script.js";
import { contents } from "./contents.js";
import { material } from "./material.js";
import { engineRoad, plainRoad, platformRoad, type Road } from "./zstd-roads.js";

const roads: Road[] = [plainRoad, await engineRoad()];
if (platformRoad) roads.push(platformRoad);
const mostBlock = 131_072;

/** Encodes, and demands that the content comes back on every road and that the frame is no longer than it may be. */
function frameOf(content: Uint8Array, level: number, checksum = false): Uint8Array {
  const frame = encodeZstdScript(content, level, checksum);
  const what = `${content.length} bytes, level ${level}`;
  const blocks = Math.max(1, Math.ceil(content.length / mostBlock));
  if (frame.length > content.length + 3 * blocks + 18) expect.fail(`${what}: ${frame.length} bytes`);
  for (const road of roads) {
    const decoded = new Uint8Array(content.length);
    const length = road(frame, decoded);
    const at = decoded.findIndex((byte, i) => byte !== content[i]);
    if (length !== content.length || at >= 0) expect.fail(`${what}: ${length} bytes come back, other from ${at} on`);
  }
  return frame;
}

const lengths = [
  0, 1, 2, 3, 7, 8, 9, 31, 32, 127, 128, 255, 256, 257, 1023, 1024, 4096, 16_383, 16_384, 16_500, 65_535, 65_536,
  65_791, 65_792,
];
const longLengths = [104_729, mostBlock - 1, mostBlock, mostBlock + 1, 3 * mostBlock + 5];
const levels = [-131_072, -5, 0, 1, 3, 5, 6, 9, 12, 16, 22, 30];

describe.each(Object.entries(contents))("zstd in TypeScript, %s", (_, make) => {
  it("come back at every length and level", () => {
    const random = randomNumbers(1);
    for (const length of lengths) {
      for (const level of length < 5000 ? levels : [1, 7]) frameOf(make(length, random), level, random(2) === 0);
    }
    for (const [i, length] of longLengths.entries()) frameOf(make(length, random), levels[3 + i]!);
  });
});

it("zstd in TypeScript gives back random contents in every run", () => {
  const random = randomNumbers(7);
  const makers = Object.values(contents);
  for (let i = 0; i < 600; i++) {
    const parts = Array.from({ length: 1 + random(3) }, () => makers[random(makers.length)]!(random(2000), random));
    frameOf(Uint8Array.from(parts.flatMap((part) => [...part])), random(26) - 3, random(2) === 0);
  }
});

it("writes less where more effort is made, and a run in a few bytes", () => {
  const content = material(200_000, randomNumbers(3));
  const [fast, usual, slow] = [-20, 3, 12].map((level) => frameOf(content, level).length);
  expect(slow!).toBeLessThan(usual!);
  expect(usual!).toBeLessThan(fast!);
  expect(fast!).toBeLessThan(content.length);
  expect(frameOf(new Uint8Array(300_000), 3).length).toBe(9 + 3 * 4);
  expect(frameOf(content, 0)).toEqual(frameOf(content, 3));
});

it("states the size in as few bytes as hold it", () => {
  for (const [length, header] of [
    [0, 6],
    [255, 6],
    [256, 7],
    [65_791, 7],
    [65_792, 9],
  ] as const) {
    const [frame] = zstdFrames(encodeZstdScript(new Uint8Array(length), 1, false));
    expect(frame).toMatchObject({ contentSize: length, blocks: header, checksum: undefined });
  }
});

it("needs no more memory of a reader than any must have", () => {
  const most = 2 ** 23;
  const content = new Uint8Array(most + 40_000);
  const noise = contents["noise"]!(30_000, randomNumbers(5));
  content.set(noise, 0);
  content.set(noise, most + 1);
  for (const level of [1, 5]) {
    const frame = frameOf(content, level);
    // No single segment, a window of 2^23 bytes, and the noise once more, since it lies too far back.
    expect([...frame.subarray(4, 6)]).toEqual([0x80, 13 << 3]);
    expect(frame.length).toBeGreaterThan(2 * noise.length);
    content.copyWithin(most, most + 1);
    const nearer = frameOf(content, level);
    expect(nearer.length).toBeLessThan(1.2 * noise.length);
    content.copyWithin(most + 1, most, content.length - 1);
  }
});

it("knows after a raw block the distances that a reader knows", () => {
  const content = contents["noise"]!(mostBlock + 1000, randomNumbers(6));
  // One match, which does not pay; then the same distance again.
  content.copyWithin(10, 0, 6);
  for (let at = mostBlock + 20; at < content.length; at++) content[at] = content[at - 10]!;
  for (const level of [1, 6]) expect(frameOf(content, level).length).toBeLessThan(mostBlock + 100);
});

it("keeps the source as it was, and reads views at any offset", () => {
  const memory = material(5000, randomNumbers(4));
  const before = memory.slice();
  for (const level of [1, 6]) frameOf(memory.subarray(3, 4001), level);
  expect(memory).toEqual(before);
});
