import type { Bytes, Size } from "@zarrkit/plugin-api";
import { copyOf, oddView, pattern } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectBytes, expectTrue, fail } from "../expect.js";
import { framesOf } from "./bytes-agreement.js";
import { type BytesMode, bytesModes, expectCodecFailed, type Subject } from "./subject.js";

type BytesSubject = Subject<"bytes-bytes">;

/** At most this many damaged forms of one frame: all of a small one, a spread over a large one. */
const most = { synchronous: 1500, asynchronous: 150 };

/** Damaged, cut and lying input: `codec-failed` with the codec's name, or the right bytes; never more, never a crash. */
export function bytesDamageCases(subject: BytesSubject): readonly Draft[] {
  const { sample, plugin } = subject;
  const { decoded, verified = false } = sample;
  const exact: Size = { exact: decoded.length };
  if (decoded.length === 0) return [];

  /** Runs `damage` over every frame and mode, and sees that the bound codec is still sound afterwards. */
  const draft = (name: string, damage: (mode: BytesMode, frame: Bytes) => Promise<void>): Draft => ({
    name: `${sample.name}: ${name}`,
    async run() {
      for (const frame of await framesOf(subject)) {
        for (const mode of bytesModes(await subject.bind())) {
          await damage(mode, frame);
          expectBytes(
            await mode.decode(frame, exact),
            decoded,
            `a sound value decoded after damaged ones, ${mode.name}`,
          );
        }
      }
    },
  });

  const fails = async (mode: BytesMode, source: Bytes, size: Size, what: string) => {
    const outcome = await outcomeOf(() => mode.decode(source, size));
    if ("bytes" in outcome) fail(`${what}, ${mode.name}: decoded to ${describe(outcome.bytes)} without an error`);
    expectCodecFailed(outcome.error, plugin, `${what}, ${mode.name}`);
  };
  /** An error, or exactly the right bytes: what was cut or added carried nothing. */
  const failsOrIsRight = async (mode: BytesMode, source: Bytes, what: string) => {
    const outcome = await outcomeOf(() => mode.decode(source, exact));
    if ("error" in outcome) return expectCodecFailed(outcome.error, plugin, `${what}, ${mode.name}`);
    expectBytes(outcome.bytes, decoded, `${what}, decoded without an error, ${mode.name}`);
  };
  /** An error, or bytes of the right number; with a checksum the right ones. */
  const failsOrFits = async (mode: BytesMode, source: Bytes, what: string) => {
    const outcome = await outcomeOf(() => mode.decode(source, exact));
    if ("error" in outcome) return expectCodecFailed(outcome.error, plugin, `${what}, ${mode.name}`, true);
    expectTrue(
      outcome.bytes.length === decoded.length,
      `${what}, ${mode.name}: ${outcome.bytes.length} bytes came out, ${decoded.length} were asked for`,
    );
    if (verified) expectBytes(outcome.bytes, decoded, `${what}, passed the checksum, ${mode.name}`);
  };

  return [
    draft("a truncated value fails at whatever byte it is cut", async (mode, frame) => {
      for (const length of spread(frame.length, most[mode.name])) {
        await failsOrIsRight(mode, oddView(frame.subarray(0, length)), `${length} of ${frame.length} bytes`);
      }
    }),
    draft("a value of no bytes fails", (mode) => fails(mode, new Uint8Array(0), exact, "no bytes")),
    draft("bytes behind the value are refused or change nothing", async (mode, frame) => {
      for (const tail of [Uint8Array.of(0), pattern(9, 3), new Uint8Array(40)]) {
        await failsOrIsRight(mode, joined(frame, tail), `${tail.length} bytes behind the value`);
      }
    }),
    draft("a flipped bit gives an error or bytes of the right number", async (mode, frame) => {
      for (const bit of spread(frame.length * 8, most[mode.name])) {
        const source = copyOf(frame);
        source[bit >> 3] = (source[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await failsOrFits(mode, source, `bit ${bit & 7} of byte ${bit >> 3} flipped`);
      }
    }),
    draft("overwritten bytes give an error or bytes of the right number", async (mode, frame) => {
      for (const start of spread(frame.length, most[mode.name] / 6)) {
        for (const byte of [0, 0x7f, 0xff]) {
          const source = copyOf(frame);
          source.fill(byte, start, start + 4);
          await failsOrFits(mode, source, `bytes ${start} to ${start + 3} overwritten with ${byte}`);
        }
      }
    }),
    draft("random bytes give an error or bytes of the right number", async (mode, frame) => {
      for (let seed = 1; seed <= most[mode.name] / 5; seed++) {
        const source = pattern((seed * 7) % (frame.length + 20), seed);
        const outcome = await outcomeOf(() => mode.decode(source, exact));
        if ("error" in outcome) expectCodecFailed(outcome.error, plugin, `random bytes ${seed}, ${mode.name}`, true);
        else
          expectTrue(
            outcome.bytes.length === decoded.length,
            `random bytes ${seed}, ${mode.name}: ${outcome.bytes.length} bytes came out`,
          );
      }
    }),
    draft("a value that decodes to more than its bound fails", async (mode, frame) => {
      for (const bound of new Set([decoded.length - 1, decoded.length >> 1, 1, 0])) {
        if (bound >= decoded.length) continue;
        await fails(mode, frame, { exact: bound }, `exactly ${bound} bytes expected of ${decoded.length}`);
        await fails(mode, frame, { atMost: bound }, `at most ${bound} bytes expected of ${decoded.length}`);
      }
    }),
    draft("a value that decodes to less than its exact size fails", async (mode, frame) => {
      for (const more of [1, 100, decoded.length]) {
        await fails(
          mode,
          frame,
          { exact: decoded.length + more },
          `${decoded.length + more} bytes expected of ${decoded.length}`,
        );
      }
    }),
    {
      name: `${sample.name}: out is not written beyond its end by damaged input`,
      async run() {
        const codec = await subject.bind();
        if (!codec.decode) return;
        for (const frame of await framesOf(subject)) {
          for (const bit of spread(frame.length * 8, 300)) {
            const source = copyOf(frame);
            source[bit >> 3] = (source[bit >> 3] ?? 0) ^ (1 << (bit & 7));
            const out = oddView(new Uint8Array(decoded.length));
            const outcome = await outcomeOf(async () => codec.decode?.(source, exact, out) ?? out);
            if ("error" in outcome) expectCodecFailed(outcome.error, plugin, `bit ${bit} flipped, with out`, true);
            const around = [...new Uint8Array(out.buffer)].filter((_, i) => i < 7 || i >= 7 + decoded.length);
            expectTrue(
              around.every((byte) => byte === 0xa5),
              `bit ${bit} flipped: bytes outside of out were written`,
            );
          }
        }
      },
    },
  ];
}

export type Outcome = { readonly bytes: Bytes } | { readonly error: unknown };

export async function outcomeOf(call: () => Promise<Bytes>): Promise<Outcome> {
  try {
    return { bytes: await call() };
  } catch (error) {
    return { error };
  }
}

/** All numbers below `end`, or about `count` of them: the first and last fifty, and a spread between. */
export function spread(end: number, count: number): readonly number[] {
  const all = Array.from({ length: end }, (_, i) => i);
  if (end <= count) return all;
  const step = Math.ceil(end / Math.max(1, count - 100));
  return all.filter((i) => i < 50 || i >= end - 50 || i % step === 0);
}

export function joined(a: Bytes, b: Bytes): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
