import type { Draft } from "../case.js";
import { fail } from "../expect.js";
import { expectAbortable } from "./abortable.js";
import { type ArrayBytesSubject, arrayModes, decodedView, decodeWhole, shardsOf } from "./array-modes.js";
import { draftsOf } from "./frames.js";
import { cOrder, countOf, expectElements } from "./view.js";

/** The asynchronous mode of array → bytes codecs, and calls that run at once. */
export async function arrayBytesWaitingCases(subject: ArrayBytesSubject): Promise<readonly Draft[]> {
  const { decoded } = subject.sample;
  const { dataType, shape } = subject.spec;
  const bound = await subject.bind();
  const draft = draftsOf(subject);
  const atOnce = draft("calls at once do not disturb each other", async () => {
    const modes = arrayModes(await subject.bind());
    const shards = await shardsOf(subject);
    const decodeAll = async (_: unknown, call: number) => {
      for (const mode of modes) {
        for (const shard of shards) {
          expectElements(await decodeWhole(subject, mode, shard), decoded, `decode ${call} of 8, ${mode.name}`);
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, decodeAll));
  });
  const decoding = draft("an aborted decodeIntoAsync rejects with the reason", async () => {
    const codec = await subject.bind();
    for (const shard of await shardsOf(subject)) {
      const data = dataType.allocate(countOf(shape));
      await expectAbortable(
        "decodeIntoAsync",
        async (signal) => codec.decodeIntoAsync?.(shard, cOrder(data, shape, dataType.lanes), undefined, signal),
        () => expectElements(data, decoded, "decodeIntoAsync that outran its abort"),
      );
    }
  });
  const encoding = draft("an aborted encodeAsync rejects with the reason", async () => {
    const codec = await subject.bind();
    const [mode] = arrayModes(codec);
    await expectAbortable(
      "encodeAsync",
      async (signal) => codec.encodeAsync?.(decodedView(subject), signal),
      async (bytes) => {
        if (bytes === undefined || mode === undefined) fail("encodeAsync answered nothing");
        expectElements(await decodeWhole(subject, mode, bytes), decoded, "encodeAsync that outran its abort");
      },
    );
  });
  return [
    atOnce,
    ...(bound.decodeIntoAsync ? [decoding] : []),
    ...(bound.encodeAsync && subject.decodeOnly === undefined ? [encoding] : []),
  ];
}
