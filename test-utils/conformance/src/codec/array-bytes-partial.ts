import type { Bytes, Region } from "@zarrkit/plugin-api";
import { copyOf, oddView } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectEqual, expectTrue, expectZarrError, fail } from "../expect.js";
import { slice } from "../store/ranges.js";
import { type ArrayBytesSubject, arrayModes, decodedView, decodeWhole, shardsOf } from "./array-modes.js";
import { guardedViews } from "./guarded-view.js";
import { regionOf, regionsOf } from "./region.js";
import { cOrder, countOf, expectElements, gather } from "./view.js";
import { expectAbortable } from "./waiting.js";

/** Byte ranges of uncompressed layouts, aborts, and calls at once. */
export async function arrayBytesPartialCases(subject: ArrayBytesSubject): Promise<readonly Draft[]> {
  const { sample, spec, decodeOnly } = subject;
  const { dataType, shape } = spec;
  const bound = await subject.bind();
  const cases: Draft[] = [
    {
      name: `${sample.name}: calls at once do not disturb each other`,
      async run() {
        const codec = await subject.bind();
        const shards = await shardsOf(subject);
        await Promise.all(
          Array.from({ length: 8 }, async (_, i) => {
            for (const mode of arrayModes(codec)) {
              for (const shard of shards)
                expectElements(
                  await decodeWhole(subject, mode, shard),
                  sample.decoded,
                  `decode ${i} of 8, ${mode.name}`,
                );
            }
          }),
        );
      },
    },
  ];
  if (bound.ranges) {
    cases.push({
      name: `${sample.name}: ranges and decodeRanges agree with the full decode`,
      async run() {
        const codec = await subject.bind();
        for (const shard of await shardsOf(subject)) {
          for (const region of regionsOf(shape)) {
            const ranges = codec.ranges?.(region) ?? fail("ranges is gone");
            const pieces = ranges.map((range) => oddView(slice(shard, range)));
            const expected = gather(regionOf(decodedView(subject), region), dataType);
            for (const guarded of guardedViews(dataType, region.shape)) {
              const before = pieces.map(copyOf);
              if (!codec.decodeRanges) fail("ranges without decodeRanges");
              codec.decodeRanges(pieces, guarded.view, region);
              const what = `region ${describe(region)} into a destination ${guarded.name}`;
              expectElements(gather(guarded.view, dataType), expected, what);
              guarded.check(what);
              expectEqual(pieces.map(copyOf), before, "the pieces handed to decodeRanges");
            }
          }
        }
      },
    });
    cases.push({
      name: `${sample.name}: ranges lie within the value and pieces of a wrong length are refused`,
      async run() {
        const codec = await subject.bind();
        for (const shard of await shardsOf(subject)) {
          for (const region of regionsOf(shape)) {
            const ranges = codec.ranges?.(region) ?? [];
            for (const range of ranges) {
              const end = "suffix" in range ? range.suffix : range.offset + (range.length ?? 0);
              expectTrue(
                end <= shard.length,
                `range ${describe(range)} ends behind the ${shard.length} bytes of the value`,
              );
            }
            expectPiecesRefused(
              subject,
              codec.decodeRanges,
              ranges.map((range) => slice(shard, range)),
              region,
            );
          }
        }
      },
    });
  }
  if (bound.decodeIntoAsync) {
    cases.push({
      name: `${sample.name}: an aborted decodeIntoAsync rejects with the reason`,
      async run() {
        const codec = await subject.bind();
        for (const shard of await shardsOf(subject)) {
          const data = dataType.allocate(countOf(shape));
          const view = cOrder(data, shape, dataType.lanes);
          await expectAbortable(
            "decodeIntoAsync",
            async (signal) => codec.decodeIntoAsync?.(shard, view, undefined, signal),
            () => expectElements(data, sample.decoded, "decodeIntoAsync that outran its abort"),
          );
        }
      },
    });
  }
  if (bound.encodeAsync && decodeOnly === undefined) {
    cases.push({
      name: `${sample.name}: an aborted encodeAsync rejects with the reason`,
      async run() {
        const codec = await subject.bind();
        const [mode] = arrayModes(codec);
        await expectAbortable(
          "encodeAsync",
          async (signal) => codec.encodeAsync?.(decodedView(subject), signal),
          async (bytes) => {
            if (bytes === undefined || mode === undefined) fail("encodeAsync answered nothing");
            expectElements(
              await decodeWhole(subject, mode, bytes),
              sample.decoded,
              "encodeAsync that outran its abort",
            );
          },
        );
      },
    });
  }
  return cases;
}

type DecodeRanges = NonNullable<Awaited<ReturnType<ArrayBytesSubject["bind"]>>["decodeRanges"]>;

/** A store at the end of a cut value answers fewer bytes than were asked for. */
function expectPiecesRefused(
  subject: ArrayBytesSubject,
  decodeRanges: DecodeRanges | undefined,
  pieces: readonly Bytes[],
  region: Region,
): void {
  const last = pieces.at(-1);
  if (last === undefined || last.length === 0) return;
  const { dataType } = subject.spec;
  const short = [...pieces.slice(0, -1), last.subarray(0, last.length - 1)];
  const data = dataType.allocate(countOf(region.shape));
  let error: unknown;
  try {
    decodeRanges?.(short, cOrder(data, region.shape, dataType.lanes), region);
  } catch (thrown) {
    error = thrown;
  }
  expectTrue(error !== undefined, `region ${describe(region)}: a piece one byte short was decoded without an error`);
  expectZarrError(error, ["codec-failed"], `region ${describe(region)}: a piece one byte short`);
}
