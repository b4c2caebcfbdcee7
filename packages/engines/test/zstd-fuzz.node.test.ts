import { fuzz, randomNumbers } from "@zarrkit/fuzz";
import { describe, expect, it } from "vitest";
import { crc32 } from "../src/crc32.js";
import { subject } from "./fuzz/zstd.js";
import { encodeLibzstd } from "./libzstd.js";
import { material } from "./material.js";
import { answer, engineRoad, plainRoad } from "./zstd-roads.js";

const engine = await engineRoad();

describe.each([0, 1, 7, 4096, 65_537, 2 ** 20])("%d random bytes that libzstd encodes", (length) => {
  it.each([1, 3, 9, 19])("decode equal on both roads, level %d", async (level) => {
    const content = material(length, randomNumbers(length + level));
    const encoded = await encodeLibzstd(content, level, level === 3);
    const expected = `${length} bytes, crc ${crc32(content)}`;
    expect(answer(engine, encoded, new Uint8Array(length))).toBe(expected);
    expect(answer(plainRoad, encoded, new Uint8Array(length))).toBe(expected);
  });
});

describe("zstd gives one answer with and without WebAssembly", () => {
  it("to the same random frames in every run", async () => {
    await expect(fuzz(subject, { frames: 8000, seed: 1 })).resolves.toBeUndefined();
  });

  it("to frames by chance", async () => {
    // What fails names its seed.
    const seed = Math.floor(Math.random() * 2 ** 32);
    await expect(fuzz(subject, { frames: 3000, seed })).resolves.toBeUndefined();
  });
});
