import type { Bytes, Elements } from "@zarrkit/plugin-api";
import { oddView, pattern } from "../bytes.js";
import type { Draft } from "../case.js";
import { expectTrue, fail } from "../expect.js";
import { type ArrayBytesSubject, type ArrayMode, arrayModes, decodeWhole, shardsOf } from "./array-modes.js";
import { flipped, joined, overwritten, spread } from "./damage.js";
import { expectCodecFailed } from "./subject.js";
import { countOf, expectElements } from "./view.js";

/** Damaged and cut input: `codec-failed` with the codec's name, or elements; never wrong ones where damage can be seen. */
export function arrayBytesDamageCases(subject: ArrayBytesSubject): readonly Draft[] {
  const { sample, spec, plugin } = subject;
  const { decoded, verified = false } = sample;
  if (countOf(spec.shape) === 0) return [];

  const draft = (name: string, damage: (mode: ArrayMode, shard: Bytes) => Promise<void>): Draft => ({
    name: `${sample.name}: ${name}`,
    async run() {
      for (const shard of await shardsOf(subject)) {
        for (const mode of arrayModes(await subject.bind())) {
          await damage(mode, shard);
          expectElements(
            await decodeWhole(subject, mode, shard),
            decoded,
            `a sound value decoded after damaged ones, ${mode.name}`,
          );
        }
      }
    },
  });

  const attempt = async (mode: ArrayMode, source: Bytes, what: string): Promise<Elements | undefined> => {
    try {
      return await decodeWhole(subject, mode, source);
    } catch (error) {
      expectCodecFailed(error, plugin, `${what}, ${mode.name}`, true);
      return undefined;
    }
  };
  const failsOrIsRight = async (mode: ArrayMode, source: Bytes, what: string) => {
    const answer = await attempt(mode, source, what);
    if (answer !== undefined) expectElements(answer, decoded, `${what}, decoded without an error, ${mode.name}`);
  };

  /** An error, or elements; with a checksum the right ones. */
  const failsOrFits = async (mode: ArrayMode, source: Bytes, what: string) => {
    const answer = await attempt(mode, source, what);
    if (answer && verified) expectElements(answer, decoded, `${what}, passed the checksum, ${mode.name}`);
  };

  return [
    draft("a truncated value fails at whatever byte it is cut", async (mode, shard) => {
      for (const length of spread(shard.length, 800)) {
        await failsOrIsRight(mode, oddView(shard.subarray(0, length)), `${length} of ${shard.length} bytes`);
      }
    }),
    draft("a value of no bytes fails", async (mode, shard) => {
      if (shard.length === 0) return;
      const answer = await attempt(mode, new Uint8Array(0), "no bytes");
      if (answer !== undefined) fail(`no bytes, ${mode.name}: decoded without an error`);
    }),
    draft("bytes behind the value are refused or change nothing", async (mode, shard) => {
      for (const tail of [Uint8Array.of(0), pattern(8, 3), new Uint8Array(40)]) {
        await failsOrIsRight(mode, joined(shard, tail), `${tail.length} bytes behind the value`);
      }
    }),
    draft("a flipped bit gives an error or elements", async (mode, shard) => {
      for (const bit of spread(shard.length * 8, 800)) {
        await failsOrFits(mode, flipped(shard, bit), `bit ${bit & 7} of byte ${bit >> 3} flipped`);
      }
    }),
    draft("overwritten bytes give an error or elements", async (mode, shard) => {
      for (const start of spread(shard.length, 150)) {
        for (const byte of [0, 0x7f, 0xff]) {
          await failsOrFits(mode, overwritten(shard, start, byte), `4 bytes from ${start} overwritten with ${byte}`);
        }
      }
    }),
    draft("random bytes give an error or elements", async (mode, shard) => {
      for (let seed = 1; seed <= 150; seed++) {
        const answer = await attempt(mode, pattern((seed * 7) % (shard.length + 20), seed), `random bytes ${seed}`);
        expectTrue(
          answer === undefined || answer.length === decoded.length,
          `random bytes ${seed}: another number of elements`,
        );
      }
    }),
  ];
}
