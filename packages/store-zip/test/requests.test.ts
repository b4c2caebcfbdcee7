import { sharding } from "@zarrkit/codec-sharding";
import { bytes, createArray, createRegistry, get, openArray, openGroup, set, slice } from "@zarrkit/core";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { zipStore } from "../src/store.js";
import { pattern } from "./samples.js";
import { sparseArchive } from "./sparse-archive.js";

const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

function array(shape: readonly number[], chunks: readonly number[], codecs: unknown[] = []) {
  const grid = { name: "regular", configuration: { chunk_shape: chunks } };
  const keys = { name: "default", configuration: { separator: "/" } };
  const all = codecs.length > 0 ? codecs : [{ name: "bytes" }];
  const rest = { data_type: "uint8", fill_value: 0, codecs: all, chunk_grid: grid, chunk_key_encoding: keys };
  return text({ zarr_format: 3, node_type: "array", shape, ...rest });
}

/** 300 MB in chunks of 30 kB, with one that is not of zeros. */
const side = 173;
const documents: [Key, Bytes][] = [
  ["zarr.json", text({ zarr_format: 3, node_type: "group", attributes: { a: 1 } })],
  ["0/zarr.json", array([100 * side, 100 * side], [side, side])],
  ["1/zarr.json", array([side, side], [side, side])],
];
const chunk = pattern(side * side);
const values: [Key, Bytes | number][] = [...documents];
for (let i = 0; i < 100; i++) {
  for (let k = 0; k < 100; k++) values.push([`0/c/${i}/${k}`, i === 50 && k === 50 ? chunk : side * side]);
}

describe.each([
  { suffixRanges: true, how: "whose end can be asked for" },
  { suffixRanges: false, how: "whose size must be asked for, as from a page of another origin" },
])("of an archive of 300 MB with 10,000 chunks, $how,", ({ suffixRanges }) => {
  const open = async () => {
    const archive = sparseArchive(values, suffixRanges);
    expect(archive.size).toBeGreaterThan(300_000_000);
    return { archive, store: zipStore(archive.place) };
  };

  it("the metadata of the whole hierarchy are read in at most 3 requests", async () => {
    const { archive, store } = await open();
    const group = await openGroup(store);
    expect(group.attributes).toEqual({ a: 1 });
    for (const path of ["0", "1"]) await openArray(store, { path });
    expect(archive.requests().length).toBeLessThanOrEqual(3);
    expect(archive.transferred).toBeLessThan(archive.size / 100);
  });

  it("one chunk takes one request more, and again one", async () => {
    const { archive, store } = await open();
    const opened = await openArray(store, { path: "0" });
    archive.requests();
    const found = await get(opened, [slice(50 * side, 51 * side), slice(50 * side, 51 * side)]);
    expect(found.data).toEqual(chunk);
    expect(archive.requests()).toHaveLength(1);
    await get(opened, [0, 0]);
    expect(archive.requests()).toHaveLength(1);
  });

  it("chunks that are not there take none", async () => {
    const { archive, store } = await open();
    const opened = await openArray(store, { path: "1" });
    archive.requests();
    await get(opened);
    expect(await store.get("nothing")).toBeUndefined();
    expect(archive.requests()).toEqual([]);
  });
});

it("a directory of 100,000 entries is read in two requests where the end can be asked for", async () => {
  const many: [Key, Bytes | number][] = Array.from({ length: 100_000 }, (_, i) => [`0/c/${i}`, 3000]);
  const archive = sparseArchive([...documents, ...many], true);
  const store = zipStore(archive.place);
  await openArray(store, { path: "0" });
  expect(archive.requests()).toHaveLength(3);
  expect(await store.size("0/c/99999")).toBe(3000);
});

it("an archive beyond 4 GiB, with values beyond 4 GiB, is read by zip64", async () => {
  const archive = sparseArchive([["a", 5 * 2 ** 30], ["b", chunk], ...documents], true);
  const store = zipStore(archive.place);
  expect(await store.size("a")).toBe(5 * 2 ** 30);
  expect(await store.get("b")).toEqual(chunk);
  expect(await store.getRange("a", { suffix: 7 })).toEqual(new Uint8Array(7));
});

describe("of a shard in an archive", async () => {
  const registry = createRegistry(sharding());
  const map = new Map<Key, Bytes>();
  const made = await createArray(map, {
    registry,
    shape: [400, 400],
    chunks: [400, 400],
    dataType: "uint8",
    codecs: [sharding({ chunkShape: [100, 100], indexCodecs: [bytes({ endian: "little" })] })],
  });
  await set(made, null, pattern(160_000));

  it("the first inner chunk takes three requests, each further one takes one", async () => {
    const archive = sparseArchive([["before", 100_000], ...map, ["after", 100_000]], true);
    const opened = await openArray(zipStore(archive.place), { registry });
    archive.requests();
    expect((await get(opened, [150, 150])).item()).toBe(pattern(160_000)[150 * 400 + 150]);
    const first = archive.requests();
    expect(first.length).toBeLessThanOrEqual(3);
    await get(opened, [350, 350]);
    expect(archive.requests()).toHaveLength(1);
  });
});
