import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openOpfs, opfsStore } from "../src/store.js";
import { namesIn, remove, write } from "./folder.js";

let folder: string;
let store: ReturnType<typeof opfsStore>;
let folders = 0;

beforeEach(() => {
  folder = `files ${Date.now()}-${folders++}`;
  store = opfsStore(folder);
});
afterEach(() => remove(folder));

describe("a folder", () => {
  it("holds values as plain files under the names of their keys", async () => {
    await store.set("Group/c/0/0", Uint8Array.of(1, 2, 3));
    await store.set("zarr.json", Uint8Array.of(4));
    expect(await namesIn(folder)).toEqual(["Group", "zarr.json"]);
    expect(await namesIn(`${folder}/Group/c/0`)).toEqual(["0"]);
    await write(`${folder}/put/there`, Uint8Array.of(5));
    expect(await store.get("put/there")).toEqual(Uint8Array.of(5));
  });

  it("is opened elsewhere by the location that its store tells", async () => {
    await store.set("a/b", Uint8Array.of(1));
    const place = openOpfs(store.traits.location);
    expect(place.path).toBe("");
    expect(await place.store.get("a/b")).toEqual(Uint8Array.of(1));
    const { path } = openOpfs(`opfs://${encodeURIComponent(folder)}/a`);
    expect(await opfsStore().get(`${path}/b`)).toEqual(Uint8Array.of(1));
  });

  it("that is empty goes with its last value, the root stays", async () => {
    await store.set("a/b/c", Uint8Array.of(1));
    await store.set("a/d", Uint8Array.of(1));
    await store.delete("a/b/c");
    expect(await namesIn(`${folder}/a`)).toEqual(["d"]);
    await store.delete("a/d");
    expect(await namesIn(folder)).toEqual([]);
    await store.set("a/b/c", Uint8Array.of(2));
    expect(await store.get("a/b/c")).toEqual(Uint8Array.of(2));
  });

  it("keeps no value beside keys below its name, and says so", async () => {
    await store.set("a/b", Uint8Array.of(1));
    const said = { code: "unsupported", message: expect.stringContaining("keeps no value beside keys below its name") };
    await expect(store.set("a", Uint8Array.of(1))).rejects.toMatchObject(said);
    await expect(store.set("a/b/c", Uint8Array.of(1))).rejects.toMatchObject(said);
    expect(await namesIn(folder)).toEqual(["a"]);
    expect(await store.get("a/b")).toEqual(Uint8Array.of(1));
  });

  it("refuses a name that browsers refuse, and says so", async () => {
    await expect(store.set("a\\b", Uint8Array.of(1))).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringMatching(/^Could not write "a\\\\b" in .*Browsers do not allow this file name/),
    });
  });
});

describe("what a closed tab left behind", () => {
  it("is neither key nor listed, and removed by a listing with the folder it was alone in", async () => {
    await store.set("a/b", Uint8Array.of(1));
    await write(`${folder}/a/.zarrkit-b`, Uint8Array.of(9));
    await write(`${folder}/c/d/.zarrkit-e`, Uint8Array.of(9));
    for (const key of ["a/.zarrkit-b", ".zarrkit-x/y"]) {
      await expect(store.get(key)).rejects.toThrow(/a name of it starts with \.zarrkit-, which is reserved/);
      await expect(store.set(key, Uint8Array.of(1))).rejects.toMatchObject({ code: "invalid-argument" });
    }
    const keys: string[] = [];
    for await (const key of store.list("")) keys.push(key);
    expect(keys).toEqual(["a/b"]);
    expect(await namesIn(`${folder}/a`)).toEqual(["b"]);
    expect(await namesIn(folder)).toEqual(["a"]);
  });

  it("does not get into the next write of its value", async () => {
    await write(`${folder}/a/.zarrkit-b`, new Uint8Array(1000).fill(9));
    await store.set("a/b", Uint8Array.of(1));
    expect(await store.get("a/b")).toEqual(Uint8Array.of(1));
    expect(await namesIn(`${folder}/a`)).toEqual(["b"]);
  });

  it("is left alone while its value is locked: somebody is writing it", async () => {
    await write(`${folder}/a/.zarrkit-b`, Uint8Array.of(9));
    await navigator.locks.request(`zarrkit opfs ${folder}/a/b`, async () => {
      for await (const _ of store.listChildren("a/")) throw new Error("nothing is there");
      expect(await namesIn(`${folder}/a`)).toEqual([".zarrkit-b"]);
    });
  });
});

describe("a version", () => {
  it("never comes back, not even where files are stamped seldom, and when a delete lies between", async () => {
    const getFile = FileSystemFileHandle.prototype.getFile;
    FileSystemFileHandle.prototype.getFile = async function () {
      const file = await getFile.call(this);
      return new File([file], file.name, { lastModified: file.lastModified - (file.lastModified % 16) });
    };
    try {
      const seen = new Set<string>();
      for (let i = 0; i < 40; i++) {
        await store.set("a", Uint8Array.of(i));
        seen.add((await store.getVersioned("a"))?.version ?? "");
        if (i % 2 === 1) await store.delete("a");
      }
      expect(seen.size).toBe(40);
    } finally {
      FileSystemFileHandle.prototype.getFile = getFile;
    }
  });

  it("is that of the file, whoever wrote it", async () => {
    await write(`${folder}/a`, Uint8Array.of(1));
    const version = (await store.getVersioned("a"))?.version ?? "";
    await new Promise((resolve) => setTimeout(resolve, 30));
    await write(`${folder}/a`, Uint8Array.of(2));
    await expect(store.set("a", Uint8Array.of(3), { onlyIf: { version } })).rejects.toMatchObject({ code: "conflict" });
    expect(await store.get("a")).toEqual(Uint8Array.of(2));
  });
});

describe("a write", () => {
  it("that is aborted while it waits for another does not wait any longer", async () => {
    await store.set("a", Uint8Array.of(1));
    await navigator.locks.request(`zarrkit opfs ${folder}/a`, async () => {
      const reason = { why: "a test" };
      const controller = new AbortController();
      const waiting = store.set("a", Uint8Array.of(2), { signal: controller.signal });
      setTimeout(() => controller.abort(reason), 10);
      await expect(waiting).rejects.toBe(reason);
    });
    expect(await store.get("a")).toEqual(Uint8Array.of(1));
  });

  it("and a delete wait a moment for who has the file open", async () => {
    await write(`${folder}/a`, Uint8Array.of(1));
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder);
    for (const call of [() => store.set("a", Uint8Array.of(2)), () => store.delete("a")]) {
      const held = await (await root.getFileHandle("a")).createWritable();
      setTimeout(() => void held.abort(), 50);
      await call();
    }
    expect(await store.get("a")).toBeUndefined();
  });

  it("onto a file that something else holds open is an error that may pass, and leaves nothing behind", async () => {
    await write(`${folder}/a`, Uint8Array.of(1));
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder);
    const held = await (await root.getFileHandle("a")).createWritable();
    await expect(store.set("a", Uint8Array.of(2))).rejects.toMatchObject({
      code: "store-failed",
      retryable: true,
      message: expect.stringContaining("Somebody else has the file open for writing: try again."),
    });
    await held.abort();
    expect(await namesIn(folder)).toEqual(["a"]);
    expect(await store.get("a")).toEqual(Uint8Array.of(1));
  });
});

it("a read that meets a writer again and again answers one state of the value", async () => {
  await store.set("a", new Uint8Array(500_000).fill(0));
  let writing = true;
  const written = (async () => {
    for (let i = 1; i < 40; i++) await store.set("a", new Uint8Array(500_000).fill(i));
  })().finally(() => (writing = false));
  while (writing) {
    const parts = await store.getRanges("a", [{ offset: 0, length: 1 }, { offset: 250_000, length: 9 }, { suffix: 1 }]);
    expect(new Set(parts?.flatMap((part) => [...part])).size).toBe(1);
  }
  await written;
});
