import type { Bytes, Size } from "@zarrkit/plugin-api";
import { oddView, pattern } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectBytes, expectTrue, fail } from "../expect.js";
import { flipped, joined, outcomeOf, overwritten, spread } from "./damage.js";
import { type BytesSubject, draftsOf, everyFrame, framesOf } from "./frames.js";
import { type BytesMode, bytesModes, expectCodecFailed } from "./subject.js";

/** At most this many damaged forms of one frame: all of a small one, a spread over a large one. */
const most = { synchronous: 1500, asynchronous: 150 };

/** Damaged, cut and lying input: `codec-failed` with the codec's name, or the right bytes; never more, never a crash. */
export function bytesDamageCases(subject: BytesSubject): readonly Draft[] {
  const { sample, plugin } = subject;
  const { decoded, verified = false } = sample;
  const { length } = decoded;
  const exact: Size = { exact: length };
  if (length === 0) return [];

  /** Runs `damage` over every frame and mode, and sees that the bound codec is still sound afterwards. */
  const draft = (name: string, damage: (mode: BytesMode, frame: Bytes) => Promise<void>): Draft =>
    draftsOf(subject)(name, () =>
      everyFrame(subject, async (mode, frame) => {
        await damage(mode, frame);
        expectBytes(await mode.decode(frame, exact), decoded, `a sound value after damaged ones, ${mode.name}`);
      }),
    );
  const fails = async (mode: BytesMode, source: Bytes, size: Size, what: string) => {
    const outcome = await outcomeOf(() => mode.decode(source, size));
    if ("bytes" in outcome) fail(`${what}, ${mode.name}: decoded to ${describe(outcome.bytes)} without an error`);
    expectCodecFailed(outcome.error, plugin, `${what}, ${mode.name}`);
  };
  /** An error, or exactly the right bytes: what was cut or added carried nothing. */
  const failsOrIsRight = async (mode: BytesMode, source: Bytes, what: string) => {
    const outcome = await outcomeOf(() => mode.decode(source, exact));
    if ("error" in outcome) expectCodecFailed(outcome.error, plugin, `${what}, ${mode.name}`);
    else expectBytes(outcome.bytes, decoded, `${what}, decoded without an error, ${mode.name}`);
  };
  /** An error, or bytes of the right number; with a checksum the right ones. */
  const failsOrFits = async (mode: BytesMode, source: Bytes, what: string, isFrame = true) => {
    const outcome = await outcomeOf(() => mode.decode(source, exact));
    if ("error" in outcome) return expectCodecFailed(outcome.error, plugin, `${what}, ${mode.name}`, true);
    const found = outcome.bytes.length;
    expectTrue(found === length, `${what}, ${mode.name}: ${found} bytes came out, ${length} were asked for`);
    if (verified && isFrame) expectBytes(outcome.bytes, decoded, `${what}, passed the checksum, ${mode.name}`);
  };

  return [
    draft("a truncated value fails at whatever byte it is cut", async (mode, frame) => {
      for (const cut of spread(frame.length, most[mode.name])) {
        await failsOrIsRight(mode, oddView(frame.subarray(0, cut)), `${cut} of ${frame.length} bytes`);
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
        await failsOrFits(mode, flipped(frame, bit), `bit ${bit & 7} of byte ${bit >> 3} flipped`);
      }
    }),
    draft("overwritten bytes give an error or bytes of the right number", async (mode, frame) => {
      for (const start of spread(frame.length, most[mode.name] / 6)) {
        for (const byte of [0, 0x7f, 0xff]) {
          await failsOrFits(mode, overwritten(frame, start, byte), `4 bytes from ${start} overwritten with ${byte}`);
        }
      }
    }),
    draft("random bytes give an error or bytes of the right number", async (mode, frame) => {
      for (let seed = 1; seed <= most[mode.name] / 5; seed++) {
        await failsOrFits(mode, pattern((seed * 7) % (frame.length + 20), seed), `random bytes ${seed}`, false);
      }
    }),
    draft("a value that decodes to more than its bound fails", async (mode, frame) => {
      for (const bound of new Set([length - 1, length >> 1, 1, 0])) {
        if (bound >= length) continue;
        await fails(mode, frame, { exact: bound }, `exactly ${bound} bytes expected of ${length}`);
        await fails(mode, frame, { atMost: bound }, `at most ${bound} bytes expected of ${length}`);
      }
    }),
    draft("a value that decodes to less than its exact size fails", async (mode, frame) => {
      for (const more of [1, 100, length]) {
        await fails(mode, frame, { exact: length + more }, `${length + more} bytes expected of ${length}`);
      }
    }),
    draftsOf(subject)("out is not written beyond its end by damaged input", () => expectOutKept(subject)),
    ...(subject.decodeOnly === undefined
      ? [draftsOf(subject)("a small value that would fill megabytes fails", () => expectBombFails(subject))]
      : []),
  ];
}

async function expectOutKept(subject: BytesSubject): Promise<void> {
  const { length } = subject.sample.decoded;
  const codec = await subject.bind();
  if (!codec.decode) return;
  for (const frame of await framesOf(subject)) {
    for (const bit of spread(frame.length * 8, 300)) {
      const out = oddView(new Uint8Array(length));
      const outcome = await outcomeOf(async () => codec.decode?.(flipped(frame, bit), { exact: length }, out) ?? out);
      if ("error" in outcome) expectCodecFailed(outcome.error, subject.plugin, `bit ${bit} flipped, with out`, true);
      const around = [...new Uint8Array(out.buffer)].filter(
        (_, i) => i < out.byteOffset || i >= out.byteOffset + length,
      );
      expectTrue(
        around.every((byte) => byte === 0xa5),
        `bit ${bit} flipped: bytes outside of out were written`,
      );
    }
  }
}

async function expectBombFails({ module, config, spec, tools, plugin }: BytesSubject): Promise<void> {
  const megabytes = new Uint8Array(16 * spec.elementSize * Math.ceil(2 ** 18 / spec.elementSize));
  const whole = await module.bind(config, { ...spec, size: { exact: megabytes.length } }, tools);
  const small: Size = { exact: 16 * spec.elementSize };
  const chunk = await module.bind(config, { ...spec, size: small }, tools);
  for (const [i, mode] of bytesModes(whole).entries()) {
    const encoded = await mode.encode(megabytes);
    const outcome = await outcomeOf(async () => (await bytesModes(chunk)[i]?.decode(encoded, small)) ?? encoded);
    if ("bytes" in outcome)
      fail(`megabytes in a chunk of ${small.exact} bytes: decoded without an error, ${mode.name}`);
    expectCodecFailed(outcome.error, plugin, `megabytes in a chunk of ${small.exact} bytes, ${mode.name}`);
  }
}
