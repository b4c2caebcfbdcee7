import { expect, it } from "vitest";
import { createArray, open } from "../src/node.js";

it.each([
  ["indexeddb://lab/a", "there is no IndexedDB here. Only browsers have it; on Node use a path"],
  ["opfs://lab/a", "There is no origin private file system here: browsers have it on pages served by https"],
])("%s says on Node that only browsers have it", async (url, problem) => {
  for (const call of [open(url), createArray(url, { shape: [1], dataType: "int8" })]) {
    await expect(call).rejects.toMatchObject({ code: "unsupported", message: expect.stringContaining(problem) });
  }
});
