import { afterEach, describe, expect, it } from "vitest";
import { useWebAssembly } from "../src/engine.js";
import { borrow, limitMemory } from "../src/memory.js";
import { bitShuffle, bitUnshuffle, loadShuffles, type Shuffles, shuffle, unshuffle } from "../src/shuffle.js";

const engine = await loadShuffles();
const plain: Shuffles = { shuffle, unshuffle, bitShuffle, bitUnshuffle };
const names = ["shuffle", "unshuffle", "bitShuffle", "bitUnshuffle"] as const;

// Grown once, so that no view is lost while results are compared.
borrow(2 ** 22, new Uint8Array(0));

function noise(length: number): Uint8Array {
  let state = length;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24);
}

function borrowed(bytes: Uint8Array, after = bytes): Uint8Array {
  const lent = borrow(bytes.length, after);
  lent.set(bytes);
  return lent;
}

afterEach(() => {
  limitMemory(2 ** 30);
  useWebAssembly(true);
});

describe.each(names)("%s by the engine is the plain one's", (name) => {
  it.each([1, 2, 3, 4, 5, 7, 8, 12, 16, 17, 24, 100, 255, 256, 1000])("for elements of %i bytes", (size) => {
    for (const elements of [0, 1, 7, 8, 15, 16, 17, 128, 136, 1000, 1024, 8 * 131]) {
      for (const rest of size === 1 ? [0] : [0, size - 1]) {
        const source = noise(elements * size + rest);
        const wanted = new Uint8Array(source.length);
        plain[name](source, wanted, size);

        const outside = new Uint8Array(source.length);
        engine[name](source, outside, size);
        expect(firstDifference(outside, wanted)).toBe(-1);

        const inside = borrowed(source);
        const result = borrowed(new Uint8Array(source.length), inside);
        engine[name](inside, result, size);
        expect(firstDifference(result, wanted)).toBe(-1);
        expect(firstDifference(inside, source)).toBe(-1);

        engine[name](inside, outside.fill(0), size);
        expect(firstDifference(outside, wanted)).toBe(-1);
        engine[name](source, result.fill(0), size);
        expect(firstDifference(result, wanted)).toBe(-1);
      }
    }
  });

  it("also where the memory may not grow, and where there is no engine", async () => {
    const source = noise(2 ** 20);
    const wanted = new Uint8Array(source.length);
    plain[name](source, wanted, 4);
    const found = new Uint8Array(source.length);
    limitMemory(0);
    engine[name](source, found, 4);
    expect(firstDifference(found, wanted)).toBe(-1);
    useWebAssembly(false);
    expect(await loadShuffles()).toEqual(plain);
  });
});

function firstDifference(found: Uint8Array, wanted: Uint8Array): number {
  return found.length === wanted.length ? found.findIndex((byte, at) => byte !== wanted[at]) : 0;
}
