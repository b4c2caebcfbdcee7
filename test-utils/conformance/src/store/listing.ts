import type { Child, Listable } from "@zarrkit/plugin-api";
import { pattern } from "../bytes.js";
import { expectBytes, expectEqual } from "../expect.js";
import { collect, storeCase } from "./subject.js";

const byte = pattern(1);

const tree = {
  "zarr.json": byte,
  "foo/zarr.json": byte,
  "foo/c/0/0": byte,
  "foo/c/0/1": byte,
  "foo/c/1/0": byte,
  "foobar/zarr.json": byte,
  "foo-bar": byte,
  "fo/x": byte,
};

const thousand = Object.fromEntries(Array.from({ length: 1050 }, (_, i) => [`many/${i}`, byte]));

/** Listings. A prefix is "" or ends with "/", and never reaches its siblings (zarr-specs v3.1, "list_prefix", "list_dir"). */
export const listingCases = [
  storeCase("list: every key of the store below the root", ["list"], tree, async ({ store }) => {
    expectEqual(await keys(store, ""), Object.keys(tree).sort(), 'list("")');
  }),

  storeCase("list: every key below a prefix, however deep", ["list"], tree, async ({ store }) => {
    expectEqual(await keys(store, "foo/c/"), ["foo/c/0/0", "foo/c/0/1", "foo/c/1/0"], 'list("foo/c/")');
  }),

  storeCase("list: a prefix does not reach a sibling that starts alike", ["list"], tree, async ({ store }) => {
    const below = ["foo/c/0/0", "foo/c/0/1", "foo/c/1/0", "foo/zarr.json"];
    expectEqual(await keys(store, "foo/"), below, 'list("foo/") beside foobar/, foo-bar and fo/');
  }),

  storeCase("list: a prefix with nothing below it lists nothing", ["list"], tree, async ({ store }) => {
    expectEqual(await keys(store, "nothing/"), [], 'list("nothing/")');
    expectEqual(await keys(store, "zarr.json/"), [], "list below a value");
  }),

  storeCase("list: an empty store lists nothing", ["list"], {}, async ({ store }) => {
    expectEqual(await keys(store, ""), [], 'list("")');
  }),

  storeCase("list: more than a thousand keys are complete", ["list"], thousand, async ({ store }) => {
    expectEqual(await keys(store, "many/"), Object.keys(thousand).sort(), 'list("many/") of 1050 keys');
  }),

  storeCase("list: every key it names can be read", ["list"], tree, async ({ store }) => {
    for (const key of await keys(store, "foo/")) expectBytes(await store.get(key), byte, `get("${key}")`);
  }),

  storeCase("list: leaving it early leaves the store usable", ["list"], tree, async ({ store }) => {
    for await (const _ of store.list("")) break;
    expectEqual((await keys(store, "")).length, Object.keys(tree).length, "keys of a second listing");
  }),

  storeCase("list: values may be deleted while they are listed", ["list", "delete"], tree, async ({ store }) => {
    for await (const key of store.list("foo/")) await store.delete(key);
    expectEqual(await keys(store, ""), ["fo/x", "foo-bar", "foobar/zarr.json", "zarr.json"], "what is left");
  }),

  storeCase(
    "list: follows what is written and deleted",
    ["list", "set", "delete"],
    { "a/x": byte },
    async ({ store }) => {
      await store.set("a/y/z", byte);
      await store.set("ab", byte);
      expectEqual(await keys(store, "a/"), ["a/x", "a/y/z"], "after two writes");
      await store.delete("a/x");
      expectEqual(await keys(store, "a/"), ["a/y/z"], "after a delete");
    },
  ),

  storeCase("listChildren: direct children only, each once", ["listChildren"], tree, async ({ store }) => {
    expectEqual(await children(store, "foo/"), ["c/", "zarr.json"], 'listChildren("foo/")');
    expectEqual(await children(store, "foo/c/"), ["0/", "1/"], 'listChildren("foo/c/")');
    expectEqual(await children(store, "foo/c/0/"), ["0", "1"], 'listChildren("foo/c/0/")');
  }),

  storeCase("listChildren: the root's children", ["listChildren"], tree, async ({ store }) => {
    expectEqual(await children(store, ""), ["fo/", "foo-bar", "foo/", "foobar/", "zarr.json"], 'listChildren("")');
  }),

  storeCase("listChildren: nothing there gives no children", ["listChildren"], tree, async ({ store }) => {
    expectEqual(await children(store, "nothing/"), [], 'listChildren("nothing/")');
    expectEqual(await children(store, "zarr.json/"), [], "listChildren below a value");
  }),

  storeCase(
    "listChildren: more than a thousand children are complete",
    ["listChildren"],
    thousand,
    async ({ store }) => {
      expectEqual((await children(store, "many/")).length, 1050, "children of many/");
      expectEqual(await children(store, ""), ["many/"], "children of the root");
    },
  ),

  storeCase(
    "listChildren: a prefix whose last key is deleted is no child",
    ["listChildren", "delete"],
    { "a/b/c": byte, d: byte },
    async ({ store }) => {
      await store.delete("a/b/c");
      expectEqual(await children(store, ""), ["d"], "children of the root");
    },
  ),
];

async function keys(store: Pick<Listable, "list">, prefix: string): Promise<string[]> {
  return (await collect(store.list(prefix))).sort();
}

/** Sorted names; those that stand for more keys below end in a slash here. */
async function children(store: Pick<Listable, "listChildren">, prefix: string): Promise<string[]> {
  const found: Child[] = await collect(store.listChildren(prefix));
  return found.map((child) => (child.prefix ? `${child.name}/` : child.name)).sort();
}
