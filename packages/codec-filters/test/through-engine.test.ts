import { borrow, memoryBytes, releaseMemory } from "@zarrkit/engines/memory";
import { loadShuffles } from "@zarrkit/engines/shuffle";
import { expect, it, onTestFinished } from "vitest";
import { throughEngine } from "../src/array/through-engine.js";

it("reads a lent source where it lies after the memory has grown and the engine has given up", async () => {
  await loadShuffles();
  onTestFinished(releaseMemory);
  const lent = new Int16Array(borrow(8, new Uint8Array(0)).buffer, borrow(8, new Uint8Array(0)).byteOffset, 4);
  lent.set([1, -2, 3, -4]);
  const kernel = throughEngine(
    () => {
      borrow(memoryBytes().length + 1, new Uint8Array(0));
      return false;
    },
    (source, destination) => (destination as Int16Array).set(source as Int16Array),
  );
  const found = new Int16Array(4);
  kernel(lent, found);
  expect(lent.length).toBe(0);
  expect([...found]).toEqual([1, -2, 3, -4]);
});
