import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createArray, createGroup, createRegistry, get, openArray, openGroup, resolveUrl, set } from "@zarrkit/core";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import { fs } from "@zarrkit/store-fs";
import { http } from "@zarrkit/store-http";
import { s3 } from "@zarrkit/store-s3";
import { Site } from "@zarrkit/test-servers";
import { serveSite } from "@zarrkit/test-servers/http";
import { S3 } from "@zarrkit/test-servers/s3";
import { serveS3 } from "@zarrkit/test-servers/s3-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArchive } from "../src/archive.js";
import { zip } from "../src/index.js";
import { zipStore } from "../src/store.js";
import { MemoryFile } from "./memory-sink.js";
import { pattern } from "./samples.js";
import { archiveOf } from "./written.js";

const registry = createRegistry(fs(), http(), zip());
let folder = "";
let archive: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zarrkit-zip-"));
  const file = new MemoryFile();
  const store = await openArchive(file.open(), { ozx: "0.5" });
  await createGroup(store, { attributes: { made: "here" } });
  const array = await createArray({ store, path: "größe/x y" }, { shape: [10, 10], chunks: [5, 5], dataType: "uint8" });
  await set(array, null, pattern(100));
  await store.close();
  archive = file.bytes;
  for (const name of ["a.zip", "b.ozx", "c.bin"]) await writeFile(join(folder, name), archive);
});
afterAll(() => rm(folder, { recursive: true }));

describe("an archive is opened", () => {
  it("by its ending, of a path, a file URL and over HTTP", async () => {
    const server = await serveSite(new Site({ values: new Map([["data/a.zip", archive]]) }));
    const urls = [
      join(folder, "a.zip"),
      join(folder, "b.ozx"),
      pathToFileURL(join(folder, "a.zip")).href,
      `${server.url}/data/a.zip`,
    ];
    for (const url of urls) {
      const group = await openGroup(url, { registry });
      expect(group.attributes).toEqual({ made: "here" });
      expect((await get(await openArray(group, { path: "größe/x y" }))).data).toEqual(pattern(100));
    }
    await server.close();
  });

  it("in a bucket", async () => {
    const bucket = new S3({ anonymous: "read" });
    bucket.bucket("data", [["images/a.ozx", archive]]);
    const server = await serveS3(bucket);
    const own = createRegistry(s3({ endpoint: server.url }), zip());
    const array = await openArray("s3://data/images/a.ozx|zip:größe/x y", { registry: own });
    expect((await get(array)).data).toEqual(pattern(100));
    await server.close();
  });

  it("by name, with a path in it, spelt as in a URL or plainly", async () => {
    for (const path of ["größe/x y", "/größe/x y/", "gr%C3%B6%C3%9Fe/x%20y"]) {
      const array = await openArray(`${join(folder, "c.bin")}|zip:${path}`, { registry });
      expect((await get(array)).data).toEqual(pattern(100));
    }
    await expect(openArray(`${join(folder, "c.bin")}|zip:100%`, { registry })).rejects.toThrow(/write "%" as %25/);
  });

  it("inside another archive", async () => {
    await writeFile(join(folder, "outer.zip"), await archiveOf([["deep/a.zip", archive]]));
    const array = await openArray(`${join(folder, "outer.zip")}|zip:deep/a.zip|zip:größe/x y`, { registry });
    expect((await get(array)).data).toEqual(pattern(100));
  });

  it("at the one folder it holds at the top, with what macOS adds; not at one of two", async () => {
    const inner: [Key, Bytes][] = [];
    const store = zipStore(archive);
    for await (const key of store.list("")) inner.push([`image.zarr/${key}`, (await store.get(key))!]);
    const one = await archiveOf([...inner, ["__MACOSX/image.zarr/._zarr.json", pattern(10)], ["README", pattern(3)]]);
    await writeFile(join(folder, "one.zip"), one);
    expect((await openGroup(join(folder, "one.zip"), { registry })).attributes).toEqual({ made: "here" });
    const [group] = inner;
    await writeFile(join(folder, "two.zip"), await archiveOf([...inner, ["other/zarr.json", group![1]]]));
    await expect(openGroup(join(folder, "two.zip"), { registry })).rejects.toThrow();
    expect((await openGroup(`${join(folder, "two.zip")}|zip:image.zarr`, { registry })).attributes).toEqual({
      made: "here",
    });
  });

  it("not where there is none: the error says what is missing", async () => {
    await expect(openGroup(join(folder, "nothing.zip"), { registry })).rejects.toThrow(
      /names no file that is there, or a directory. A new one is made by openArchive/,
    );
    const server = await serveSite(new Site({ values: new Map() }));
    await expect(openGroup(`${server.url}/a.zip`, { registry })).rejects.toThrow('There is no archive "a.zip".');
    await server.close();
  });

  it("and tells where others find it", async () => {
    const { store } = await resolveUrl(join(folder, "a.zip"), registry);
    const location = (store as { traits?: { location?: string } }).traits?.location ?? "";
    expect(location).toBe(`${pathToFileURL(folder).href}/a.zip|zip:`);
    expect((await openGroup(location, { registry })).attributes).toEqual({ made: "here" });
  });
});
