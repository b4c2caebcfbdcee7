import { pattern } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectBytes, expectTrue, fail } from "../expect.js";
import { expectAbortable } from "./abortable.js";
import { type BytesSubject, draftsOf, framesOf } from "./frames.js";
import { bytesModes } from "./subject.js";

/** The asynchronous mode of bytes → bytes codecs, and calls that run at once. */
export async function bytesWaitingCases(subject: BytesSubject): Promise<readonly Draft[]> {
  const { sample, decodeOnly } = subject;
  const { decoded } = sample;
  const exact = { exact: decoded.length };
  const bound = await subject.bind();
  const draft = draftsOf(subject);
  const atOnce = draft("calls at once do not disturb each other", async () => {
    const modes = bytesModes(await subject.bind());
    const frames = await framesOf(subject);
    const codeAll = async (_: unknown, call: number) => {
      for (const mode of modes) {
        for (const frame of frames) {
          expectBytes(await mode.decode(frame, exact), decoded, `decode ${call} of 12, ${mode.name}`);
        }
        if (decodeOnly !== undefined) continue;
        const other = pattern(decoded.length, call + 1);
        expectBytes(
          await mode.decode(await mode.encode(other), exact),
          other,
          `round trip ${call} of 12, ${mode.name}`,
        );
      }
    };
    await Promise.all(Array.from({ length: 12 }, codeAll));
  });
  const threshold = draft("asyncFrom says from how many bytes waiting pays", async () => {
    const { asyncFrom } = await subject.bind();
    expectTrue(typeof asyncFrom === "number" && asyncFrom >= 0, `asyncFrom is ${describe(asyncFrom)}`);
  });
  const decoding = draft("an aborted decodeAsync rejects with the reason", async () => {
    const codec = await subject.bind();
    for (const frame of await framesOf(subject)) {
      await expectAbortable(
        "decodeAsync",
        async (signal) => codec.decodeAsync?.(frame, exact, signal),
        (bytes) => expectBytes(bytes, decoded, "decodeAsync that outran its abort"),
      );
      expectBytes(await codec.decodeAsync?.(frame, exact), decoded, "decodeAsync after aborted ones");
    }
  });
  const encoding = draft("an aborted encodeAsync rejects with the reason", async () => {
    const codec = await subject.bind();
    const [mode] = bytesModes(codec);
    await expectAbortable(
      "encodeAsync",
      async (signal) => codec.encodeAsync?.(decoded, signal),
      async (bytes) => {
        if (bytes === undefined) fail("encodeAsync answered nothing");
        expectBytes(await mode?.decode(bytes, exact), decoded, "encodeAsync that outran its abort");
      },
    );
  });
  if (!bound.decodeAsync) return [atOnce];
  return [atOnce, threshold, decoding, ...(decodeOnly === undefined ? [encoding] : [])];
}
