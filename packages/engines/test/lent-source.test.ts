import { afterEach, expect, it } from "vitest";
import { decodeGzip, encodeGzip } from "../src/gzip.js";
import { loadInflateEngine } from "../src/inflate-engine.js";
import { borrow, memoryBytes, releaseMemory } from "../src/memory.js";
import { decodeZlib, encodeZlib } from "../src/zlib.js";

afterEach(releaseMemory);

const content = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i) >> 7);

it.each([
  ["gzip", encodeGzip, decodeGzip],
  ["zlib", encodeZlib, decodeZlib],
] as const)(
  "%s whose bytes lie in the engines' memory is read to its end though that grows",
  async (_, encode, decode) => {
    const inflate = await loadInflateEngine();
    const encoded = encode(content, 1);
    const lent = borrow(encoded.length, new Uint8Array(0));
    lent.set(encoded);
    const before = memoryBytes().length;
    const destination = new Uint8Array(content.length);
    expect(decode(lent, destination, inflate)).toBe(content.length);
    expect(destination.findIndex((byte, i) => byte !== content[i])).toBe(-1);
    expect(memoryBytes().length).toBeGreaterThan(before);
  },
);
