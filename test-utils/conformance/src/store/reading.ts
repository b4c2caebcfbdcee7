import { copyOf, pattern } from "../bytes.js";
import { expectBytes, expectEqual } from "../expect.js";
import { storeCase } from "./subject.js";

const few = pattern(10);
const many = pattern(1_048_583, 2);

/** Whole values. Missing is `undefined`, never an error and never empty bytes (zarr-specs v3.1, "get"). */
export const readingCases = [
  storeCase("a value is read whole", [], { "a/b": few, "a/c": many }, async ({ store }) => {
    expectBytes(await store.get("a/b"), few, 'get("a/b")');
    expectBytes(await store.get("a/c"), many, 'get("a/c")');
  }),

  storeCase("a missing key is undefined", [], { "a/b": few }, async ({ store }) => {
    for (const key of ["c", "a/c", "ab", "a/bc", "zarr.json"]) {
      expectEqual(await store.get(key), undefined, `get(${JSON.stringify(key)})`);
    }
  }),

  storeCase("a missing key is undefined in a store that is empty", [], {}, async ({ store }) => {
    expectEqual(await store.get("zarr.json"), undefined, 'get("zarr.json")');
  }),

  storeCase("a missing key below a value is undefined", [], { a: few }, async ({ store }) => {
    expectEqual(await store.get("a/b"), undefined, 'get("a/b") beside the value "a"');
  }),

  storeCase("a key that is only a prefix of others is undefined", [], { "a/b/c": few }, async ({ store }) => {
    expectEqual(await store.get("a"), undefined, 'get("a") above the value "a/b/c"');
    expectEqual(await store.get("a/b"), undefined, 'get("a/b") above the value "a/b/c"');
  }),

  storeCase("a key named like a property of every object is undefined", [], { a: few }, async ({ store }) => {
    for (const key of ["__proto__", "constructor", "toString", "a/constructor"]) {
      expectEqual(await store.get(key), undefined, `get("${key}")`);
    }
  }),

  storeCase("a value of no bytes is not missing", [], { empty: new Uint8Array(0) }, async ({ store }) => {
    expectBytes(await store.get("empty"), new Uint8Array(0), 'get("empty")');
  }),

  storeCase("a key read twice gives the same bytes", [], { a: few }, async ({ store }) => {
    expectBytes(await store.get("a"), few, "the first get");
    expectBytes(await store.get("a"), few, "the second get");
  }),

  storeCase("many reads at once are not mixed up", [], numbered(40), async ({ store }) => {
    const entries = Object.entries(numbered(40));
    const results = await Promise.all([...entries, ...entries].map(([key]) => store.get(key)));
    [...entries, ...entries].forEach(([key, bytes], i) =>
      expectBytes(results[i], bytes, `get("${key}") among 80 reads`),
    );
  }),

  storeCase(
    "size tells the bytes of a value",
    ["size"],
    { a: few, b: many, "c/d": new Uint8Array(0) },
    async ({ store }) => {
      expectEqual(await store.size("a"), 10, 'size("a")');
      expectEqual(await store.size("b"), many.length, 'size("b")');
      expectEqual(await store.size("c/d"), 0, "size of a value of no bytes");
      expectEqual(await store.size("c"), undefined, "size of a key that is only a prefix");
      expectEqual(await store.size("d"), undefined, "size of a missing key");
    },
  ),

  storeCase(
    "getVersioned answers the bytes that get answers",
    ["getVersioned"],
    { a: few, b: new Uint8Array(0) },
    async ({ store }) => {
      expectBytes((await store.getVersioned("a"))?.bytes, few, 'getVersioned("a")');
      expectBytes((await store.getVersioned("b"))?.bytes, new Uint8Array(0), "getVersioned of a value of no bytes");
      expectEqual(await store.getVersioned("c"), undefined, "getVersioned of a missing key");
    },
  ),

  storeCase(
    "bytes that were read stay as they are when the value is written again",
    ["set"],
    { a: few },
    async ({ store }) => {
      const read = await store.get("a");
      await store.set("a", pattern(10, 3));
      expectBytes(read, few, "bytes read before the write");
      const second = await store.get("a");
      await store.delete?.("a");
      expectBytes(second, pattern(10, 3), "bytes read before the delete");
    },
  ),
];

function numbered(count: number): Record<string, Uint8Array<ArrayBuffer>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`c/${i % 7}/${i}`, copyOf(pattern(100 + i, i + 1))]),
  );
}
