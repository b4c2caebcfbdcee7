import { crc32c } from "@zarrkit/codec-checksum/crc32c";
import { sharding } from "@zarrkit/codec-sharding";
import { createArray, createRegistry, get, openArray, set, slice } from "@zarrkit/core";
import { remoteSite } from "@zarrkit/test-servers/remote";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { http } from "../src/index.js";

const registry = createRegistry(http(), sharding(), crc32c());
const elements = Uint16Array.from({ length: 64 * 96 }, (_, i) => (i * 31) % 65521);
const values = new Map<string, Uint8Array>();

beforeAll(async () => {
  const layout = { shape: [64, 96], dataType: "uint16", registry } as const;
  const plain = await createArray({ store: values, path: "plain" }, { ...layout, chunks: [32, 32] });
  const sharded = await createArray(
    { store: values, path: "sharded" },
    { ...layout, chunks: [8, 8], shards: [32, 48] },
  );
  for (const array of [plain, sharded]) await set(array, null, elements);
});

describe("a page reads from a strict server of another origin, which answers no OPTIONS,", () => {
  it.each(["plain", "sharded"])("a whole array and a part of it without any preflight: %s", async (path) => {
    const site = await remoteSite(inject("sites"), { values, cors: "simple" });
    const array = await openArray(`${site.url}/${path}`, { registry });
    const part = await get(array, [slice(10, 12), slice(40, 43)]);
    expect(part.toNested()).toEqual([10, 11].map((row) => Array.from(elements.slice(row * 96 + 40, row * 96 + 43))));
    expect((await get(array)).data).toEqual(elements);
    const log = await site.log();
    expect(log.filter(({ method }) => method === "OPTIONS")).toEqual([]);
    expect(log.some(({ range }) => range !== "")).toBe(path === "sharded");
  });

  it("and finds chunks missing that such a server hides by 403", async () => {
    const some = new Map([...values].filter(([key]) => !key.startsWith("plain/c/1")));
    const site = await remoteSite(inject("sites"), { values: some, cors: "simple", missing: 403 });
    const array = await openArray(`${site.url}/plain`, { registry });
    const found = (await get(array, [slice(31, 33), 5])).toNested();
    expect(found).toEqual([elements[31 * 96 + 5], 0]);
  });
});
