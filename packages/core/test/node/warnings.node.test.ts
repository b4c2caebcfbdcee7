import { expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";

it("reading and writing many chunks at once makes Node warn of nothing", async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error) => void warnings.push(warning);
  process.on("warning", warn);
  const { signal } = new AbortController();
  const array = await createArray(new Map(), { shape: [200], chunks: [1], dataType: "uint8" });
  await set(array, null, 7, { signal });
  await get(array, null, { signal });
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off("warning", warn);
  expect(warnings).toEqual([]);
});
