import { expect, it } from "vitest";
import { sampleName } from "../src/index.js";

const places = new Map([["lab", new Map([["a/zarr.json", Uint8Array.of(123)]])]]);
const { open } = await sampleName({ places }).load();

it("opens a path within a place", async () => {
  const { store, path } = await open("sample-name://lab/a/");
  expect(path).toBe("a");
  expect(await store.get("a/zarr.json")).toEqual(Uint8Array.of(123));
});

it("says which places there are when the name is unknown", async () => {
  await expect(open("sample-name://attic")).rejects.toThrow('there is no place "attic"; there are lab.');
});
