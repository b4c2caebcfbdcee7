import fs from "node:fs";
import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { fsStore } from "../src/store.js";
import { bytesOf, emptyFolder, seedOf } from "./folder.js";

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function lockIn(root: string): Promise<string | undefined> {
  return (await readdir(root)).find((name) => name.endsWith(".lock"));
}

describe("a write", () => {
  it("leaves nothing behind but the value, whether it succeeds or fails", async () => {
    const root = await emptyFolder();
    const store = fsStore(root, { fsync: true });
    await store.set("a", bytesOf(1, 3));
    await store.set("d/e", bytesOf(1, 3));
    const version = (await store.getVersioned("a"))?.version ?? "";
    await store.set("a", bytesOf(2, 3), { onlyIf: { version } });
    await expect(store.set("a", bytesOf(3, 3), { onlyIf: { version } })).rejects.toMatchObject({ code: "conflict" });
    await expect(store.set("a", bytesOf(3, 3), { onlyIf: "absent" })).rejects.toMatchObject({ code: "conflict" });
    await expect(store.set("d", bytesOf(3, 3))).rejects.toMatchObject({ code: "unsupported" });
    await expect(store.set("d", bytesOf(3, 3), { onlyIf: "absent" })).rejects.toMatchObject({ code: "unsupported" });
    await expect(store.set("a/b", bytesOf(3, 3))).rejects.toMatchObject({ code: "unsupported" });
    expect((await readdir(root)).sort()).toEqual(["a", "d"]);
    expect(await readdir(join(root, "d"))).toEqual(["e"]);
  });

  it("is never seen half by readers", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    await store.set("a", bytesOf(0));
    let writing = true;
    const writers = Promise.all(
      [1, 2, 3].map(async (seed) => {
        for (let i = 0; i < 30; i++) await store.set("a", bytesOf(seed));
      }),
    ).finally(() => {
      writing = false;
    });
    while (writing) {
      const bytes = (await store.get("a")) ?? new Uint8Array(0);
      expect(bytes.length).toBe(100_000);
      expect(bytes.every((byte) => byte === bytes[0])).toBe(true);
    }
    await writers;
  });

  it("makes directories that a delete removes at the same moment", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    for (let i = 0; i < 50; i++) {
      await store.set("a/b/c/old", bytesOf(1, 3));
      await Promise.all([store.delete("a/b/c/old"), store.set("a/b/c/new", bytesOf(2, 3))]);
      expect(await store.get("a/b/c/new")).toEqual(bytesOf(2, 3));
      await store.delete("a/b/c/new");
      expect(await readdir(root)).toEqual([]);
    }
  });

  it("keeps order with other writes of the same key", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    const calls = Array.from({ length: 40 }, (_, i) => store.set("a", bytesOf(i, 3)));
    await Promise.all(calls);
    expect(await store.get("a")).toEqual(bytesOf(39, 3));
  });

  it("with a version that holds wins against a blind one, or the other way round, never both", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    for (let i = 0; i < 40; i++) {
      await store.set("a", bytesOf(0, 3));
      const version = (await store.getVersioned("a"))?.version ?? "";
      const calls = [store.set("a", bytesOf(1, 3), { onlyIf: { version } }), store.set("a", bytesOf(2, 3))];
      const [conditional] = await Promise.allSettled(i % 2 ? calls : calls.reverse());
      expect(await store.get("a")).toEqual(bytesOf(2, 3));
      expect(["fulfilled", "rejected"]).toContain(conditional?.status);
    }
  });

  it("without room to write is told apart", async () => {
    const store = fsStore("/proc/zarrkit");
    await expect(store.set("a", bytesOf(1, 3))).rejects.toMatchObject({
      fields: { key: "a" },
      message: expect.stringMatching(/^Could not write "a": E/),
    });
  });
});

describe("this store's own files", () => {
  it("are neither keys nor listed", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    await mkdir(join(root, "a"));
    for (const name of [".zarrkit-1-2.tmp", "a/.zarrkit-3.lock"]) await writeFile(join(root, name), "left behind");
    await store.set("a/b", bytesOf(1, 3));
    expect(await collect(store.list(""))).toEqual(["a/b"]);
    expect(await collect(store.listChildren(""))).toEqual([{ name: "a", prefix: true }]);
    for (const key of [".zarrkit-1-2.tmp", "a/.zarrkit-3.lock", ".zarrkit-x/y"]) {
      await expect(store.get(key)).rejects.toThrow(/which is reserved/);
      await expect(store.set(key, bytesOf(1, 3))).rejects.toThrow(/which is reserved/);
    }
  });
});

describe("a lock", () => {
  it("names its owner, its key and its end, and goes with the write", async () => {
    const root = await emptyFolder();
    const store = fsStore(root, { lockExpiry: 5000 });
    await store.set("a", bytesOf(1, 3));
    const version = (await store.getVersioned("a"))?.version ?? "";
    const before = Date.now();
    const write = store.set("a", new Uint8Array(30_000_000), { onlyIf: { version } });
    let lock: string | undefined;
    while (!(lock = await lockIn(root))) await new Promise((resolve) => setTimeout(resolve, 0));
    const note = await readFile(join(root, lock), "utf8");
    await write;
    expect(JSON.parse(note)).toMatchObject({ key: "a", owner: expect.stringContaining(`process ${process.pid} on `) });
    expect(JSON.parse(note).expires).toBeGreaterThanOrEqual(before + 5000);
    expect(await lockIn(root)).toBeUndefined();
  });

  it("that was left behind holds others up only until it expires", async () => {
    const root = await emptyFolder();
    const store = fsStore(root, { lockExpiry: 20_000 });
    await store.set("a", bytesOf(1, 3));
    const version = (await store.getVersioned("a"))?.version ?? "";
    await store.set("a", bytesOf(1, 3), { onlyIf: { version } });
    // Made by the store itself, so that its name is right: caught in the middle of a write.
    const again = (await store.getVersioned("a"))?.version ?? "";
    const write = store.set("a", new Uint8Array(30_000_000), { onlyIf: { version: again } });
    let lock: string | undefined;
    while (!(lock = await lockIn(root))) await new Promise((resolve) => setTimeout(resolve, 0));
    await write;
    await writeFile(
      join(root, lock),
      JSON.stringify({ owner: "a process that died", key: "a", expires: Date.now() + 250 }),
    );
    const started = Date.now();
    const current = (await store.getVersioned("a"))?.version ?? "";
    await store.set("a", bytesOf(2, 3), { onlyIf: { version: current } });
    expect(Date.now() - started).toBeGreaterThan(200);
    expect(await store.get("a")).toEqual(bytesOf(2, 3));
    expect(await lockIn(root)).toBeUndefined();
  });

  it("without a readable note expires by the time of its file", async () => {
    const root = await emptyFolder();
    const store = fsStore(root, { lockExpiry: 60_000 });
    await store.set("a", bytesOf(1, 3));
    const version = (await store.getVersioned("a"))?.version ?? "";
    const write = store.set("a", new Uint8Array(30_000_000), { onlyIf: { version } });
    let lock: string | undefined;
    while (!(lock = await lockIn(root))) await new Promise((resolve) => setTimeout(resolve, 0));
    await write;
    await writeFile(join(root, lock), "");
    await utimes(join(root, lock), new Date(), new Date(Date.now() - 70_000));
    const current = (await store.getVersioned("a"))?.version ?? "";
    await store.set("a", bytesOf(2, 3), { onlyIf: { version: current } });
    expect(await store.get("a")).toEqual(bytesOf(2, 3));
  });

  it("is waited for no longer than the signal allows", async () => {
    const root = await emptyFolder();
    const store = fsStore(root, { lockExpiry: 60_000 });
    await store.set("a", bytesOf(1, 3));
    const version = (await store.getVersioned("a"))?.version ?? "";
    const write = store.set("a", new Uint8Array(30_000_000), { onlyIf: { version } });
    let lock: string | undefined;
    while (!(lock = await lockIn(root))) await new Promise((resolve) => setTimeout(resolve, 0));
    await write;
    await writeFile(join(root, lock), JSON.stringify({ expires: Date.now() + 60_000 }));
    const controller = new AbortController();
    const reason = { why: "a test" };
    setTimeout(() => controller.abort(reason), 50);
    const current = (await store.getVersioned("a"))?.version ?? "";
    const waiting = store.set("a", bytesOf(2, 3), { onlyIf: { version: current }, signal: controller.signal });
    await expect(waiting).rejects.toBe(reason);
  });
});

describe("flush", () => {
  it("may follow any writes and deletes, and be called by many", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    await Promise.all(Array.from({ length: 200 }, (_, i) => store.set(`a/${i % 7}/${i}`, bytesOf(i, 10))));
    await Promise.all(Array.from({ length: 100 }, (_, i) => store.delete(`a/${i % 7}/${i}`)));
    await Promise.all([store.flush(), store.flush()]);
    expect((await collect(store.list(""))).length).toBe(100);
  });
});

it("a delete removes directories that have become empty, but never the root", async () => {
  const root = await emptyFolder();
  const store = fsStore(root);
  await store.set("a/b/c/d", bytesOf(1, 3));
  await store.set("a/e", bytesOf(1, 3));
  await store.delete("a/b/c/d");
  expect(await readdir(join(root, "a"))).toEqual(["e"]);
  await store.delete("a/e");
  expect(await readdir(root)).toEqual([]);
  await store.delete("a/e");
});

it("a delete sweeps away what killed processes left, where nothing else remains", async () => {
  const root = await emptyFolder();
  const store = fsStore(root, { lockExpiry: 1000 });
  await store.set("a/b", bytesOf(1, 3));
  await store.set("c/d", bytesOf(1, 3));
  const old = new Date(Date.now() - 5000);
  for (const directory of ["a", "c"]) {
    await writeFile(join(root, directory, ".zarrkit-1-2.tmp"), "left behind");
    await utimes(join(root, directory, ".zarrkit-1-2.tmp"), old, old);
  }
  await writeFile(join(root, "c/.zarrkit-3-4.tmp"), "being written");
  await store.delete("a/b");
  await store.delete("c/d");
  expect(await readdir(root)).toEqual(["c"]);
  expect((await readdir(join(root, "c"))).length).toBe(2);
});

describe("where the system says late that something is wrong", () => {
  /** Puts another function in the place of one of `node:fs` until the test is over. */
  function replaced<Name extends "close" | "fsync">(name: Name, replacement: (typeof fs)[Name]): void {
    const original = fs[name];
    onTestFinished(() => {
      fs[name] = original;
      syncBuiltinESMExports();
    });
    fs[name] = replacement;
    syncBuiltinESMExports();
  }
  const full = Object.assign(new Error("ENOSPC: no space left on device, close"), { code: "ENOSPC" });

  it("a write that fails when its file is closed leaves the old value", async () => {
    const folder = await emptyFolder();
    await fsStore(folder).set("a", bytesOf(1));
    const { close } = fs;
    replaced("close", ((descriptor: number, done: (error: Error) => void) =>
      close(descriptor, () => done(full))) as typeof fs.close);
    vi.resetModules();
    const store = (await import("../src/store.js")).fsStore(folder);
    await expect(store.set("a", bytesOf(2))).rejects.toMatchObject({
      code: "store-failed",
      fields: { errno: "ENOSPC" },
    });
    expect(seedOf(await store.get("a"))).toBe(1);
    expect(await readdir(folder)).toEqual(["a"]);
  });

  it("a flush that fails is not forgotten, and none answers before those under way", async () => {
    const { fsync } = fs;
    let synced = 0;
    let fails = true;
    replaced("fsync", ((descriptor: number, done: (error: Error | null) => void) => {
      if (fails) return done(full);
      setTimeout(() => {
        synced++;
        fsync(descriptor, done);
      }, 5);
    }) as typeof fs.fsync);
    vi.resetModules();
    const store = (await import("../src/store.js")).fsStore(await emptyFolder());
    for (const key of ["a", "b"]) await store.set(key, bytesOf(1));
    await expect(store.flush()).rejects.toMatchObject({ code: "store-failed", fields: { errno: "ENOSPC" } });
    fails = false;
    await store.flush();
    // Two values and the folder.
    expect(synced).toBeGreaterThanOrEqual(3);
    await store.set("c", bytesOf(1));
    synced = 0;
    const first = store.flush();
    await store.flush();
    expect(synced).toBe(2);
    await first;
  });
});
