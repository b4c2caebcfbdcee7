import type { ByteRange, ByteSource, Bytes } from "@zarrkit/plugin-api";
import { copyOf, oddView, readingOnly } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectBytes, expectEqual, expectTrue, fail, promiseOf, rejectionOf } from "../expect.js";
import { slice } from "../store/ranges.js";
import { flipped, outcomeOf, spread } from "./damage.js";
import { framesOf } from "./frames.js";
import { expectCodecFailed, type Subject } from "./subject.js";

type BytesSubject = Subject<"bytes-bytes">;
type Part = { readonly offset: number; readonly length: number };

/** Parts of a decoded value, where the codec can give them without the rest. */
export async function bytesPartialCases(subject: BytesSubject): Promise<readonly Draft[]> {
  const { decodePart, openPartial } = await subject.bind();
  return [...(decodePart ? partCases(subject) : []), ...(openPartial ? sourceCases(subject) : [])];
}

function partCases(subject: BytesSubject): readonly Draft[] {
  const { sample, plugin } = subject;
  const { decoded } = sample;
  const eachFrame = (
    name: string,
    run: (decodePart: (source: Bytes, part: Part, out?: Bytes) => Bytes, frame: Bytes) => void | Promise<void>,
  ): Draft => ({
    name: `${sample.name}: decodePart ${name}`,
    async run() {
      const codec = await subject.bind();
      for (const frame of await framesOf(subject)) {
        await run((source, part, out) => codec.decodePart?.(source, part, out) ?? fail("decodePart is gone"), frame);
      }
    },
  });
  return [
    eachFrame("agrees with the full decode", async (decodePart, frame) => {
      const source = oddView(frame);
      for (const part of partsOf(decoded.length)) {
        const answer = await readingOnly(source, "decodePart", () => copyOf(decodePart(source, part)));
        expectBytes(answer, decoded.subarray(part.offset, part.offset + part.length), describe(part));
      }
    }),
    eachFrame("writes out whole and nothing beside it", (decodePart, frame) => {
      for (const part of partsOf(decoded.length)) {
        const out = oddView(new Uint8Array(part.length).fill(0x5a));
        decodePart(frame, part, out);
        expectBytes(out, decoded.subarray(part.offset, part.offset + part.length), `${describe(part)} with out`);
        const around = [...new Uint8Array(out.buffer)].filter((_, i) => i < 7 || i >= 7 + part.length);
        expectTrue(
          around.every((byte) => byte === 0xa5),
          `${describe(part)}: bytes outside of out were written`,
        );
      }
    }),
    eachFrame("of bytes behind the end fails", async (decodePart, frame) => {
      const beyond = [
        { offset: decoded.length, length: 1 },
        { offset: Math.max(0, decoded.length - 1), length: 2 },
        { offset: 0, length: decoded.length + 1 },
      ];
      for (const part of beyond) {
        const outcome = await outcomeOf(async () => copyOf(decodePart(frame, part)));
        if ("bytes" in outcome)
          fail(`${describe(part)} of ${decoded.length} bytes: answered ${describe(outcome.bytes)}`);
        expectCodecFailed(outcome.error, plugin, describe(part));
      }
    }),
    eachFrame("of damaged input fails or answers bytes of the right number", async (decodePart, frame) => {
      const part = partsOf(decoded.length).at(-1) ?? { offset: 0, length: 0 };
      for (const bit of spread(frame.length * 8, 600)) {
        for (const source of [flipped(frame, bit), frame.subarray(0, bit >> 3)]) {
          const outcome = await outcomeOf(async () => copyOf(decodePart(source, part)));
          if ("error" in outcome) expectCodecFailed(outcome.error, plugin, `decodePart of damaged input`, true);
          else expectEqual(outcome.bytes.length, part.length, "bytes that decodePart answered for damaged input");
        }
      }
      expectBytes(
        copyOf(decodePart(frame, part)),
        decoded.subarray(part.offset, part.offset + part.length),
        "decodePart of sound input afterwards",
      );
    }),
  ];
}

/** Parts at the ends, across the middle, of one byte and of none; the last is a plain inner one. */
function partsOf(length: number): readonly Part[] {
  const third = Math.floor(length / 3);
  return [
    { offset: 0, length },
    { offset: 0, length: Math.min(1, length) },
    { offset: Math.max(0, length - 1), length: Math.min(1, length) },
    { offset: 0, length: 0 },
    { offset: length, length: 0 },
    { offset: third, length: length - third },
    { offset: 1, length: Math.max(0, length - 2) },
    ...Array.from({ length: 12 }, (_, i) => ({
      offset: Math.floor((i * length) / 13),
      length: Math.floor(length / 13),
    })),
    { offset: third, length: third },
  ].filter((part) => part.offset + part.length <= length);
}

function sourceCases(subject: BytesSubject): readonly Draft[] {
  const { sample } = subject;
  const { decoded } = sample;
  const open = async (frame: Bytes) => {
    const codec = await subject.bind();
    return codec.openPartial?.(sourceOf(frame)) ?? fail("openPartial is gone");
  };
  return [
    {
      name: `${sample.name}: openPartial answers the ranges of the decoded form`,
      async run() {
        const ranges: ByteRange[] = [
          ...partsOf(decoded.length),
          { offset: 0 },
          { offset: decoded.length >> 1 },
          { offset: decoded.length },
          { suffix: 3 },
          { suffix: decoded.length + 9 },
          { offset: Math.max(0, decoded.length - 2), length: 50 },
        ];
        for (const frame of await framesOf(subject)) {
          const partial = await open(frame);
          if (partial.size !== undefined) expectEqual(partial.size, decoded.length, "size of the decoded form");
          const pieces = await partial.read(ranges);
          expectEqual(pieces.length, ranges.length, "the number of pieces");
          ranges.forEach((range, i) => expectBytes(pieces[i], slice(decoded, range), describe(range)));
          expectEqual((await partial.read([])).length, 0, "pieces of no ranges");
        }
      },
    },
    {
      name: `${sample.name}: openPartial hears the signal`,
      async run() {
        const reason = { why: "a test" };
        for (const frame of await framesOf(subject)) {
          const partial = await open(frame);
          const rejected = await rejectionOf(
            () => partial.read([{ offset: 0 }], AbortSignal.abort(reason)),
            "read with an aborted signal",
          );
          if (rejected !== reason) fail(`read: expected the signal's reason itself, got ${describe(rejected)}`);
          expectBytes(
            (await promiseOf(() => partial.read([{ offset: 0 }]), "read"))[0],
            decoded,
            "a read after the aborted one",
          );
        }
      },
    },
  ];
}

/** Bytes in memory as a source of ranges. */
export function sourceOf(bytes: Bytes): ByteSource {
  return {
    size: bytes.length,
    async read(ranges, signal) {
      signal?.throwIfAborted();
      return ranges.map((range) => slice(bytes, range));
    },
  };
}
