import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32c } from "@zarrkit/codec-checksum";
import { sharding } from "@zarrkit/codec-sharding";
import { zstd } from "@zarrkit/codec-zstd";
import { createRegistry, get, openArray, slice } from "@zarrkit/core";
import { fs } from "@zarrkit/store-fs";
import { describe, expect, it } from "vitest";
import { zip } from "../src/index.js";
import { zipStore } from "../src/store.js";

const folder = join(import.meta.dirname, "fixtures");
const { archives, arrays } = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as {
  archives: Record<string, Record<string, string>>;
  arrays: Record<string, string>;
};
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(folder, `${name}.zip`)));

describe("values that Python's zipfile wrote are read:", () => {
  it.each(Object.entries(archives))("%s", async (name, sums) => {
    const store = zipStore(bytesOf(name));
    const found: Record<string, string> = {};
    for await (const key of store.list("")) {
      const hash = createHash("sha256").update((await store.get(key))!);
      found[key] = hash.digest("hex");
    }
    expect(found).toEqual(sums);
  });

  it("with the comment of the archive, which may look like an end record", async () => {
    expect(await zipStore(bytesOf("comment")).summary()).toMatchObject({
      comment: "PK\u0005\u0006 a comment: größe",
      trailing: 0,
    });
  });
});

describe("arrays that zarr-python's ZipStore wrote are read, though it keeps every replaced value:", () => {
  const registry = createRegistry(fs(), zip(), zstd(), sharding(), crc32c());
  it.each(Object.entries(arrays))("%s", async (name, path) => {
    const array = await openArray(`${join(folder, name)}.zip|zip:${path}`, { registry });
    expect(array.shape).toEqual([20, 30]);
    expect((await get(array)).data).toEqual(Uint16Array.from({ length: 600 }, (_, i) => i));
    expect((await get(array, [slice(3, 9), 4])).data).toEqual(Uint16Array.of(94, 124, 154, 184, 214, 244));
    if (path === "x") expect(array.attributes).toEqual({ unit: "m" });
  });
});
