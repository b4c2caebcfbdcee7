import { mostBytes } from "@zarrkit/plugin-api";
import { copyOf, oddView, readingOnly, sharedView, withoutSharedMemory } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectEqual, expectTrue } from "../expect.js";
import { type ArrayBytesSubject, arrayModes, decodedView, decodeWhole, everyShard, shardsOf } from "./array-modes.js";
import { draftsOf } from "./frames.js";
import { guardedViews } from "./guarded-view.js";
import { regionOf, regionsOf } from "./region.js";
import { listOf } from "./sample.js";
import { expectElements, gather } from "./view.js";

/** Decoding into place: the right elements, whatever the arrangement of memory and whichever mode is asked. */
export function arrayBytesDecodingCases(subject: ArrayBytesSubject): readonly Draft[] {
  const { dataType, shape } = subject.spec;
  const { decoded, encoded } = subject.sample;
  const draft = draftsOf(subject);
  const foreign = listOf(encoded);
  const fromOthers = draft("decodes what another implementation encoded", async () => {
    for (const mode of arrayModes(await subject.bind())) {
      for (const shard of foreign) expectElements(await decodeWhole(subject, mode, shard), decoded, mode.name);
    }
  });
  return [
    ...(foreign.length > 0 ? [fromOthers] : []),
    draft("decodes into views of every arrangement, and nothing beside them", () =>
      everyShard(subject, async (mode, shard) => {
        for (const guarded of guardedViews(dataType, shape)) {
          await mode.decodeInto(shard, guarded.view);
          expectElements(gather(guarded.view, dataType), decoded, `${guarded.name}, ${mode.name}`);
          guarded.check(`a destination ${guarded.name}, ${mode.name}`);
        }
      }),
    ),
    draft("a region decodes to the same elements as the whole", () =>
      everyShard(subject, async (mode, shard) => {
        for (const region of regionsOf(shape)) {
          const expected = gather(regionOf(decodedView(subject), region), dataType);
          for (const guarded of guardedViews(dataType, region.shape)) {
            await mode.decodeInto(shard, guarded.view, region);
            const what = `region ${describe(region)} into a destination ${guarded.name}, ${mode.name}`;
            expectElements(gather(guarded.view, dataType), expected, what);
            guarded.check(what);
          }
        }
      }),
    ),
    draft("the source of decodeInto is not written to", () =>
      everyShard(subject, async (mode, shard) => {
        const source = oddView(shard);
        await readingOnly(source, `${mode.name} decodeInto`, () => decodeWhole(subject, mode, source));
        expectTrue(source.buffer.byteLength > 0, "decodeInto detached the buffer of its source");
      }),
    ),
    draft("a source at an odd offset decodes the same", () =>
      everyShard(subject, async (mode, shard) =>
        expectElements(await decodeWhole(subject, mode, oddView(shard)), decoded, mode.name),
      ),
    ),
    draft(
      "a source on shared memory decodes the same",
      () =>
        everyShard(subject, async (mode, shard) =>
          expectElements(await decodeWhole(subject, mode, sharedView(shard)), decoded, mode.name),
        ),
      withoutSharedMemory,
    ),
    draft("decoded elements do not lie in the source", () =>
      everyShard(subject, async (mode, shard) => {
        const source = copyOf(shard);
        const data = await decodeWhole(subject, mode, source);
        source.fill(0x5a);
        expectElements(data, decoded, `elements after the source was overwritten, ${mode.name}`);
      }),
    ),
    draft("encodedSize bounds what is encoded", async () => {
      const { encodedSize } = await subject.bind();
      const most = mostBytes(encodedSize);
      for (const { length } of await shardsOf(subject)) {
        if ("exact" in encodedSize)
          expectEqual(length, encodedSize.exact, "encoded length, which encodedSize says exactly");
        expectTrue(length <= most, `encodedSize says at most ${most}, the encoded form has ${length}`);
      }
    }),
  ];
}
