import { type Bytes, isZarrError, type Key } from "@zarrkit/plugin-api";
import { Uint8ArrayReader, ZipReader } from "@zip.js/zip.js";
import { unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openArchive } from "../src/archive.js";
import { zipStore } from "../src/store.js";
import { MemoryFile } from "./memory-sink.js";
import { physicalNames } from "./physical-names.js";
import { pattern } from "./samples.js";
import { archiveOf } from "./written.js";

const first: [Key, Bytes][] = Array.from({ length: 20 }, (_, i) => [`c/${i}`, pattern(1000 + i, i + 1)]);

/** An archive of three flushes, and what it held after each: where its directory ended, and its values. */
async function appended() {
  const file = new MemoryFile();
  const states: { readonly end: number; readonly values: Map<Key, Bytes> }[] = [];
  const values = new Map<Key, Bytes>();
  const store = await openArchive(file.open());
  for (let round = 0; round < 3; round++) {
    for (const [key, bytes] of first) {
      const next = round === 0 ? bytes : pattern(3000, round * 100 + values.size);
      const name = round === 2 ? `d/${key}` : key;
      await store.set(name, next);
      values.set(name, next);
    }
    if (round === 2) {
      await store.delete("c/0");
      values.delete("c/0");
    }
    await store.flush();
    states.push({ end: file.bytes.length, values: new Map(values) });
  }
  return { bytes: file.bytes, states };
}

async function valuesOf(archive: Uint8Array, onWarning: (message: string) => void) {
  const store = zipStore(archive, { onWarning });
  const found = new Map<Key, Bytes>();
  for await (const key of store.list("")) found.set(key, (await store.get(key))!);
  return found;
}

function same(a: Bytes, b: Bytes | undefined): boolean {
  if (a.length !== b?.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function expectValues(found: ReadonlyMap<Key, Bytes>, wanted: ReadonlyMap<Key, Bytes>): void {
  expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort());
  for (const [key, bytes] of found) expect(same(bytes, wanted.get(key)), key).toBe(true);
}

describe("an append that was broken off", async () => {
  const { bytes, states } = await appended();
  const cuts: number[] = [];
  for (let cut = states[0]!.end; cut < bytes.length; cut += 1000) cuts.push(cut);

  it("is cut at every thousandth byte here", () => {
    expect(cuts.length).toBeGreaterThan(100);
  });

  it.each(["ends there", "goes on with zeros", "goes on with garbage"])(
    "leaves all that was flushed to our reader, which says what is lost, and after repair() to every reader: %s",
    async (how) => {
      for (const cut of cuts) {
        const last = states.findLast(({ end }) => end <= cut)!;
        const rest = how === "ends there" ? 0 : bytes.length - cut;
        const torn = new Uint8Array(cut + rest);
        torn.set(bytes.subarray(0, cut));
        if (how === "goes on with garbage") torn.set(pattern(rest, cut), cut);

        const warnings: string[] = [];
        expectValues(await valuesOf(torn, (message) => warnings.push(message)), last.values);
        const trailing = torn.length - last.end;
        expect(warnings).toHaveLength(trailing === 0 ? 0 : 1);
        if (trailing > 0)
          expect(warnings[0]).toMatch(new RegExp(`${trailing} bytes follow .* ends at byte ${last.end}.*repair\\(\\)`));

        const file = new MemoryFile(torn);
        const store = await openArchive(file.open(), { onWarning: () => {} });
        expect(await store.repair()).toBe(trailing);
        await store.close();
        expect(same(file.bytes, bytes.subarray(0, last.end))).toBe(true);
        expectValues(new Map(Object.entries(unzipSync(file.bytes))), last.values);
      }
    },
  );

  it("can be gone on with instead: what is there stays, and the next flush makes the archive whole", async () => {
    const last = states[1]!;
    const file = new MemoryFile(bytes.slice(0, last.end + 12_345));
    const store = await openArchive(file.open(), { onWarning: () => {} });
    await store.set("new", pattern(10));
    expect(await store.repair()).toBe(0);
    await store.close();
    expect(same(file.bytes.subarray(0, last.end + 12_345), bytes.subarray(0, last.end + 12_345))).toBe(true);
    expectValues(new Map(Object.entries(unzipSync(file.bytes))), new Map([...last.values, ["new", pattern(10)]]));
  });

  it("is not mended by a zip that was a value of it, not even by an earlier state of itself", async () => {
    const earlier = await archiveOf(first);
    const file = new MemoryFile(earlier);
    const store = await openArchive(file.open());
    await store.set("later", pattern(10));
    await store.flush();
    await store.set("a.zip", earlier);
    const torn = zipStore(file.bytes, { onWarning: () => {} });
    expect(await torn.get("later")).toEqual(pattern(10));
    expect(await torn.get("a.zip")).toBeUndefined();
    await store.close();
  });

  it("leaves what was flushed also where the disk kept the end of the last directory, and not its beginning", async () => {
    const { end, values } = states[1]!;
    const torn = bytes.slice();
    torn.fill(0, end + 100, bytes.length - 60);
    const warnings: string[] = [];
    expectValues(await valuesOf(torn, (message) => warnings.push(message)), values);
    expect(warnings).toHaveLength(1);
  });

  it("of an archive that was never flushed leaves none, and the error says so", async () => {
    const torn = new MemoryFile(bytes.slice(0, states[0]!.end - 100));
    await expect(openArchive(torn.open())).rejects.toThrow(
      /is cut off: there is no complete directory in its \d+ bytes/,
    );
    expect(torn.isHeld).toBe(false);
  });
});

describe("an archive that is written to", () => {
  it("never overwrites what a directory names", async () => {
    const file = new MemoryFile(await archiveOf(first));
    const store = await openArchive(file.open());
    let before = file.bytes;
    for (let round = 0; round < 5; round++) {
      await store.set("c/1", pattern(500, round));
      await store.delete(`c/${round + 5}`);
      await store.flush();
      expect(same(file.bytes.subarray(0, before.length), before)).toBe(true);
      before = file.bytes;
    }
    await store.close();
  });

  it("does not overwrite a directory that was written, but could not be made durable", async () => {
    const file = new MemoryFile();
    const sink = file.open();
    let flushes = 0;
    const flush = async () => {
      if (++flushes === 2) throw new Error("the disk does not answer");
    };
    const store = await openArchive({ ...sink, flush });
    await store.set("a", pattern(10));
    await expect(store.flush()).rejects.toThrow("the disk does not answer");
    const before = file.bytes;
    await store.set("b", pattern(10));
    await store.close();
    expect(same(file.bytes.subarray(0, before.length), before)).toBe(true);
    expect(Object.keys(unzipSync(file.bytes))).toEqual(["a", "b"]);
  });

  it("names no value in a directory before the value is durable", async () => {
    const calls: string[] = [];
    const sink = new MemoryFile().open();
    const store = await openArchive({
      ...sink,
      write: (bytes, position) => (calls.push(bytes[3] === 4 ? "entry" : "directory"), sink.write(bytes, position)),
      flush: async () => void calls.push("durable"),
    });
    await store.set("a", pattern(10));
    await store.set("b", pattern(10));
    await store.flush();
    await store.flush();
    expect(calls).toEqual(["entry", "entry", "durable", "directory", "durable"]);
    await store.close();
    expect(calls).toHaveLength(5);
  });

  it("stays as it was where the disk is full, and can be flushed when there is room", async () => {
    const file = new MemoryFile(await archiveOf(first));
    const before = file.bytes;
    const store = await openArchive(file.open());
    await store.set("fits", pattern(100));
    file.room = 5000;
    await expect(store.set("large", pattern(100_000))).rejects.toThrow("the disk is full");
    await expect(store.flush()).rejects.toThrow("the disk is full");
    expect(same(file.bytes.subarray(0, before.length), before)).toBe(true);
    expectValues(await valuesOf(file.bytes, () => {}), new Map(first));
    file.room = Infinity;
    await store.flush();
    expectValues(new Map(Object.entries(unzipSync(file.bytes))), new Map([...first, ["fits", pattern(100)]]));
    await store.close();
  });

  it("has one writer at a time: a second gets conflict, until the first is closed", async () => {
    const sink = new MemoryFile().open();
    const store = await openArchive(sink);
    const second = await openArchive(sink).catch((error: unknown) => error);
    expect(isZarrError(second, "conflict")).toBe(true);
    expect((second as Error).message).toMatch(/one writer at a time/);
    await store.close();
    await expect(store.get("a")).rejects.toThrow(/was closed: open it again/);
    await (await openArchive(sink)).close();
  });

  it("tells the size of a value with its parts", async () => {
    const store = await openArchive(new MemoryFile().open());
    await store.set("c/0", pattern(500));
    const found = await store.getRangesVersioned("c/0", [{ offset: 490 }, { offset: 0, length: 3 }]);
    expect(found?.pieces.map(({ length }) => length)).toEqual([10, 3]);
    expect(found?.size).toBe(500);
    await store.close();
  });

  it("keeps dead bytes until compact(), which puts documents first and changes no value", async () => {
    const file = new MemoryFile(await archiveOf([["c/0/0", pattern(50)], ["b/zarr.json", pattern(3)], ...first]));
    const store = await openArchive(file.open());
    expect(await store.deadBytes()).toBe(0);
    await store.set("c/1", pattern(10_000));
    await store.set("zarr.json", pattern(5));
    await store.delete("c/2");
    await store.flush();
    expect(await store.deadBytes()).toBeGreaterThan(2000);
    const values = new Map(Object.entries(unzipSync(file.bytes)));
    const large = file.bytes.length;
    await store.compact();
    expect(await store.deadBytes()).toBe(0);
    expect(file.bytes.length).toBeLessThan(large - 2000);
    expectValues(new Map(Object.entries(unzipSync(file.bytes))), values);
    expect(physicalNames(file.bytes).slice(0, 3)).toEqual(["zarr.json", "b/zarr.json", "c/0/0"]);

    await store.set("later", pattern(7));
    expect(await store.get("c/1")).toEqual(pattern(10_000));
    const other = new MemoryFile();
    await store.compact(other.open());
    await store.close();
    for (const bytes of [other.bytes, file.bytes]) {
      expectValues(new Map(Object.entries(unzipSync(bytes))), new Map([...values, ["later", pattern(7)]]));
    }
  });

  it("is not compacted where a value is damaged", async () => {
    const before = await archiveOf(first);
    before[100]! ^= 1;
    const file = new MemoryFile(before);
    const store = await openArchive(file.open());
    await expect(store.compact()).rejects.toThrow(/cannot give "c\/0": its CRC-32 is not the one written/);
    expect(same(file.bytes, before)).toBe(true);
    await store.close();
  });

  it("keeps what other programs wrote about an entry: time, comment, extra fields", async () => {
    const mtime = new Date(2001, 1, 3, 4, 5, 6);
    const told = { mtime, os: 3, attrs: 0o100600 << 16, comment: "größe", extra: { 0x1234: Uint8Array.of(1, 2, 3) } };
    const file = new MemoryFile(zipSync({ a: [pattern(10), { ...told, level: 0 }], b: [pattern(10), { level: 0 }] }));
    const before = await entriesOf(file.bytes);
    const store = await openArchive(file.open());
    await store.set("c", pattern(3));
    await store.delete("b");
    await store.flush();
    expect((await entriesOf(file.bytes))["a"]).toEqual(before["a"]);
    await store.compact();
    await store.close();
    const { offset: _, ...rest } = before["a"]!;
    expect(rest).toMatchObject({ comment: "größe", extra: [0x1234] });
    expect((await entriesOf(file.bytes))["a"]).toMatchObject(rest);
  });
});

/** What zip.js finds told about each entry. */
async function entriesOf(bytes: Uint8Array<ArrayBuffer>) {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false });
  const told = (await reader.getEntries()).map((entry) => {
    const { comment, rawLastModDate, externalFileAttributes, extraField, offset } = entry;
    return [
      entry.filename,
      { comment, rawLastModDate, externalFileAttributes, extra: [...(extraField?.keys() ?? [])], offset },
    ] as const;
  });
  return Object.fromEntries(told);
}
