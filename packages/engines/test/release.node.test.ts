import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { loadLz4 } from "../src/lz4.js";
import { engineMemory, releaseMemory } from "../src/memory.js";
import { loadShuffles } from "../src/shuffle.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

it("a released memory is held by nobody, also not by engines that are not called again", async () => {
  const { encode } = await loadLz4();
  const { shuffle } = await loadShuffles();
  encode(new Uint8Array(100_000), new Uint8Array(1000));
  shuffle(new Uint8Array(64), new Uint8Array(64), 4);
  const dropped = new WeakRef(engineMemory()!);
  releaseMemory();
  await expect.poll(() => (collectGarbage(), dropped.deref() === undefined)).toBe(true);
});
