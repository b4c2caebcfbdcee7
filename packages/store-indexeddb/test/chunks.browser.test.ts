import { createArray, createRegistry, get, openArray, set, slice } from "@zarrkit/core";
import { expect, it } from "vitest";
import { indexeddb } from "../src/index.js";
import { indexeddbStore } from "../src/store.js";
import { remove } from "./database.js";

const registry = createRegistry(indexeddb());
const columns = 3200;
const elements = Uint16Array.from({ length: 1600 * columns }, (_, i) => (i * 31) % 65_521);

it("an array of 5,000 chunks is written and read, whole and in part", async () => {
  const layout = { shape: [1600, columns], chunks: [32, 32], dataType: "uint16", registry } as const;
  const written = await createArray("indexeddb://many/a", layout);
  await set(written, null, elements);

  const array = await openArray("indexeddb://many/a", { registry });
  const { data } = await get(array);
  expect(data.length).toBe(elements.length);
  expect(elements.every((element, i) => data[i] === element)).toBe(true);
  const rows = await get(array, [slice(31, 33), slice(0, 3)]);
  expect(rows.toNested()).toEqual([31, 32].map((row) => Array.from(elements.slice(row * columns, row * columns + 3))));

  let keys = 0;
  for await (const key of indexeddbStore("many").list("a/c/")) keys += key.startsWith("a/c/") ? 1 : 0;
  expect(keys).toBe(5000);
  await remove("many");
});
