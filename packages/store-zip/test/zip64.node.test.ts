import { Readable } from "node:stream";
import type { Bytes } from "@zarrkit/plugin-api";
import { Reader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { describe, expect, it } from "vitest";
import * as yauzl from "yauzl";
import { openArchive, type Sink } from "../src/archive.js";
import { MemoryFile } from "./memory-sink.js";
import { pattern } from "./samples.js";
import { sparseArchive } from "./sparse-archive.js";
import { archiveOf } from "./written.js";

const beyond = 5 * 2 ** 30;

/** A file of 5 GiB, most of it zeros that are kept nowhere, to which an archive is added. */
async function largeFile(): Promise<Sink> {
  const base = sparseArchive([["zeros", beyond]], true);
  const tail = new MemoryFile().open();
  const { store, path } = base.place;
  return {
    ...tail,
    size: async () => base.size + (await tail.size()),
    async read(position, length) {
      const bytes = new Uint8Array(Math.min(length, base.size + (await tail.size()) - position));
      const before = position < base.size ? await store.getRange(path, { offset: position, length: bytes.length }) : [];
      bytes.set(before.slice(0, bytes.length));
      const from = Math.max(0, position - base.size);
      const rest = await tail.read(from, Math.max(0, bytes.length - before.length));
      bytes.set(rest, before.length);
      return bytes;
    },
    write: (bytes, position) => tail.write(bytes, position - base.size),
    truncate: (size) => tail.truncate(size - base.size),
  };
}

class SinkReader extends Reader<Sink> {
  readonly #sink: Sink;

  constructor(sink: Sink) {
    super(sink);
    this.#sink = sink;
  }

  override async init(): Promise<void> {
    await super.init?.();
    this.size = await this.#sink.size();
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return this.#sink.read(index, length);
  }
}

class SinkAccess extends yauzl.RandomAccessReader {
  readonly #sink: Sink;

  constructor(sink: Sink) {
    super();
    this.#sink = sink;
  }

  override _readStreamForRange(from: number, to: number): Readable {
    const read = async function* (sink: Sink) {
      yield Buffer.from(await sink.read(from, to - from));
    };
    return Readable.from(read(this.#sink));
  }
}

describe("what is added beyond 4 GiB", async () => {
  const sink = await largeFile();
  const store = await openArchive(sink);
  await store.set("a/b", pattern(1000));
  await store.flush();
  await store.set("c", pattern(70_000));
  await store.flush();
  const wanted: Record<string, Bytes> = { "a/b": pattern(1000), c: pattern(70_000) };

  it("is read by ourselves", async () => {
    for (const [key, bytes] of Object.entries(wanted)) expect(await store.get(key)).toEqual(bytes);
    expect(await store.size("zeros")).toBe(beyond);
    expect(await store.getRange("zeros", { offset: 4 * 2 ** 30, length: 3 })).toEqual(new Uint8Array(3));
  });

  it("is read by zip.js", async () => {
    const entries = await new ZipReader(new SinkReader(sink), { useWebWorkers: false }).getEntries();
    expect(entries.map(({ filename, uncompressedSize }) => [filename, uncompressedSize])).toEqual([
      ["zeros", beyond],
      ["a/b", 1000],
      ["c", 70_000],
    ]);
    for (const entry of entries.slice(1)) {
      if (entry.directory) throw new Error("a folder");
      expect(await entry.getData(new Uint8ArrayWriter())).toEqual(wanted[entry.filename]);
    }
  });

  it("is read by yauzl", async () => {
    const file = await yauzl.fromRandomAccessReaderPromise(new SinkAccess(sink), await sink.size(), {
      lazyEntries: true,
      autoClose: false,
    });
    const found: Record<string, number> = {};
    for await (const entry of file.eachEntry()) {
      found[entry.fileName] = entry.uncompressedSize;
      if (entry.fileName === "zeros") continue;
      const parts: Buffer[] = [];
      for await (const part of await file.openReadStreamPromise(entry)) parts.push(part);
      expect(new Uint8Array(Buffer.concat(parts))).toEqual(wanted[entry.fileName]);
    }
    expect(found).toEqual({ zeros: beyond, "a/b": 1000, c: 70_000 });
  });
});

it("more than 65,535 entries are all found by yauzl", async () => {
  const keys = Array.from({ length: 66_000 }, (_, i) => `c/${i}`);
  const archive = await archiveOf(keys.map((key, i) => [key, Uint8Array.of(i % 256)]));
  const file = await yauzl.fromBufferPromise(Buffer.from(archive), { lazyEntries: true });
  expect(file.entryCount).toBe(66_000);
  const names: string[] = [];
  for await (const entry of file.eachEntry()) names.push(entry.fileName);
  expect(names.join()).toBe(keys.join());
});
