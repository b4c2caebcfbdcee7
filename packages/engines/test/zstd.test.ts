import { describe, expect, it, vi } from "vitest";
import { crc32 } from "../src/crc32.js";
import { zstdTableLength } from "../src/zstd-engine.js";
import recorded from "./fixtures/zstd.json" with { type: "json" };
import { answer, engineRoad, plainRoad, platformRoad, type Road } from "./zstd-roads.js";

const fixtures = recorded.map(({ encoded, ...rest }) => ({
  ...rest,
  encoded: Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)),
}));
const engine = await engineRoad();
const roads: [string, Road][] = [
  ["the engine", engine],
  ["plain TypeScript", plainRoad],
];
if (platformRoad) roads.push(["the platform", platformRoad]);

const joined = (...parts: (Uint8Array | readonly number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const magic = [0x28, 0xb5, 0x2f, 0xfd];
/** Frames by hand: the bytes 1 2 3 with and without a stated size, 300 times the byte 7, nothing with a checksum. */
const stated = joined(magic, [0x20, 3, 0x19, 0, 0, 1, 2, 3]);
const unstated = joined(magic, [0x00, 0x00, 0x19, 0, 0, 1, 2, 3]);
const repeated = joined(magic, [0x60, 44, 0, 0x63, 9, 0, 7]);
const empty = joined(magic, [0x24, 0, 1, 0, 0, 0x99, 0xe9, 0xd8, 0x51]);
const skippable = [0x5f, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9];
const summed = fixtures.find(({ name }) => name === "a checksum")!.encoded;

/** A frame of one compressed block. */
const block = (...bytes: number[]) =>
  joined(magic, [0x20, 9, ((bytes.length << 3) | 5) & 255, bytes.length >> 5, 0], bytes);

const whole: [string, Uint8Array, number][] = [
  ["a frame that states its size", stated, 3],
  ["a frame that does not", unstated, 3],
  ["several frames, skippable ones among them", joined(skippable, stated, unstated, skippable, repeated, empty), 306],
  ["a frame of nothing", empty, 0],
  ["a dictionary of number 0, which is none", joined(magic, [0x21, 0, 3, 0x19, 0, 0, 1, 2, 3]), 3],
  ["a size of two bytes", joined(magic, [0x60, 0, 0, 0x03, 8, 0, 7]), 256],
  ["a size of four bytes", joined(magic, [0xa0, 1, 0, 0, 0, 0x09, 0, 0, 7]), 1],
  ["a size of eight bytes", joined(magic, [0xe0, 1, 0, 0, 0, 0, 0, 0, 0, 0x09, 0, 0, 7]), 1],
  ["repeated literals without sequences", block(0x49, 7, 0), 9],
];

const refused: [string, Uint8Array | readonly number[]][] = [
  ["nothing", []],
  ["only skippable frames", skippable],
  ["a skippable frame that is cut", skippable.slice(0, 9)],
  ["another magic number", [1, 2, 3, 4, 5]],
  ["bytes behind the frame", [...stated, 0, 0, 0, 0]],
  ["few bytes behind the frame", [...stated, 0x28]],
  ["a dictionary", [...magic, 0x21, 5, 3, 0x19, 0, 0, 1, 2, 3]],
  ["a dictionary of a long number", [...magic, 0x23, 0, 0, 0, 1, 3, 0x19, 0, 0, 1, 2, 3]],
  ["a reserved bit", [...magic, 0x28, 3, 0x19, 0, 0, 1, 2, 3]],
  ["a reserved block", [...magic, 0x20, 3, 0x1f, 0, 0, 1, 2, 3]],
  ["a block longer than any may be", [...magic, 0x20, 3, 0xf9, 0xff, 0xff]],
  ["a window longer than any may be", [...magic, 0x00, 0xf8, 0x19, 0, 0, 1, 2, 3]],
  ["a size that its blocks do not fill", [...magic, 0x20, 4, 0x19, 0, 0, 1, 2, 3]],
  ["a size that its blocks exceed", [...magic, 0x20, 2, 0x19, 0, 0, 1, 2, 3]],
  ["a size beyond 2^53", [...magic, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0x19, 0, 0, 1, 2, 3]],
  ["a size of 2^64 − 1", [...magic, 0xe0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x19, 0, 0, 1, 2, 3]],
  ["another checksum", [...summed.subarray(0, -1), summed.at(-1)! ^ 1]],
  ["another checksum of nothing", [...empty.subarray(0, -1), 0]],
  ["no last block", [...magic, 0x20, 3, 0x18, 0, 0, 1, 2, 3]],
  ["a block of no bytes", block()],
  ["a block without sequences that goes on", block(0x49, 7, 0, 0)],
  ["literals beyond the block", block(0x49)],
  ["more raw literals than there are", block(0x48, 7, 0)],
  ["more literals than a block may hold", block(0x4d, 0xff, 7, 0)],
  ["a tree that no block has brought", block(0x93, 0x40, 0, 1, 0)],
  ["a table that no block has brought", block(0x08, 7, 1, 0xfc, 1)],
  ["reserved modes", block(0x08, 7, 1, 0x01, 1)],
  ["sequences without a stream", block(0x08, 7, 1, 0x00)],
  ["sequences without an end mark", block(0x08, 7, 1, 0x00, 0)],
  ["a code of literal lengths that is none", block(0x08, 7, 1, 0x40, 36, 1)],
  ["a code of match lengths that is none", block(0x08, 7, 1, 0x04, 53, 1)],
  ["a code of offsets that is none", block(0x08, 7, 1, 0x10, 32, 1)],
  ["more sequences than the block has bytes", block(0x08, 7, 0xff, 0xff)],
];

describe.each(roads)("zstd by %s", (_, road) => {
  it.each(fixtures)("decodes what libzstd encoded: $name", ({ length, crc32: expected, encoded }) => {
    const before = crc32(encoded);
    const same = `${length} bytes, crc ${expected}`;
    expect(answer(road, encoded, new Uint8Array(length))).toBe(same);
    expect(answer(road, encoded, new Uint8Array(length + 100))).toBe(same);
    if (length > 0) expect(answer(road, encoded, new Uint8Array(length - 1))).toBe("refused");
    expect(answer(road, joined(encoded, [0]), new Uint8Array(length))).toBe("refused");
    expect(crc32(encoded)).toBe(before);
  });

  it.each(whole)("reads %s", (_name, source, length) => {
    const answers = [length, length + 1, 4000].map((capacity) => answer(road, source, new Uint8Array(capacity)));
    expect(answers[0]).toContain(`${length} bytes`);
    expect(new Set(answers).size).toBe(1);
    if (length > 0) expect(answer(road, source, new Uint8Array(length - 1))).toBe("refused");
  });

  it.each(refused)("refuses %s", (_name, source) => {
    expect(answer(road, Uint8Array.from(source), new Uint8Array(4000))).toBe("refused");
  });

  it("refuses a source that is cut at any byte", () => {
    for (const { name, encoded, length } of fixtures) {
      if (encoded.length > 1500 || name.includes("frames")) continue;
      const destination = new Uint8Array(Math.min(length, 100_000));
      for (let end = 0; end < encoded.length; end++) {
        if (answer(road, encoded.subarray(0, end), destination) !== "refused") expect.fail(`${name}, cut at ${end}`);
      }
    }
  });

  it("reads as many frames as there may be, and refuses more", () => {
    const bytes = (frames: number) =>
      Uint8Array.from({ length: empty.length * frames }, (_, i) => empty[i % empty.length]!);
    expect(answer(road, bytes(65_536), new Uint8Array(0))).toContain("0 bytes");
    expect(answer(road, bytes(65_537), new Uint8Array(0))).toBe("refused");
  });
});

it("gives one answer to every damaged bit with and without WebAssembly", () => {
  const destination = new Uint8Array(5000);
  for (const { encoded, name } of fixtures) {
    if (encoded.length > 300) continue;
    for (let bit = 0; bit < 8 * encoded.length; bit++) {
      const changed = encoded.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const [one, other] = [answer(engine, changed, destination), answer(plainRoad, changed, destination)];
      if (one !== other) expect.fail(`${name}, bit ${bit}: ${one} and ${other}`);
    }
  }
});

it("finds room for its tables in a memory that another engine began", async () => {
  vi.resetModules();
  const [{ loadEngine }, lz4, zstd] = await Promise.all([
    import("../src/engine.js"),
    import("../src/wasm/lz4.js"),
    import("../src/wasm/zstd.js"),
  ]);
  expect((await loadEngine(lz4.code, 65_000))?.kernels).toBeDefined();
  const loaded = await loadEngine<{ areaLength: WebAssembly.Global }>(zstd.code, zstdTableLength);
  expect(loaded?.kernels?.areaLength.value).toBe(zstdTableLength);
});
