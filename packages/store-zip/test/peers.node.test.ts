import { createHash } from "node:crypto";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import { BlobReader, BlobWriter, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from "@zip.js/zip.js";
import * as fflate from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import * as yauzl from "yauzl";
import { openArchive } from "../src/archive.js";
import { zipStore } from "../src/store.js";
import { MemoryFile } from "./memory-sink.js";
import { pattern, samples } from "./samples.js";
import { archiveOf, streamOf } from "./written.js";

type Values = Record<Key, Bytes>;

const all = sums(Object.fromEntries(samples));

/** Length and SHA-256 of each value: quicker to compare than the values. */
function sums(values: Values): Record<Key, string> {
  const entries = Object.entries(values).map(([key, bytes]) => {
    return [key, `${bytes.length} bytes ${createHash("sha256").update(bytes).digest("hex")}`] as const;
  });
  return Object.fromEntries(entries);
}

async function ours(archive: Uint8Array): Promise<Record<Key, string>> {
  const store = zipStore(archive);
  const found: Values = {};
  for await (const key of store.list("")) found[key] = new Uint8Array((await store.get(key))!);
  return sums(found);
}

describe("what zip.js wrote is read:", () => {
  it.each([
    { level: 0 },
    { level: 6 },
    { level: 0, zip64: true },
    { level: 6, zip64: true, dataDescriptor: true },
    { level: 0, dataDescriptor: false, extendedTimestamp: false },
    { level: 6, keepOrder: true, comment: "größe", useUnicodeFileNames: true },
  ])("%o", async (options) => {
    const writer = new ZipWriter(new Uint8ArrayWriter(), { ...options, useWebWorkers: false });
    await writer.add("a/", undefined, { directory: true });
    for (const [key, bytes] of samples) await writer.add(key, new Uint8ArrayReader(bytes as Uint8Array<ArrayBuffer>));
    const archive = await writer.close(new TextEncoder().encode("a comment"));
    expect(await ours(archive)).toEqual(all);
    expect(await zipStore(archive).summary()).toMatchObject({ comment: "a comment", entries: samples.length });
  });
});

describe("what fflate wrote is read:", () => {
  it.each([0, 6] as const)("whole, at level %i", async (level) => {
    expect(await ours(fflate.zipSync(Object.fromEntries(samples), { level, comment: "one" }))).toEqual(all);
  });

  it("streamed, with data descriptors", async () => {
    const parts: Bytes[] = [];
    const stream = new fflate.Zip((error, part) => {
      if (error) throw error;
      parts.push(part);
    });
    for (const [i, [key, bytes]] of samples.entries()) {
      const entry = i % 2 ? new fflate.ZipDeflate(key) : new fflate.ZipPassThrough(key);
      stream.add(entry);
      entry.push(bytes as Uint8Array<ArrayBuffer>, true);
    }
    stream.end();
    expect(await ours(new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer()))).toEqual(all);
  });
});

/** All ways by which we make an archive that holds `all`. */
const written: Record<string, () => Promise<Uint8Array<ArrayBuffer>>> = {
  "openArchive, stored": () => archiveOf(samples),
  "openArchive, compressed": () => archiveOf(samples, { compress: 6, comment: "größe" }),
  "openArchive, as .ozx": () => archiveOf(samples, { ozx: "0.5" }),
  "openArchive, flushed after every value, some replaced and deleted": async () => (await edited()).bytes,
  "the same, compacted": async () => {
    const file = await edited();
    const store = await openArchive(file.open());
    await store.compact();
    await store.close();
    return file.bytes;
  },
  "the same, broken off and repaired": async () => {
    const whole = (await edited()).bytes;
    const file = new MemoryFile(new Uint8Array([...whole, ...pattern(70_000)]));
    const store = await openArchive(file.open(), { onWarning: () => {} });
    expect(await store.repair()).toBe(70_000);
    await store.close();
    return file.bytes;
  },
  "zipStream, stored": () => streamOf(samples),
  "zipStream, compressed": () => streamOf(samples, { compress: 1 }),
  "zipStream, as .ozx": () => streamOf(samples, { ozx: "0.5" }),
};

async function edited(): Promise<MemoryFile> {
  const file = new MemoryFile();
  const store = await openArchive(file.open());
  await store.set("gone", pattern(100));
  for (const [key, bytes] of samples) {
    await store.set(key, pattern(50));
    await store.flush();
    await store.set(key, bytes);
    await store.flush();
  }
  await store.delete("gone");
  await store.close();
  return file;
}

describe.each(Object.entries(written))("what we wrote by %s is read by", (_, make) => {
  let archive: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    archive = await make();
  });

  it("ourselves", async () => {
    expect(await ours(archive)).toEqual(all);
  });

  it("zip.js, checksums verified", async () => {
    const reader = new ZipReader(new BlobReader(new Blob([archive])), { checkSignature: true, useWebWorkers: false });
    const found: Values = {};
    for (const entry of await reader.getEntries()) {
      if (entry.directory) throw new Error(`${entry.filename} is a folder`);
      found[entry.filename] = new Uint8Array(await (await entry.getData(new BlobWriter())).arrayBuffer());
    }
    expect(sums(found)).toEqual(all);
  });

  it("fflate", () => {
    expect(sums(fflate.unzipSync(archive))).toEqual(all);
  });

  it("yauzl", async () => {
    const found: Values = {};
    const file = await yauzl.fromBufferPromise(Buffer.from(archive), { lazyEntries: true, strictFileNames: true });
    for await (const entry of file.eachEntry()) {
      const parts: Buffer[] = [];
      for await (const part of await file.openReadStreamPromise(entry)) parts.push(part);
      found[entry.fileName] = new Uint8Array(Buffer.concat(parts));
    }
    expect(sums(found)).toEqual(all);
  });
});
