import { abortMoments } from "../abort-moments.js";
import { pattern } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectBytes, expectTrue, fail, promiseOf, rejectionOf, within } from "../expect.js";
import { framesOf } from "./frames.js";
import { bytesModes, type Subject } from "./subject.js";

/** A call with a signal that has aborted rejects with the reason itself; one that aborts on its way does, or answers rightly. */
export async function expectAbortable<T>(
  what: string,
  call: (signal: AbortSignal) => Promise<T>,
  check: (result: T) => void | Promise<void>,
): Promise<void> {
  const early = { why: "a test" };
  const rejected = await rejectionOf(() => call(AbortSignal.abort(early)), `${what} with an aborted signal`);
  if (rejected !== early) fail(`${what}: expected the signal's reason itself, got ${describe(rejected)}`);
  for (const moment of abortMoments) {
    const controller = new AbortController();
    const reason = new Error("a test");
    const answer = promiseOf(() => call(controller.signal), what);
    answer.catch(() => undefined);
    moment(() => controller.abort(reason));
    const outcome = await within(10_000, answer, `${what} after its abort`).then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    if ("result" in outcome) await check(outcome.result);
    else if (outcome.error !== reason)
      fail(`${what}: expected the signal's reason itself, got ${describe(outcome.error)}`);
  }
}

/** The asynchronous mode of bytes → bytes codecs, and calls that run at once. */
export async function bytesWaitingCases(subject: Subject<"bytes-bytes">): Promise<readonly Draft[]> {
  const { sample, decodeOnly } = subject;
  const { decoded } = sample;
  const exact = { exact: decoded.length };
  const bound = await subject.bind();
  const cases: Draft[] = [
    {
      name: `${sample.name}: calls at once do not disturb each other`,
      async run() {
        const codec = await subject.bind();
        const frames = await framesOf(subject);
        await Promise.all(
          Array.from({ length: 12 }, async (_, i) => {
            for (const mode of bytesModes(codec)) {
              for (const frame of frames)
                expectBytes(await mode.decode(frame, exact), decoded, `decode ${i} of 12, ${mode.name}`);
              if (decodeOnly !== undefined) continue;
              const other = pattern(decoded.length, i + 1);
              expectBytes(
                await mode.decode(await mode.encode(other), exact),
                other,
                `round trip ${i} of 12, ${mode.name}`,
              );
            }
          }),
        );
      },
    },
  ];
  if (!bound.decodeAsync) return cases;
  cases.push(
    {
      name: `${sample.name}: asyncFrom says from how many bytes waiting pays`,
      async run() {
        const { asyncFrom } = await subject.bind();
        expectTrue(typeof asyncFrom === "number" && asyncFrom >= 0, `asyncFrom is ${describe(asyncFrom)}`);
      },
    },
    {
      name: `${sample.name}: an aborted decodeAsync rejects with the reason`,
      async run() {
        const codec = await subject.bind();
        for (const frame of await framesOf(subject)) {
          await expectAbortable(
            "decodeAsync",
            async (signal) => codec.decodeAsync?.(frame, exact, signal),
            (bytes) => expectBytes(bytes, decoded, "decodeAsync that outran its abort"),
          );
          expectBytes(await codec.decodeAsync?.(frame, exact), decoded, "decodeAsync after aborted ones");
        }
      },
    },
  );
  if (decodeOnly !== undefined) return cases;
  cases.push({
    name: `${sample.name}: an aborted encodeAsync rejects with the reason`,
    async run() {
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
    },
  });
  return cases;
}
