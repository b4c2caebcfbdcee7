import type { Bytes, Region } from "@zarrkit/plugin-api";
import { copyOf, oddView } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectEqual, expectTrue, expectZarrError, fail } from "../expect.js";
import { slice } from "../store/ranges.js";
import { type ArrayBytesSubject, decodedView, shardsOf } from "./array-modes.js";
import { draftsOf } from "./frames.js";
import { guardedViews } from "./guarded-view.js";
import { regionOf, regionsOf } from "./region.js";
import { cOrder, countOf, expectElements, gather } from "./view.js";

/** Uncompressed layouts: the bytes of a region alone. */
export async function arrayBytesRangeCases(subject: ArrayBytesSubject): Promise<readonly Draft[]> {
  const { dataType } = subject.spec;
  const { ranges } = await subject.bind();
  if (ranges === undefined) return [];
  const draft = draftsOf(subject);
  return [
    draft("ranges and decodeRanges agree with the full decode", () =>
      everyRegion(subject, (region, pieces, decode) => {
        const odd = pieces.map(oddView);
        const expected = gather(regionOf(decodedView(subject), region), dataType);
        for (const guarded of guardedViews(dataType, region.shape)) {
          const what = `region ${describe(region)} into a destination ${guarded.name}`;
          decode(odd, guarded.view, region);
          expectElements(gather(guarded.view, dataType), expected, what);
          guarded.check(what);
          expectEqual(odd.map(copyOf), pieces.map(copyOf), "the pieces handed to decodeRanges");
        }
      }),
    ),
    draft("ranges lie within the value and pieces of a wrong length are refused", () =>
      everyRegion(subject, (region, pieces, decode) => {
        const last = pieces.at(-1);
        if (last === undefined || last.length === 0) return;
        // A store at the end of a value that was cut answers fewer bytes than were asked for.
        const short = [...pieces.slice(0, -1), last.subarray(0, last.length - 1)];
        const what = `region ${describe(region)}: a piece one byte short`;
        const target = cOrder(dataType.allocate(countOf(region.shape)), region.shape, dataType.lanes);
        let error: unknown;
        try {
          decode(short, target, region);
        } catch (thrown) {
          error = thrown;
        }
        expectTrue(error !== undefined, `${what} was decoded without an error`);
        expectZarrError(error, ["codec-failed"], what);
      }),
    ),
  ];
}

type DecodeRanges = NonNullable<Awaited<ReturnType<ArrayBytesSubject["bind"]>>["decodeRanges"]>;

/** Runs something with the pieces of every region that can be had from less than the whole. */
async function everyRegion(
  subject: ArrayBytesSubject,
  run: (region: Region, pieces: readonly Bytes[], decode: DecodeRanges) => void,
): Promise<void> {
  const { ranges, decodeRanges } = await subject.bind();
  for (const shard of await shardsOf(subject)) {
    for (const region of regionsOf(subject.spec.shape)) {
      const asked = ranges?.(region);
      if (asked === undefined) continue;
      for (const range of asked) {
        const end = "suffix" in range ? range.suffix : range.offset + (range.length ?? 0);
        expectTrue(end <= shard.length, `range ${describe(range)} ends behind the ${shard.length} bytes of the value`);
      }
      run(
        region,
        asked.map((range) => slice(shard, range)),
        decodeRanges ?? fail("ranges without decodeRanges"),
      );
    }
  }
}
