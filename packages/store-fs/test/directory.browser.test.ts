import { type Entries, storeContract } from "@zarrkit/conformance";
import { describe, expect, it } from "vitest";
import { fs } from "../src/browser.js";
import { directoryStore } from "../src/directory.js";

let folders = 0;

/** A directory of the origin's private file system, which has the same interface as one that a user chose. */
async function seed(entries: Entries): Promise<FileSystemDirectoryHandle> {
  const top = await navigator.storage.getDirectory();
  const folder = await top.getDirectoryHandle(`test-${Date.now()}-${folders++}`, { create: true });
  for (const [key, bytes] of entries) {
    const names = key.split("/");
    let directory = folder;
    for (const name of names.slice(0, -1)) directory = await directory.getDirectoryHandle(name, { create: true });
    const writable = await (await directory.getFileHandle(names.at(-1) as string, { create: true })).createWritable();
    await writable.write(bytes);
    await writable.close();
  }
  return folder;
}

async function close(folder: FileSystemDirectoryHandle): Promise<void> {
  await (await navigator.storage.getDirectory()).removeEntry(folder.name, { recursive: true });
}

/** The directory as one on a file system that tells other times; how many files were written in it. */
function timed(folder: FileSystemDirectoryHandle, timeOf: (time: number) => number) {
  let written = 0;
  async function getFileHandle(name: string, options?: FileSystemGetFileOptions) {
    const handle = await folder.getFileHandle(name, options);
    return {
      async getFile() {
        const file = await handle.getFile();
        return new File([await file.arrayBuffer()], name, { lastModified: timeOf(file.lastModified) });
      },
      createWritable() {
        written++;
        return handle.createWritable();
      },
    };
  }
  const root = { name: folder.name, getFileHandle } as unknown as FileSystemDirectoryHandle;
  return { root, written: () => written };
}

describe("a page's directory keeps the contract of stores:", async () => {
  for (const c of await storeContract(directoryStore, { seed, close })) it(c.name, c.run);
});

describe("a page's directory", () => {
  it("says that a permission is missing, and how to get it", async () => {
    const refusing = {
      getFileHandle: () => Promise.reject(new DOMException("not allowed", "NotAllowedError")),
    } as unknown as FileSystemDirectoryHandle;
    await expect(directoryStore(refusing).get("a")).rejects.toMatchObject({
      code: "access-denied",
      message:
        'Could not read "a": NotAllowedError: not allowed. Ask the user for it, by handle.requestPermission() on a click.',
    });
  });

  it("keeps no value beside keys below its name, and says so", async () => {
    const folder = await seed(new Map());
    const store = directoryStore(folder);
    await store.set("a/b", Uint8Array.of(1));
    await expect(store.set("a", Uint8Array.of(1))).rejects.toMatchObject({ code: "unsupported" });
    await expect(store.set("a/b/c", Uint8Array.of(1))).rejects.toMatchObject({ code: "unsupported" });
    expect(await store.get("a/b")).toEqual(Uint8Array.of(1));
    await close(folder);
  });

  it("leaves an empty directory alone where a value was to have its name", async () => {
    const folder = await seed(new Map());
    await folder.getDirectoryHandle("a", { create: true });
    await expect(directoryStore(folder).set("a", Uint8Array.of(1))).rejects.toMatchObject({ code: "unsupported" });
    expect((await folder.getDirectoryHandle("a")).kind).toBe("directory");
    await close(folder);
  });

  it("gives values of one size other versions where the file system counts time in large steps", async () => {
    const folder = await seed(new Map([["a", Uint8Array.of(1)]]));
    const { root, written } = timed(folder, (time) => time - (time % 400));
    const store = directoryStore(root);
    const versions = new Set<string>();
    for (let n = 0; n < 3; n++) {
      await store.set("a", Uint8Array.of(n));
      versions.add((await store.getVersioned("a"))!.version);
    }
    expect(versions.size).toBe(3);
    expect(written()).toBeLessThan(3 * 8);
    await close(folder);
  });

  it("says so where the file system tells no times", async () => {
    const folder = await seed(new Map([["a", Uint8Array.of(1)]]));
    await expect(directoryStore(timed(folder, () => 0).root).set("a", Uint8Array.of(2))).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringContaining("its file's time did not change"),
    });
    await close(folder);
  });

  it("loses no update of two stores over it and one over a directory inside of it", async () => {
    const folder = await seed(new Map([["c/0", new Uint8Array(3)]]));
    const again = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder.name);
    const inside = await folder.getDirectoryHandle("c");
    const count = async (store: ReturnType<typeof directoryStore>, key: string, at: number) => {
      for (let done = 0; done < 10; ) {
        const { bytes, version } = (await store.getVersioned(key))!;
        const changed = bytes.slice();
        changed[at]! += 1;
        const isDone = await store.set(key, changed, { onlyIf: { version } }).then(
          () => true,
          (error) => {
            expect(error).toMatchObject({ code: "conflict" });
            return false;
          },
        );
        if (isDone) done++;
      }
    };
    await Promise.all([
      count(directoryStore(folder), "c/0", 0),
      count(directoryStore(again), "c/0", 1),
      count(directoryStore(inside), "0", 2),
    ]);
    expect(await directoryStore(folder).get("c/0")).toEqual(Uint8Array.of(10, 10, 10));
    await close(folder);
  });

  it("shows no new value before all of it is there", async () => {
    const folder = await seed(new Map());
    const value = new Uint8Array(2 ** 20).fill(1);
    for (let n = 0; n < 20; n++) {
      const writing = directoryStore(folder).set(`${n}`, value);
      let isDone = false;
      void writing.finally(() => (isDone = true));
      while (!isDone) expect((await directoryStore(folder).size(`${n}`)) ?? value.length).toBe(value.length);
      await writing;
    }
    await close(folder);
  });

  it("is what fs() points to in a page, since it can open nothing itself", async () => {
    await expect((await fs().load()).open("file:///a")).rejects.toThrow(
      /A page cannot open file:\/\/\/a: serve the directory over HTTP, or/,
    );
  });
});
