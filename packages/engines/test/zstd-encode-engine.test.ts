import { randomNumbers } from "@zarrkit/fuzz";
import Zstd from "numcodecs/zstd";
import { afterEach, describe, expect, it } from "vitest";
import { loadEngine, useWebAssembly } from "../src/engine.js";
import { borrow, engineMemory, limitMemory, memoryBytes, pointerOf, releaseMemory } from "../src/memory.js";
import { code } from "../src/wasm/zstd-encode.js";
import { zstdEncodeTableLength } from "../src/zstd-encode-call.js";
import { loadZstdEncodeEngine } from "../src/zstd-encode-engine.js";
import { encodeZstdScript } from "../src/zstd-script.js";
import { contents } from "./contents.js";
import { material } from "./material.js";

const encode = await loadZstdEncodeEngine();
const mebibyte = 2 ** 20;

afterEach(() => {
  useWebAssembly(true);
  limitMemory(2 ** 30);
});

/** Where two arrays differ first, −1 where they do not: a matcher takes seconds for so many bytes. */
function firstOther(found: Uint8Array, wanted: Uint8Array): number {
  const at = found.findIndex((byte, i) => byte !== wanted[i]);
  return at < 0 && found.length !== wanted.length ? found.length : at;
}

/** Encodes on both roads, demands the same bytes, and that libzstd decodes them to the content. */
async function expectSame(content: Uint8Array, level: number, checksum: boolean): Promise<void> {
  const what = `${content.length} bytes, level ${level}`;
  const frame = encode(content, level, checksum);
  const other = firstOther(frame, encodeZstdScript(content, level, checksum));
  if (other >= 0) expect.fail(`${what}: other bytes from ${other} on`);
  // numcodecs takes an empty result for a failure.
  if (content.length === 0) return;
  const decoded = await Zstd.fromConfig({ id: "zstd" }).decode(frame);
  const lost = firstOther(decoded, content);
  if (lost >= 0) expect.fail(`${what}: something else comes back from ${lost} on`);
}

it("is an engine, with an area as long as it says", async () => {
  expect(encode).not.toBe(encodeZstdScript);
  const engine = await loadEngine<{ areaLength: WebAssembly.Global }>(code, zstdEncodeTableLength);
  expect(engine?.kernels?.areaLength.value).toBe(zstdEncodeTableLength);
});

describe.each(Object.entries(contents))("zstd in WebAssembly and in TypeScript, %s", (_, make) => {
  it("are the same frames, which libzstd reads", async () => {
    const random = randomNumbers(2);
    for (const length of [0, 1, 7, 8, 9, 31, 255, 256, 1023, 4096, 16_385, 104_729]) {
      for (const level of length < 5000 ? [-131_072, -5, 0, 1, 2, 3, 4, 5, 9, 16, 22, 30] : [1, 3, 6]) {
        await expectSame(make(length, random), level, random(2) === 0);
      }
    }
    for (const [i, length] of [131_071, 131_072, 131_073, mebibyte].entries()) {
      await expectSame(make(length, random), [1, 2, 3, 5][i]!, true);
    }
  });
});

it("remembers no more than a reader must, in 16 MiB", async () => {
  const content = new Uint8Array(16 * mebibyte + 13);
  const part = material(mebibyte, randomNumbers(3));
  for (let at = 0; at < content.length; at += 8 * mebibyte - 5) content.set(part.subarray(0, content.length - at), at);
  for (const level of [1, 3, 5]) await expectSame(content, level, true);
});

it("reads a source that was lent where it lies, also when the memory grows, and answers bytes of its own", async () => {
  const content = material(300_000, randomNumbers(4));
  for (const level of [1, 4, 8]) {
    releaseMemory();
    encode(content.subarray(0, 10), level, false);
    const lent = borrow(content.length, content);
    lent.set(content);
    const start = pointerOf(lent);
    const frame = encode(lent, level, false);
    expect(firstOther(frame, encodeZstdScript(content, level, false))).toBe(-1);
    expect(frame.buffer).not.toBe(memoryBytes().buffer);
    expect(firstOther(memoryBytes().subarray(start, start + content.length), content)).toBe(-1);
  }
});

it("is done in TypeScript where the memory may not grow so far", () => {
  const content = material(3 * mebibyte, randomNumbers(5));
  releaseMemory();
  limitMemory(mebibyte);
  expect(firstOther(encode(content, 1, true), encodeZstdScript(content, 1, true))).toBe(-1);
  expect(engineMemory()!.buffer.byteLength).toBeLessThanOrEqual(mebibyte);
});

it("is done in TypeScript where WebAssembly is off", async () => {
  useWebAssembly(false);
  expect(await loadZstdEncodeEngine()).toBe(encodeZstdScript);
});
