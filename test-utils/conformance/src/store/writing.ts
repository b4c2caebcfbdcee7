import type { Bytes } from "@zarrkit/plugin-api";
import { copyOf, oddView, pattern, readingOnly, sharedView, withoutSharedMemory } from "../bytes.js";
import { expectBytes, expectEqual, expectTrue, fail } from "../expect.js";
import { collect, storeCase } from "./subject.js";

const few = pattern(10);
const other = pattern(10, 2);
const large = pattern(1_048_583, 3);

/** Writes. The bytes stay the caller's; a value is replaced whole. */
export const writingCases = [
  storeCase("set: what was written is read", ["set"], { a: few }, async ({ store }) => {
    await store.set("b/c/d", other);
    await store.set("b/e", large);
    expectBytes(await store.get("b/c/d"), other, 'get("b/c/d")');
    expectBytes(await store.get("b/e"), large, 'get("b/e")');
    expectBytes(await store.get("a"), few, "a value that was there before");
    if (store.size) expectEqual(await store.size("b/e"), large.length, 'size("b/e")');
    if (store.getRange)
      expectBytes(await store.getRange("b/e", { offset: 9, length: 9 }), large.subarray(9, 18), "getRange");
  }),

  storeCase("set: a value of no bytes is kept and is not missing", ["set"], {}, async ({ store }) => {
    await store.set("empty", new Uint8Array(0));
    expectBytes(await store.get("empty"), new Uint8Array(0), 'get("empty")');
    if (store.list) expectEqual(await collect(store.list("")), ["empty"], 'list("")');
  }),

  storeCase("set: a longer value replaces a shorter one", ["set"], { a: few }, async ({ store }) => {
    await store.set("a", large);
    expectBytes(await store.get("a"), large, "get after the write");
  }),

  storeCase("set: a shorter value leaves no tail of a longer one", ["set"], { a: large }, async ({ store }) => {
    await store.get("a");
    await store.set("a", other);
    expectBytes(await store.get("a"), other, "get after the write");
    if (store.size) expectEqual(await store.size("a"), other.length, "size after the write");
    await store.set("a", new Uint8Array(0));
    expectBytes(await store.get("a"), new Uint8Array(0), "get after a write of no bytes");
  }),

  storeCase("set: the caller may change its bytes afterwards", ["set"], {}, async ({ store }) => {
    const mine = copyOf(few);
    await store.set("a", mine);
    mine.fill(0);
    expectBytes(await store.get("a"), few, "get after the caller's buffer was cleared");
  }),

  storeCase("set: of a view only the view is stored", ["set"], {}, async ({ store }) => {
    await store.set("a", oddView(few));
    expectBytes(await store.get("a"), few, "get of a value written from a view at offset 7");
    await store.set("b", oddView(new Uint8Array(0)));
    expectBytes(await store.get("b"), new Uint8Array(0), "get of a value written from an empty view");
  }),

  storeCase("set: the bytes handed over are not written to", ["set"], {}, async ({ store }) => {
    for (const bytes of [oddView(few), copyOf(large)]) {
      await readingOnly(bytes, "set", () => store.set("a", bytes));
      await store.get("a");
      expectTrue(bytes.buffer.byteLength > 0, "set detached the buffer that it was handed");
    }
  }),

  storeCase(
    "set: bytes on shared memory are accepted",
    ["set"],
    {},
    async ({ store }) => {
      await store.set("a", sharedView(few));
      expectBytes(await store.get("a"), few, "get of a value written from shared memory");
    },
    { skip: withoutSharedMemory },
  ),

  storeCase("set: many values at once are not mixed up", ["set"], {}, async ({ store }) => {
    const entries = Array.from({ length: 50 }, (_, i): [string, Bytes] => [`c/${i % 5}/${i}`, pattern(50 + i, i + 1)]);
    await Promise.all(entries.map(([key, bytes]) => store.set(key, bytes)));
    for (const [key, bytes] of entries)
      expectBytes(await store.get(key), bytes, `get("${key}") after 50 writes at once`);
  }),

  storeCase("set: of two writes at once to one key one is kept whole", ["set"], {}, async ({ store }) => {
    const short = new Uint8Array(70_000).fill(1);
    const long = new Uint8Array(90_000).fill(2);
    for (let round = 0; round < 5; round++) {
      await Promise.all([store.set("a", short), store.set("a", long)]);
      const kept = await store.get("a");
      expectBytes(kept, kept?.[0] === 1 ? short : long, "the value after two writes at once");
    }
  }),

  storeCase("delete: the value is gone", ["delete"], { "a/b": few, "a/c": other }, async ({ store }) => {
    await store.get("a/b");
    await store.delete("a/b");
    expectEqual(await store.get("a/b"), undefined, "get after delete");
    if (store.size) expectEqual(await store.size("a/b"), undefined, "size after delete");
    if (store.getRange) expectEqual(await store.getRange("a/b", { offset: 0 }), undefined, "getRange after delete");
    if (store.list) expectEqual(await collect(store.list("")), ["a/c"], "list after delete");
  }),

  storeCase("delete: a missing key is no error", ["delete"], { "a/b": few }, async ({ store }) => {
    for (const key of ["c", "a", "a/c", "a/b/c", "c/d/e"]) await store.delete(key);
    expectBytes(await store.get("a/b"), few, 'get("a/b") afterwards');
  }),

  storeCase(
    "delete: keys that start alike stay",
    ["delete"],
    { foo: few, foobar: other, "food/x": few },
    async ({ store }) => {
      await store.delete("foo");
      expectBytes(await store.get("foobar"), other, 'get("foobar") after delete("foo")');
      expectBytes(await store.get("food/x"), few, 'get("food/x") after delete("foo")');
    },
  ),

  storeCase("delete: a deleted value can be written again", ["set", "delete"], { "a/b": few }, async ({ store }) => {
    await store.delete("a/b");
    await store.set("a/b", other);
    expectBytes(await store.get("a/b"), other, 'get("a/b")');
    await store.delete("a/b");
    await store.set("a", few);
    expectBytes(await store.get("a"), few, "a value under the name of a prefix that is gone");
  }),

  storeCase(
    "atomic writes: a reader never sees half a write",
    ["set"],
    { a: new Uint8Array(200_000).fill(1) },
    async ({ store }) => {
      const writing = (async () => {
        for (let i = 2; i < 20; i++) await store.set("a", new Uint8Array(200_000 + i).fill(i));
      })();
      let done = false;
      const written = writing.finally(() => (done = true));
      written.catch(() => undefined); // Awaited below; a store that fails early is reported there.
      while (!done) {
        const bytes = await store.get("a");
        if (bytes === undefined) fail("a value is missing while it is replaced");
        const first = bytes[0] ?? 0;
        expectEqual(
          bytes.length,
          first === 1 ? 200_000 : 200_000 + first,
          `length of the value that starts with ${first}`,
        );
        if (bytes.some((byte) => byte !== first)) fail("a reader saw bytes of two writes in one value");
      }
      await written;
    },
    { when: (traits) => traits.atomicWrites === true },
  ),

  storeCase(
    "immutable: a value cannot be replaced",
    ["set"],
    { a: few },
    async ({ store }) => {
      await store.set("a", other).catch(() => undefined);
      expectBytes(await store.get("a"), few, "a value of a store that says immutable");
    },
    { when: (traits) => traits.immutable === true },
  ),
];
