import type { ByteRange, Bytes } from "@zarrkit/plugin-api";
import { pattern } from "../bytes.js";
import { describe, expectBytes, expectEqual, expectTrue, expectZarrError, promiseOf, rejectionOf } from "../expect.js";
import { storeCase } from "./subject.js";

const value = pattern(100);
const none = new Uint8Array(0);

/** What a range read must answer, by the words of `ByteRange`. */
export function slice(bytes: Bytes, range: ByteRange): Bytes {
  if ("suffix" in range) return bytes.subarray(Math.max(0, bytes.length - range.suffix));
  return bytes.subarray(range.offset, range.length === undefined ? bytes.length : range.offset + range.length);
}

/** Every shape of range without a suffix, against a value of 100 bytes. */
export const plainRanges: Readonly<Record<string, ByteRange>> = {
  "a range at the start": { offset: 0, length: 10 },
  "a range in the middle": { offset: 33, length: 17 },
  "a range of one byte": { offset: 99, length: 1 },
  "a range over the whole value": { offset: 0, length: 100 },
  "a range without length goes to the end": { offset: 40 },
  "a range past the end is cut at the end": { offset: 90, length: 30 },
  "a range longer than the value is the value": { offset: 0, length: 1000 },
  "a range that starts at the end is empty": { offset: 100, length: 5 },
  "a range that starts behind the end is empty": { offset: 150, length: 5 },
  "a range to the end that starts behind the end is empty": { offset: 150 },
  "a range of no bytes is empty": { offset: 20, length: 0 },
};

export const suffixRanges: Readonly<Record<string, ByteRange>> = {
  "a suffix is the end of the value": { suffix: 7 },
  "a suffix as long as the value is the value": { suffix: 100 },
  "a suffix longer than the value is the value": { suffix: 101 },
  "a suffix far longer than the value is the value": { suffix: 1_000_000 },
  "a suffix of no bytes is empty": { suffix: 0 },
};

const plain = Object.entries(plainRanges).map(([name, range]) =>
  storeCase(`getRange: ${name}`, ["getRange"], { a: value }, async ({ store }) => {
    expectBytes(await store.getRange("a", range), slice(value, range), describe(range));
  }),
);

const suffix = Object.entries(suffixRanges).map(([name, range]) =>
  storeCase(`getRange: ${name}`, ["getRange"], { a: value }, async ({ store }) => {
    const answer = promiseOf(() => store.getRange("a", range), describe(range));
    if (store.traits?.suffixRanges !== false) return expectBytes(await answer, slice(value, range), describe(range));
    // The trait says "dear or fails": it may refuse, but what it answers must be right.
    await answer.then(
      (bytes) => expectBytes(bytes, slice(value, range), describe(range)),
      (error: unknown) => expectZarrError(error, ["unsupported", "store-failed"], describe(range)),
    );
  }),
);

const answersMissing: readonly ByteRange[] = [{ offset: 0, length: 1 }, { offset: 0 }, { offset: 3, length: 0 }];

/** Parts of values. A range read answers exactly the bytes asked for, fewer only at the end of the value. */
export const rangeCases = [
  ...plain,
  ...suffix,

  storeCase("getRange: a missing key is undefined", ["getRange"], { a: value }, async ({ store }) => {
    for (const range of answersMissing) expectEqual(await store.getRange("b", range), undefined, describe(range));
  }),

  storeCase("getRange: a value of no bytes has only empty ranges", ["getRange"], { empty: none }, async ({ store }) => {
    for (const range of [...answersMissing, { offset: 5, length: 5 }]) {
      expectBytes(await store.getRange("empty", range), none, describe(range));
    }
    if (store.traits?.suffixRanges !== false)
      expectBytes(await store.getRange("empty", { suffix: 4 }), none, "suffix 4");
  }),

  storeCase("getRange: ranges of a large value", ["getRange"], { a: pattern(700_001, 2) }, async ({ store }) => {
    const large = pattern(700_001, 2);
    for (const range of [{ offset: 65_535, length: 65_537 }, { offset: 699_990, length: 100 }, { offset: 350_000 }]) {
      expectBytes(await store.getRange("a", range), slice(large, range), describe(range));
    }
  }),

  storeCase("getRange: what is no range is refused", ["getRange"], { a: value }, async ({ store }) => {
    const wrong: ByteRange[] = [
      { offset: -1, length: 2 },
      { offset: 0, length: -1 },
      { offset: 0.5, length: 1 },
      { offset: Number.NaN },
      { suffix: -3 },
    ];
    for (const range of wrong) {
      const error = await rejectionOf(() => store.getRange("a", range), `getRange(${describe(range)})`);
      expectZarrError(error, ["invalid-argument"], `getRange(${describe(range)})`);
    }
  }),

  storeCase(
    "getRanges: answers in the order asked, repeats and overlaps included",
    ["getRanges"],
    { a: value },
    async ({ store }) => {
      const ranges = [
        { offset: 50, length: 10 },
        { offset: 0, length: 3 },
        { offset: 55, length: 20 },
        { offset: 50, length: 10 },
        { offset: 99, length: 1 },
        { offset: 20, length: 0 },
      ];
      const pieces = await store.getRanges("a", ranges);
      expectEqual(pieces?.length, ranges.length, "the number of pieces");
      ranges.forEach((range, i) => expectBytes(pieces?.[i], slice(value, range), `piece ${i}, ${describe(range)}`));
    },
  ),

  storeCase(
    "getRanges: ranges far apart, adjacent and past the end",
    ["getRanges"],
    { a: pattern(300_000, 2) },
    async ({ store }) => {
      const large = pattern(300_000, 2);
      const ranges: ByteRange[] = [
        { offset: 290_000 },
        { offset: 10, length: 10 },
        { offset: 20, length: 10 },
        { offset: 299_999, length: 9 },
        { offset: 400_000, length: 1 },
      ];
      if (store.traits?.suffixRanges !== false) ranges.push({ suffix: 8 });
      const pieces = await store.getRanges("a", ranges);
      expectEqual(pieces?.length, ranges.length, "the number of pieces");
      ranges.forEach((range, i) => expectBytes(pieces?.[i], slice(large, range), `piece ${i}, ${describe(range)}`));
    },
  ),

  storeCase("getRanges: no ranges give no pieces", ["getRanges"], { a: value }, async ({ store }) => {
    const pieces = await store.getRanges("a", []);
    expectTrue(Array.isArray(pieces) && pieces.length === 0, `expected an empty list, got ${describe(pieces)}`);
  }),

  storeCase("getRanges: a missing key is undefined", ["getRanges"], { a: value }, async ({ store }) => {
    expectEqual(await store.getRanges("b", [{ offset: 0, length: 1 }, { offset: 2 }]), undefined, 'getRanges("b")');
  }),
];
