import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failure } from "../src/failure.js";
import { fsStore } from "../src/store.js";
import { bytesOf, emptyFolder } from "./folder.js";

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A root with a value, beside a secret that is none of its business, and links from one to the other. */
async function linked() {
  const folder = await emptyFolder();
  const root = join(folder, "root");
  await mkdir(join(root, "a"), { recursive: true });
  await mkdir(join(folder, "root-2"));
  await writeFile(join(root, "a/value"), bytesOf(1, 3));
  await writeFile(join(folder, "root-2/secret"), bytesOf(9, 3));
  await symlink(join(folder, "root-2"), join(root, "out"));
  await symlink("../../root-2/secret", join(root, "a/secret"));
  await symlink("a", join(root, "within"));
  await symlink("nowhere", join(root, "dangling"));
  return { root, folder };
}

describe('links: "follow", the default,', () => {
  it("reads, lists and writes through links", async () => {
    const { root } = await linked();
    const store = fsStore(root);
    expect(await store.get("out/secret")).toEqual(bytesOf(9, 3));
    expect(await collect(store.list(""))).toEqual([
      "a/secret",
      "a/value",
      "out/secret",
      "within/secret",
      "within/value",
    ]);
    await store.set("out/new", bytesOf(2, 3));
    expect(await store.get("out/new")).toEqual(bytesOf(2, 3));
  });

  it("ends the listing of links that lead in a circle", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    await store.set("a/value", bytesOf(1, 3));
    await store.set("b/value", bytesOf(1, 3));
    await symlink("..", join(root, "a/up"));
    await symlink("../b", join(root, "a/other"));
    await symlink("../a", join(root, "b/other"));
    await symlink("self", join(root, "self"));
    expect(await collect(store.list(""))).toEqual(["a/other/value", "a/value", "b/other/value", "b/value"]);
    await expect(store.get("self")).rejects.toMatchObject({
      code: "store-failed",
      message: expect.stringContaining("in a circle"),
    });
  });
});

describe('links: "inside"', () => {
  it("refuses whatever leads out of the root, and says so", async () => {
    const { root } = await linked();
    const store = fsStore(root, { links: "inside" });
    const calls = [
      () => store.get("out/secret"),
      () => store.get("a/secret"),
      () => store.getRange("out/secret", { offset: 0 }),
      () => store.size("out/secret"),
      () => store.getVersioned("a/secret"),
      () => store.set("out/new", bytesOf(1, 3)),
      () => store.set("out/deep/new", bytesOf(1, 3)),
      () => store.delete("out/secret"),
      async () => store.getSync("out/secret"),
      async () => store.getRangeSync("within/secret", { offset: 0 }),
      () => collect(store.list("out/")),
      () => collect(store.listChildren("out/")),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({
        code: "access-denied",
        message: expect.stringMatching(
          /leads out of .*root by a symbolic link: open the link's target itself, or allow it/,
        ),
      });
    }
    expect(await fsStore(root).get("out/secret")).toEqual(bytesOf(9, 3));
  });

  it("follows links that stay inside, and leaves the others out of listings", async () => {
    const { root } = await linked();
    const store = fsStore(root, { links: "inside" });
    expect(await store.get("within/value")).toEqual(bytesOf(1, 3));
    expect(await collect(store.list(""))).toEqual(["a/value", "within/value"]);
    expect(await collect(store.listChildren(""))).toEqual([
      { name: "a", prefix: true },
      { name: "within", prefix: true },
    ]);
    expect(await store.get("dangling")).toBeUndefined();
    await store.set("within/new/value", bytesOf(2, 3));
    expect(await store.get("a/new/value")).toEqual(bytesOf(2, 3));
  });

  it("takes a root that is itself a link for what it leads to", async () => {
    const { folder, root } = await linked();
    await symlink(root, join(folder, "by-link"));
    expect(await fsStore(join(folder, "by-link"), { links: "inside" }).get("a/value")).toEqual(bytesOf(1, 3));
  });
});

describe("what is no value", () => {
  it("a pipe is refused instead of waited for", async () => {
    const root = await emptyFolder();
    execFileSync("mkfifo", [join(root, "pipe")]);
    const store = fsStore(root);
    for (const call of [() => store.get("pipe"), async () => store.getSync("pipe")]) {
      await expect(call()).rejects.toMatchObject({
        code: "unsupported",
        message: expect.stringContaining("neither a file nor a directory"),
      });
    }
    expect(await collect(store.list(""))).toEqual([]);
  });

  it("a directory is none, and neither is a name longer than names can be", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    await store.set("a/b", bytesOf(1, 3));
    for (const key of ["a", "a/b/c", "n".repeat(300)]) {
      expect(await store.get(key)).toBeUndefined();
      expect(await store.size(key)).toBeUndefined();
      expect(store.getSync(key)).toBeUndefined();
      expect(await store.getVersioned(key)).toBeUndefined();
    }
  });

  it("and what may not be read is access-denied", () => {
    const error = Object.assign(new Error("EACCES: permission denied, open '/a'"), { code: "EACCES" });
    expect(failure(error, "read", "a", "/a")).toMatchObject({
      code: "access-denied",
      message: expect.stringMatching(
        /^Could not read "a": EACCES: permission denied, open '\/a'\. Permission is denied: check owner/,
      ),
      fields: { key: "a", file: "/a", errno: "EACCES" },
      cause: error,
    });
  });
});

describe("reading", () => {
  it("takes no more memory than the value has, whatever range is asked", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    await store.set("a", bytesOf(1, 10));
    const huge = { offset: 2, length: Number.MAX_SAFE_INTEGER - 2 };
    expect((await store.getRange("a", huge))?.buffer.byteLength).toBe(8);
    expect(store.getRangeSync("a", { suffix: Number.MAX_SAFE_INTEGER })?.buffer.byteLength).toBe(10);
  });

  it("answers plain byte arrays, whose slice is a copy", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    await store.set("a", bytesOf(1, 10));
    for (const bytes of [await store.get("a"), store.getSync("a")]) {
      expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
    }
  });

  it("refuses a buffer too small for its range", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    await store.set("a", bytesOf(1, 10));
    expect(() => store.getRangeSync("a", { offset: 0 }, new Uint8Array(9))).toThrow(/10 bytes of .* do not fit into 9/);
  });

  it("sees one version in all parts of a call while the value is replaced", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    await store.set("a", bytesOf(0, 1000));
    let writing = true;
    const writer = (async () => {
      for (let i = 1; i < 100; i++) await store.set("a", bytesOf(i, 1000));
    })().finally(() => {
      writing = false;
    });
    while (writing) {
      const parts =
        (await store.getRanges("a", [{ offset: 0, length: 1 }, { offset: 500, length: 1 }, { suffix: 1 }])) ?? [];
      expect(new Set(parts.map(([byte]) => byte)).size).toBe(1);
    }
    await writer;
  });

  it("of many values that is aborted lets the others through", async () => {
    const root = await emptyFolder();
    const store = fsStore(root);
    await store.set("a", bytesOf(1, 10));
    const controller = new AbortController();
    const reason = { why: "a test" };
    const aborted = Array.from({ length: 300 }, () => store.get("a", { signal: controller.signal }));
    const others = Array.from({ length: 300 }, () => store.get("a"));
    controller.abort(reason);
    for (const { status, ...rest } of await Promise.allSettled(aborted)) {
      expect([status, rest]).toEqual(["rejected", { reason }]);
    }
    for (const bytes of await Promise.all(others)) expect(bytes).toEqual(bytesOf(1, 10));
    expect(await store.get("a")).toEqual(bytesOf(1, 10));
  });
});
