import { createRegistry, get, openArray, openGroup } from "@zarrkit/core";
import type { StorePlugin } from "@zarrkit/plugin-api";
import { expect, it } from "vitest";
import { reference } from "../src/index.js";
import { type Files, fileStore, text } from "./files.js";

const metadata = {
  zarr_format: 2,
  shape: [4],
  chunks: [2],
  dtype: "<u2",
  fill_value: 7,
  order: "C",
  compressor: null,
  filters: null,
};
const files: Files = new Map([
  ["day.raw", Uint8Array.of(9, 9, 1, 0, 2, 0)],
  [
    "refs.json",
    text({
      version: 1,
      refs: {
        ".zgroup": { zarr_format: 2 },
        "g/.zgroup": '{"zarr_format": 2}',
        "g/x/.zarray": metadata,
        "g/x/0": ["day.raw", 2, 4],
      },
    }),
  ],
]);

/** `lab://files/…`: what a server would have. */
const lab: StorePlugin = {
  kind: "store",
  api: 1,
  name: "lab",
  schemes: ["lab"],
  load: async () => ({
    open: async (url) => ({ store: fileStore(files, "lab://files/"), path: url.replace("lab://files/", "") }),
  }),
};

it.each(["reference", "kerchunk"])("opens arrays and groups of a document by URL, as |%s:", async (name) => {
  const registry = createRegistry(lab, reference());
  const array = await openArray(`lab://files/refs.json|${name}:g/x/`, { registry });
  expect((await get(array)).data).toEqual(Uint16Array.of(1, 2, 7, 7));
  // Of a chunk that is not compressed only the bytes that are wanted.
  expect((await get(array, [1])).data).toEqual(Uint16Array.of(2));
  const group = await openGroup(`lab://files/refs.json|${name}:`, { registry });
  expect((await get(await openArray(group, { path: "g/x" }))).data).toEqual(Uint16Array.of(1, 2, 7, 7));
});

it("tells where it lies, so that another registry opens the same, unless options say more", async () => {
  const registry = createRegistry(lab, reference());
  const { store } = await openArray("lab://files/refs.json|reference:g/x", { registry });
  const location = store.traits?.location;
  expect(location).toBe("lab://files/refs.json|reference:");
  expect((await get(await openArray(`${location}g/x`, { registry }))).data).toEqual(Uint16Array.of(1, 2, 7, 7));
  const open = createRegistry(lab, reference({ allow: ["lab:"] }));
  const trusting = await openArray("lab://files/refs.json|reference:g/x", { registry: open });
  expect(trusting.store.traits?.location).toBeUndefined();
});
