import { mostBytes, type Size } from "@zarrkit/plugin-api";
import { copyOf, oddView, readingOnly, sharedView, withoutSharedMemory } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectBytes, expectEqual, expectTrue } from "../expect.js";
import { type BytesSubject, draftsOf, everyFrame, framesOf } from "./frames.js";
import { listOf } from "./sample.js";
import { bytesModes } from "./subject.js";

/** Decoding: the right bytes, whatever memory the source lies in and whichever mode is asked. */
export function bytesDecodingCases(subject: BytesSubject): readonly Draft[] {
  const { decoded } = subject.sample;
  const exact: Size = { exact: decoded.length };
  const draft = draftsOf(subject);
  return [
    ...foreignCases(subject),
    draft("decodes where only a bound of the size is known", () =>
      everyFrame(subject, async (mode, frame) => {
        for (const atMost of [decoded.length, decoded.length + 1, decoded.length * 2 + 100]) {
          expectBytes(await mode.decode(frame, { atMost }), decoded, `at most ${atMost}, ${mode.name}`);
        }
      }),
    ),
    draft("the source of decode is not written to", () =>
      everyFrame(subject, async (mode, frame) => {
        const source = oddView(frame);
        await readingOnly(source, `${mode.name} decode`, () => mode.decode(source, exact));
        expectTrue(source.buffer.byteLength > 0, "decode detached the buffer of its source");
      }),
    ),
    draft("a source at an odd offset decodes the same", () =>
      everyFrame(subject, async (mode, frame) =>
        expectBytes(await mode.decode(oddView(frame), exact), decoded, mode.name),
      ),
    ),
    draft(
      "a source on shared memory decodes the same",
      () =>
        everyFrame(subject, async (mode, frame) =>
          expectBytes(await mode.decode(sharedView(frame), exact), decoded, mode.name),
        ),
      withoutSharedMemory,
    ),
    draft("out is written whole and nothing beside it", () => expectOut(subject)),
    draft(
      "out may be shared memory",
      async () => {
        const codec = await subject.bind();
        for (const frame of await framesOf(subject)) {
          const out = sharedView(new Uint8Array(decoded.length).fill(0x5a));
          codec.decode?.(frame, exact, out);
          if (codec.decode) expectBytes(out, decoded, "the bytes of out");
        }
      },
      withoutSharedMemory,
    ),
    draft("result says truly what becomes of the decoded bytes", () => expectHonestResult(subject)),
    draft("bytes that it lent decode where they lie", () => expectLentSource(subject)),
    draft("the same value decodes the same every time", () =>
      everyFrame(subject, async (mode, frame) => {
        for (let i = 0; i < 20; i++) expectBytes(await mode.decode(frame, exact), decoded, `decode ${i}, ${mode.name}`);
      }),
    ),
  ];
}

function foreignCases(subject: BytesSubject): readonly Draft[] {
  const { decoded, encoded } = subject.sample;
  const exact: Size = { exact: decoded.length };
  const foreign = listOf(encoded);
  if (foreign.length === 0) return [];
  const draft = draftsOf(subject);
  return [
    draft("decodes what another implementation encoded", async () => {
      for (const mode of bytesModes(await subject.bind())) {
        for (const [i, frame] of foreign.entries()) {
          expectBytes(await mode.decode(frame, exact), decoded, `frame ${i}, ${mode.name}`);
        }
      }
    }),
    draft("what another implementation encoded is within encodedSize", async () => {
      const bound = mostBytes((await subject.bind()).encodedSize(exact));
      for (const { length } of foreign) {
        expectTrue(length <= bound, `encodedSize says at most ${bound}, another implementation needs ${length}`);
      }
    }),
  ];
}

async function expectOut(subject: BytesSubject): Promise<void> {
  const { decoded } = subject.sample;
  const codec = await subject.bind();
  if (!codec.decode) return;
  for (const frame of await framesOf(subject)) {
    const source = oddView(frame);
    const out = oddView(new Uint8Array(decoded.length).fill(0x5a));
    const returned = await readingOnly(source, "decode with out", () =>
      codec.decode?.(source, { exact: decoded.length }, out),
    );
    expectBytes(out, decoded, "the bytes of out");
    const isOut =
      returned?.buffer === out.buffer && returned.byteOffset === out.byteOffset && returned.length === out.length;
    expectTrue(isOut, "decode with out must return out");
    new Uint8Array(out.buffer).forEach((byte, i) => {
      const outside = i < out.byteOffset || i >= out.byteOffset + out.length;
      if (outside) expectEqual(byte, 0xa5, `byte ${i - out.byteOffset} relative to out, outside of it`);
    });
  }
}

async function expectHonestResult(subject: BytesSubject): Promise<void> {
  const { decoded } = subject.sample;
  const exact: Size = { exact: decoded.length };
  const codec = await subject.bind();
  const { result = "fresh" } = codec;
  expectTrue(["fresh", "source", "borrowed"].includes(result), `result is ${describe(result)}`);
  for (const frame of await framesOf(subject)) {
    const source = copyOf(frame);
    const answers = [codec.decode?.(source, exact)];
    // An asynchronous result crosses an await, so it cannot be borrowed.
    if (result !== "borrowed") answers.push(await codec.decodeAsync?.(source, exact));
    for (const answer of answers) {
      if (answer === undefined || result === "source") continue;
      expectTrue(answer.buffer !== source.buffer, `the result is a view of the source, and result says ${result}`);
      if (result === "borrowed") continue;
      const further = [codec.decode?.(copyOf(frame), exact), await codec.decodeAsync?.(copyOf(frame), exact)];
      const isShared = further.some((other) => other && overlap(answer, other));
      expectTrue(!isShared, "two results share memory, and result says fresh");
      expectBytes(answer, decoded, "a fresh result after further calls");
      answer.fill(0x5a);
      for (const mode of bytesModes(codec)) {
        expectBytes(await mode.decode(frame, exact), decoded, "a decode after the caller wrote to a fresh result");
      }
    }
  }
}

/** Borrowed bytes may be the next call's source: a frame within a frame, the outer one decoded into the engine's memory. */
async function expectLentSource(subject: BytesSubject): Promise<void> {
  const { decoded } = subject.sample;
  const codec = await subject.bind();
  if (codec.result !== "borrowed" || !codec.encode || !codec.decode || subject.decodeOnly !== undefined) return;
  for (const frame of await framesOf(subject)) {
    const within = copyOf(codec.encode(frame));
    const lent = codec.decode(within, { exact: frame.length });
    expectBytes(codec.decode(lent, { exact: decoded.length }), decoded, "a frame decoded where it was lent");
  }
}

function overlap(a: Uint8Array, b: Uint8Array): boolean {
  if (a.buffer !== b.buffer || a.length === 0 || b.length === 0) return false;
  return a.byteOffset < b.byteOffset + b.length && b.byteOffset < a.byteOffset + a.length;
}
