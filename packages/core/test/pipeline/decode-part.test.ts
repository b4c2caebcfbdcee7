import type { Bytes, CodecPlugin, Region } from "@zarrkit/plugin-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateView, subview } from "../../src/shape/view.js";
import { counted, flip, flipped, pad, plusOne } from "../doubles/codecs.js";
import { bound, int16Spec, little } from "./bound.js";

type Part = { readonly offset: number; readonly length: number };

const shape = [16, 128, 512];
const spec = int16Spec(...shape);
const whole = 2 * 16 * 128 * 512;
const transposed = { name: "transpose", configuration: { order: [2, 0, 1] } };

/** flip() that decodes parts, and writes down how many bytes it was asked for; "borrowed": into one memory, wiped each time. */
function inBlocks(asked: number[], result: "fresh" | "borrowed" = "fresh"): CodecPlugin<"bytes-bytes"> {
  const memory = new Uint8Array(result === "borrowed" ? 4 * whole : 0);
  const answer = (bytes: Bytes) => {
    asked.push(bytes.length);
    if (result === "fresh") return flipped(bytes);
    memory.fill(0xee);
    memory.set(flipped(bytes));
    return memory.subarray(0, bytes.length);
  };
  return flip("in-blocks", {
    result,
    decode: (source) => answer(source),
    decodePart(source, { offset, length }) {
      if (offset + length > source.length) throw new Error("nothing is there");
      return length === 1
        ? flipped(source.subarray(offset, offset + 1))
        : answer(source.subarray(offset, offset + length));
    },
  });
}

describe("a region of a chunk that is compressed in blocks", () => {
  const row: Region = { start: [3, 7, 0], shape: [1, 1, 512] };

  it("is decoded from its own bytes where they are few", async () => {
    const asked: number[] = [];
    const pipeline = await bound([little, inBlocks(asked)], spec);
    const original = counted("int16", shape);
    const view = allocateView(spec.dataType, row.shape);
    pipeline.decodeInto!(pipeline.encode!(original), view, row);
    expect([...(view.data as Int16Array)]).toEqual(
      [...(original.data as Int16Array)].slice(3 * 65536 + 3584, 3 * 65536 + 4096),
    );
    expect(asked).toEqual([1024]);
  });

  it("is decoded with all of it where it reaches through most blocks", async () => {
    for (const region of [
      { start: [0, 0, 0], shape: [16, 1, 1] },
      { start: [0, 0, 0], shape: [16, 128, 1] },
      { start: [0, 0, 0], shape: [7, 128, 512] },
    ]) {
      const asked: number[] = [];
      const pipeline = await bound([little, inBlocks(asked)], spec);
      const view = allocateView(spec.dataType, region.shape);
      pipeline.decodeInto!(pipeline.encode!(counted("int16", shape)), view, region);
      expect(asked).toEqual([whole]);
    }
  });

  it("is decoded with all of it where its runs are so many that finding them costs more", async () => {
    const asked: number[] = [];
    const pipeline = await bound([little, inBlocks(asked)], int16Spec(5, 4096, 64));
    const region = { start: [0, 0, 0], shape: [1, 4096, 1] };
    const view = allocateView(spec.dataType, region.shape);
    pipeline.decodeInto!(pipeline.encode!(counted("int16", [5, 4096, 64])), view, region);
    expect(asked).toEqual([2 * 5 * 4096 * 64]);
  });

  it("is decoded from parts that lie apart, each kept while the next is decoded", async () => {
    const asked: number[] = [];
    const large = [4, 1000, 512];
    const pipeline = await bound([little, inBlocks(asked, "borrowed")], int16Spec(...large));
    const region = { start: [0, 5, 8], shape: [2, 1, 4], step: [3, 1, 1] };
    const view = allocateView(spec.dataType, region.shape);
    const original = counted("int16", large);
    pipeline.decodeInto!(pipeline.encode!(original), view, region);
    const at = [0, 3].map((i) => (i * 1000 + 5) * 512 + 8);
    expect([...(view.data as Int16Array)]).toEqual(
      at.flatMap((first) => [...(original.data as Int16Array)].slice(first, first + 4)),
    );
    expect(asked).toEqual([8, 8]);
  });

  it("is decoded from what another codec lent, which no further call finds in place", async () => {
    const memory = new Uint8Array(2 * whole);
    const flippedIn = (bytes: Bytes) => {
      memory.fill(0xee);
      memory.set(flipped(bytes));
      return memory.subarray(0, bytes.length);
    };
    const blocks = flip("in-blocks", {
      result: "borrowed",
      decode: flippedIn,
      decodePart(source, { offset, length }) {
        if (offset + length > source.length) throw new Error("nothing is there");
        return flippedIn(source.slice(offset, offset + length));
      },
    });
    const lending = flip("lending", { result: "borrowed", decode: flippedIn });
    const pipeline = await bound([little, blocks, lending], spec);
    const original = counted("int16", shape);
    const view = allocateView(spec.dataType, row.shape);
    pipeline.decodeInto!(pipeline.encode!(original), view, row);
    expect([...(view.data as Int16Array)]).toEqual(
      [...(original.data as Int16Array)].slice(3 * 65536 + 3584, 3 * 65536 + 4096),
    );
  });

  it("is decoded with all of it where the chunk is small", async () => {
    const asked: number[] = [];
    const pipeline = await bound([little, inBlocks(asked)], int16Spec(256, 256));
    const view = allocateView(spec.dataType, [1, 1]);
    pipeline.decodeInto!(pipeline.encode!(counted("int16", [256, 256])), view, { start: [9, 9], shape: [1, 1] });
    expect(asked).toEqual([2 * 256 * 256]);
  });

  const lists: Record<string, (asked: number[]) => Parameters<typeof bound>[0]> = {
    "the codec alone": (asked) => [little, inBlocks(asked)],
    "results that the next call overwrites": (asked) => [little, inBlocks(asked, "borrowed")],
    "big-endian and a transpose": (asked) => [
      transposed,
      { name: "bytes", configuration: { endian: "big" } },
      inBlocks(asked),
    ],
    "values computed, and further codecs after": (asked) => [plusOne(), little, inBlocks(asked), flip(), pad(3)],
  };

  it.each(Object.entries(lists))("has the elements that the whole chunk has there: %s", async (_, list) => {
    const asked: number[] = [];
    const pipeline = await bound(list(asked), spec);
    const original = counted("int16", shape);
    const encoded = pipeline.encode!(original);
    const axis = (length: number) =>
      fc
        .tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 }))
        .map(([start, step, most]) => ({
          start,
          step,
          count: Math.min(most, Math.floor((length - 1 - start) / step) + 1),
        }));
    fc.assert(
      fc.property(axis(16), axis(128), axis(512), (...axes) => {
        const region = {
          start: axes.map(({ start }) => start),
          step: axes.map(({ step }) => step),
          shape: axes.map(({ count }) => count),
        };
        const view = allocateView(spec.dataType, region.shape);
        pipeline.decodeInto!(encoded, view, region);
        const expected = allocateView(spec.dataType, region.shape);
        const part = subview(original, region);
        let at = 0;
        for (let i = 0; i < region.shape[0]!; i++)
          for (let j = 0; j < region.shape[1]!; j++)
            for (let k = 0; k < region.shape[2]!; k++)
              expected.data[at++] =
                part.data[part.offset + i * part.strides[0]! + j * part.strides[1]! + k * part.strides[2]!];
        expect(view.data).toEqual(expected.data);
      }),
      { numRuns: 20 },
    );
    expect(asked.some((bytes) => bytes < whole)).toBe(true);
  });

  it("is refused as the whole chunk is where it decodes to another size than the document says", async () => {
    for (const length of [whole - 512, whole + 512]) {
      const pipeline = await bound([little, inBlocks([])], spec);
      const view = allocateView(spec.dataType, row.shape);
      const message = `Codec "in-blocks" decoded ${length} bytes where ${whole} were expected.`;
      expect(() => pipeline.decodeInto!(new Uint8Array(length), view, row)).toThrow(message);
    }
  });

  it("names the codec that decodes parts of another length than asked, or fails", async () => {
    const answers =
      (part: () => Bytes) =>
      (source: Bytes, { offset, length }: Part) => {
        if (offset + length > source.length) throw new Error("nothing is there");
        return length === 1 ? source.subarray(0, 1) : part();
      };
    for (const [decodePart, message] of [
      [answers(() => new Uint8Array(3)), 'Codec "in-blocks" decoded 3 bytes where 1024 were expected.'],
      [
        answers(() => {
          throw new Error("torn");
        }),
        'Codec "in-blocks" failed: torn',
      ],
    ] as const) {
      const pipeline = await bound([little, flip("in-blocks", { decodePart })], spec);
      const encoded = pipeline.encode!(counted("int16", shape));
      expect(() => pipeline.decodeInto!(encoded, allocateView(spec.dataType, row.shape), row)).toThrow(message);
    }
  });
});
