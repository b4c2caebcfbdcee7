import type { Bytes, Elements, SubchunkIndex, Subchunks } from "@zarrkit/plugin-api";
import { copyOf, oddView } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectEqual, expectTrue, expectZarrError, fail } from "../expect.js";
import { slice } from "../store/ranges.js";
import { type ArrayBytesSubject, arrayModes, decodeWhole, shardsOf } from "./array-modes.js";
import { flipped, spread } from "./damage.js";
import { fillView } from "./fill.js";
import { regionOf } from "./region.js";
import { cOrder, countOf, expectElements, gather } from "./view.js";

/** Chunks that hold chunks: the index, the inner pipeline and the assembly, as core uses them one by one. */
export async function subchunkCases(subject: ArrayBytesSubject): Promise<readonly Draft[]> {
  const { sample, spec, plugin } = subject;
  const bound = await subject.bind();
  if (bound.subchunks === undefined) return [];
  const draft = (name: string, run: (subchunks: Subchunks, shard: Bytes) => Promise<void>): Draft => ({
    name: `${sample.name}: subchunks ${name}`,
    async run() {
      const { subchunks } = await subject.bind();
      for (const shard of await shardsOf(subject)) await run(subchunks ?? fail("subchunks are gone"), shard);
    },
  });
  const shape = (subchunks: Subchunks) => spec.shape.map((length, axis) => length / (subchunks.shape[axis] ?? 0));
  const indexOf = (subchunks: Subchunks, shard: Bytes) => oddView(slice(shard, subchunks.indexRange));

  return [
    draft("divide the chunk", async (subchunks) => {
      expectEqual(subchunks.shape.length, spec.shape.length, "axes of an inner chunk");
      expectTrue(
        shape(subchunks).every((count) => Number.isInteger(count) && count > 0),
        `${describe(subchunks.shape)} does not divide ${describe(spec.shape)}`,
      );
      expectEqual(subchunks.pipeline.spec.shape, subchunks.shape, "the shape that the inner pipeline is bound to");
    }),
    draft("are found by the index and decode to the same elements", async (subchunks, shard) => {
      const index = subchunks.readIndex(indexOf(subchunks, shard), shard.length);
      expectElements(
        await assembleElements(subject, subchunks, index, shard),
        sample.decoded,
        "the chunk put together from its inner chunks",
      );
      const blind = subchunks.readIndex(indexOf(subchunks, shard), undefined);
      expectElements(
        await assembleElements(subject, subchunks, blind, shard),
        sample.decoded,
        "the same where the value's size is not known",
      );
    }),
    draft("are assembled to a value that decodes the same", async (subchunks, shard) => {
      const index = subchunks.readIndex(indexOf(subchunks, shard), shard.length);
      const pieces = positionsIn(shape(subchunks)).flatMap((position) => {
        const at = index.locate(position);
        return at ? [{ position, bytes: oddView(shard.subarray(at.offset, at.offset + at.length)) }] : [];
      });
      const [mode] = arrayModes(await subject.bind());
      if (mode === undefined) return;
      for (const ordered of [pieces, pieces.toReversed()]) {
        const before = ordered.map((piece) => copyOf(piece.bytes));
        const whole = subchunks.assemble(ordered) ?? fail("assemble of inner chunks answered nothing");
        expectElements(
          await decodeWhole(subject, mode, copyOf(whole)),
          sample.decoded,
          "a value assembled from its inner chunks",
        );
        expectEqual(
          ordered.map((piece) => copyOf(piece.bytes)),
          before,
          "the bytes handed to assemble",
        );
      }
    }),
    draft("none of which is left assemble to nothing", async (subchunks) => {
      expectEqual(subchunks.assemble([]), undefined, "assemble of no inner chunks");
    }),
    draft("that the index puts outside the value are refused", async (subchunks, shard) => {
      const sound = indexOf(subchunks, shard);
      const damaged = [
        ...spread(sound.length, 200).map((length) => sound.subarray(0, length)),
        ...spread(sound.length * 8, 800).map((bit) => flipped(sound, bit)),
        new Uint8Array(sound.length).fill(0x7f),
      ];
      for (const bytes of damaged) {
        let index: SubchunkIndex;
        try {
          index = subchunks.readIndex(bytes, shard.length);
          for (const position of positionsIn(shape(subchunks))) {
            const at = index.locate(position);
            if (at === undefined) continue;
            const fits =
              Number.isSafeInteger(at.offset) &&
              at.offset >= 0 &&
              at.length >= 0 &&
              at.offset + at.length <= shard.length;
            expectTrue(fits, `a damaged index located ${describe(at)} in a value of ${shard.length} bytes`);
          }
        } catch (error) {
          if ((error as Error).name === "ContractError") throw error;
          expectZarrError(error, ["codec-failed"], `a damaged index of ${plugin.name}`);
        }
      }
    }),
  ];
}

async function assembleElements(
  subject: ArrayBytesSubject,
  subchunks: Subchunks,
  index: SubchunkIndex,
  shard: Bytes,
): Promise<Elements> {
  const { dataType, shape } = subject.spec;
  const whole = cOrder(dataType.allocate(countOf(shape)), shape, dataType.lanes);
  const [mode] = arrayModes(subchunks.pipeline);
  for (const position of positionsIn(shape.map((length, axis) => length / (subchunks.shape[axis] ?? 1)))) {
    const start = position.map((at, axis) => at * (subchunks.shape[axis] ?? 0));
    const target = regionOf(whole, { start, shape: subchunks.shape });
    const at = index.locate(position);
    if (at === undefined) {
      fillView(subject.spec, target);
    } else {
      await mode?.decodeInto(oddView(shard.subarray(at.offset, at.offset + at.length)), target);
    }
  }
  return gather(whole, dataType);
}

/** Every position of a grid, in C order. */
function positionsIn(counts: readonly number[]): readonly (readonly number[])[] {
  return counts.reduce<readonly (readonly number[])[]>(
    (all, count) => all.flatMap((position) => Array.from({ length: count }, (_, i) => [...position, i])),
    [[]],
  );
}
