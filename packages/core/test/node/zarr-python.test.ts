import type { Bytes } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import type { ZarrArray } from "../../src/node/zarr-array.js";
import { openArray } from "../../src/open/open.js";
import { oddView, readOnlyStore } from "../doubles/stores.js";
import { type Hierarchy, hierarchy, names } from "../fixtures/hierarchies.js";

/** The elements' bytes as they would be stored: little-endian, C order. */
function storedBytes(array: ZarrArray, data: Awaited<ReturnType<typeof get>>): Uint8Array {
  const elements = data.shape.reduce((product, length) => product * length, 1);
  const bytes = new Uint8Array(elements * array.dataType.itemSize!);
  array.dataType.store(data, "little", bytes);
  return bytes;
}

async function expectAll({ store, arrays }: Hierarchy): Promise<void> {
  for (const [path, expected] of arrays) {
    const array = await openArray(store, { path });
    expect(array.dataType.name).toBe(expected.dtype);
    for (let time = 0; time < 2; time++) {
      const data = await get(array);
      expect(data.shape).toEqual(expected.shape);
      expect(storedBytes(array, data)).toEqual(expected.values);
    }
  }
}

describe("what zarr-python wrote reads equal, twice", () => {
  it.each(names.filter((name) => hierarchy(name).arrays.size > 0))("%s", async (name) => {
    await expectAll(hierarchy(name));
  });
});

describe("chunks as views at odd offsets read equal, and no byte of them is changed", () => {
  it.each(names.filter((name) => /int32|float64|uint64|transpose|order F/.test(name)))("%s", async (name) => {
    const { store, arrays } = hierarchy(name);
    const frames = new Map<string, { view: Bytes; before: number[] }>();
    for (const [key, bytes] of store) {
      const view = oddView(bytes);
      frames.set(key, { view, before: [...new Uint8Array(view.buffer)] });
    }
    const odd = readOnlyStore(async (key) => frames.get(key)?.view);
    const array = await openArray(odd);
    for (let time = 0; time < 2; time++) {
      expect(storedBytes(array, await get(array))).toEqual(arrays.get("")!.values);
    }
    for (const { view, before } of frames.values()) expect([...new Uint8Array(view.buffer)]).toEqual(before);
  });
});
