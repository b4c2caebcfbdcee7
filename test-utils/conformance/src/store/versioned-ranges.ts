import { pattern } from "../bytes.js";
import { describe, expectBytes, expectEqual, expectZarrError, fail, rejectionOf } from "../expect.js";
import { slice } from "./ranges.js";
import { storeCase } from "./subject.js";

const value = pattern(100);
const other = pattern(100, 2);
const ranges = [
  { offset: 90, length: 30 },
  { offset: 0, length: 3 },
  { offset: 2, length: 5 },
  { offset: 0, length: 3 },
];

/** Ranges together with the version they are of: an index and the data it points to are of one state of the value. */
export const versionedRangeCases = [
  storeCase(
    "getRangesVersioned: answers the ranges and the version of the value",
    ["getRangesVersioned", "getVersioned"],
    { a: value },
    async ({ store }) => {
      const read = await store.getRangesVersioned("a", ranges);
      expectEqual(read?.pieces.length, ranges.length, "the number of pieces");
      ranges.forEach((range, i) => expectBytes(read?.pieces[i], slice(value, range), `piece ${i}, ${describe(range)}`));
      expectEqual(read?.version, (await store.getVersioned("a"))?.version, "the version");
      expectEqual(read?.size ?? value.length, value.length, "the size, where it is told");
      expectEqual((await store.getRangesVersioned("a", []))?.pieces.length ?? 0, 0, "pieces of no ranges");
    },
  ),

  storeCase(
    "getRangesVersioned: a missing key is undefined",
    ["getRangesVersioned"],
    { a: value },
    async ({ store }) => {
      expectEqual(await store.getRangesVersioned("b", ranges), undefined, 'getRangesVersioned("b")');
    },
  ),

  storeCase(
    "getRangesVersioned: answers while the version holds, then conflicts",
    ["getRangesVersioned", "set"],
    { a: value },
    async ({ store }) => {
      const { version } = (await store.getRangesVersioned("a", ranges)) ?? fail("a value that is there is undefined");
      const again = await store.getRangesVersioned("a", ranges, { version });
      expectEqual(again?.version, version, "the version of a value that was not written in between");
      expectBytes(again?.pieces[1], value.subarray(0, 3), "a piece of that version");
      await store.set("a", other);
      const error = await rejectionOf(
        () => store.getRangesVersioned("a", ranges, { version }),
        "ranges of a past version",
      );
      expectZarrError(error, ["conflict"], "ranges of a past version");
      expectBytes(
        (await store.getRangesVersioned("a", ranges))?.pieces[1],
        other.subarray(0, 3),
        "a piece of the new version",
      );
    },
  ),

  storeCase(
    "getRangesVersioned: a value deleted meanwhile is a conflict or missing",
    ["getRangesVersioned", "delete"],
    { a: value },
    async ({ store }) => {
      const { version } = (await store.getRangesVersioned("a", ranges)) ?? fail("a value that is there is undefined");
      await store.delete("a");
      await store.getRangesVersioned("a", ranges, { version }).then(
        (read) => expectEqual(read, undefined, "ranges of a deleted value"),
        (error: unknown) => expectZarrError(error, ["conflict"], "ranges of a deleted value"),
      );
    },
  ),

  storeCase(
    "getRangesVersioned: all pieces are of one version",
    ["getRangesVersioned", "set"],
    { a: new Uint8Array(200_000).fill(1) },
    async ({ store }) => {
      let done = false;
      const written = (async () => {
        for (let i = 2; i < 20; i++) await store.set("a", new Uint8Array(200_000).fill(i));
      })().finally(() => (done = true));
      written.catch(() => undefined); // Awaited below; a store that fails early is reported there.
      while (!done) {
        const ends = [
          { offset: 0, length: 1 },
          { offset: 199_999, length: 1 },
        ];
        const read = await store
          .getRangesVersioned("a", ends)
          .catch((error: unknown) => expectZarrError(error, ["conflict"], "ranges of a value that is written"));
        if (read) expectBytes(read.pieces[1], read.pieces[0], "the last byte of a value whose bytes are all one");
      }
      await written;
    },
    { when: (traits) => traits.atomicWrites === true },
  ),
];
