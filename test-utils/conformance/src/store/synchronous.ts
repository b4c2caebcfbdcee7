import type { ByteRange } from "@zarrkit/plugin-api";
import { pattern, sharedView, withoutSharedMemory } from "../bytes.js";
import { describe, expectBytes, expectEqual, expectTrue } from "../expect.js";
import { plainRanges, slice, suffixRanges } from "./ranges.js";
import { storeCase } from "./subject.js";

const value = pattern(100);
const none = new Uint8Array(0);

/** Synchronous reads answer what asynchronous ones do. */
export const synchronousCases = [
  storeCase(
    "getSync: answers what get answers",
    ["getSync"],
    { a: value, empty: none, "b/c": value },
    async ({ store }) => {
      for (const key of ["a", "empty", "b/c", "b", "missing", "a/b"]) {
        expectBytes(store.getSync(key), await store.get(key), `getSync("${key}")`);
      }
      expectBytes(store.getSync("empty"), none, "getSync of a value of no bytes");
    },
  ),

  storeCase("getSync: sees what was written", ["getSync", "set", "delete"], { a: value }, async ({ store }) => {
    await store.set("a", pattern(9, 2));
    expectBytes(store.getSync("a"), pattern(9, 2), "getSync after a write");
    await store.delete("a");
    expectBytes(store.getSync("a"), undefined, "getSync after a delete");
  }),

  storeCase(
    "getRangeSync: answers every range rightly",
    ["getRangeSync"],
    { a: value, empty: none },
    async ({ store }) => {
      for (const range of Object.values({ ...plainRanges, ...suffixRanges })) {
        expectBytes(store.getRangeSync("a", range), slice(value, range), describe(range));
        expectBytes(store.getRangeSync("empty", range), none, `${describe(range)} of a value of no bytes`);
        expectBytes(store.getRangeSync("missing", range), undefined, `${describe(range)} of a missing key`);
      }
    },
  ),

  storeCase(
    "getRangeSync: into writes the bytes there, and nothing else",
    ["getRangeSync"],
    { a: value },
    async ({ store }) => {
      const ranges: ByteRange[] = [...Object.values(plainRanges), { suffix: 7 }, { suffix: 1000 }];
      for (const range of ranges) {
        const expected = slice(value, range);
        const frame = new Uint8Array(160).fill(0xa5);
        const into = frame.subarray(13, 13 + 120);
        const read = store.getRangeSync("a", range, into);
        expectBytes(read, expected, `${describe(range)} into a view`);
        expectTrue(
          read?.buffer === frame.buffer,
          `${describe(range)}: the answer is no view of the buffer handed over`,
        );
        expectEqual(read?.byteOffset, 13, `${describe(range)}: the offset of the answer in the buffer handed over`);
        frame.forEach((byte, i) => {
          if (i < 13 || i >= 13 + expected.length)
            expectEqual(byte, 0xa5, `${describe(range)}: byte ${i} outside the answer`);
        });
      }
      const untouched = new Uint8Array(8);
      expectBytes(store.getRangeSync("missing", { offset: 0 }, untouched), undefined, "a missing key, into a view");
    },
  ),

  storeCase(
    "getRangeSync: into may be shared memory",
    ["getRangeSync"],
    { a: value },
    async ({ store }) => {
      const into = sharedView(new Uint8Array(20));
      expectBytes(
        store.getRangeSync("a", { offset: 5, length: 20 }, into),
        value.subarray(5, 25),
        "into shared memory",
      );
      expectBytes(into, value.subarray(5, 25), "the shared memory");
    },
    { skip: withoutSharedMemory },
  ),
];
