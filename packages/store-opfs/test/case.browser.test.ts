import { afterAll, beforeAll, expect, it } from "vitest";
import { opfsStore } from "../src/store.js";
import { namesIn, remove, write } from "./folder.js";

const { getFileHandle, getDirectoryHandle } = FileSystemDirectoryHandle.prototype;
const folder = `case ${Date.now()}`;

/** A disk that ignores case opens what is there under any spelling. */
async function spelling(directory: FileSystemDirectoryHandle, name: string): Promise<string> {
  const names: string[] = [];
  for await (const found of directory.keys()) names.push(found);
  return names.find((found) => found.toLowerCase() === name.toLowerCase()) ?? name;
}

beforeAll(() => {
  FileSystemDirectoryHandle.prototype.getFileHandle = async function (name, options) {
    return getFileHandle.call(this, await spelling(this, name), options);
  };
  FileSystemDirectoryHandle.prototype.getDirectoryHandle = async function (name, options) {
    return getDirectoryHandle.call(this, await spelling(this, name), options);
  };
});
afterAll(async () => {
  Object.assign(FileSystemDirectoryHandle.prototype, { getFileHandle, getDirectoryHandle });
  await remove(folder);
});

it("a disk that ignores case never answers one key's value for another, and takes no second spelling", async () => {
  await write(`${folder}/Group/a`, Uint8Array.of(1));
  const store = opfsStore(folder);
  expect(await store.get("Group/a")).toEqual(Uint8Array.of(1));
  expect(await store.get("Group/A")).toBeUndefined();
  expect(await store.get("group/a")).toBeUndefined();
  expect(await store.size("GROUP/a")).toBeUndefined();
  await store.delete("Group/A");
  await store.delete("group/a");
  for (const key of ["Group/A", "group/a", "group/other"]) {
    await expect(store.set(key, Uint8Array.of(2))).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringMatching(/^This browser's disk takes "(A|group)" for another name that is there/),
    });
  }
  await store.set("Group/a", Uint8Array.of(3));
  await store.set("Group/b", Uint8Array.of(4));
  expect(await store.get("Group/a")).toEqual(Uint8Array.of(3));
  expect(await namesIn(`${folder}/Group`)).toEqual(["a", "b"]);
});
