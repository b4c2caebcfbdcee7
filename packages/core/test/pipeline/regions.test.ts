import type { CodecPlugin, Extension, Region, View } from "@zarrkit/plugin-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateView, subview } from "../../src/shape/view.js";
import { counted, flatten, flip, plusOne } from "../doubles/codecs.js";
import { bound, int16Spec, little } from "./bound.js";

const shape = [3, 4, 5];
const transposed = (...order: number[]): Extension => ({ name: "transpose", configuration: { order } });

const lists: Readonly<Record<string, readonly (CodecPlugin | Extension)[]>> = {
  "bytes alone": [little],
  "one transpose": [transposed(1, 2, 0), little],
  "two transposes": [transposed(1, 2, 0), transposed(0, 2, 1), little],
  "three transposes and big-endian bytes": [
    transposed(2, 0, 1),
    transposed(2, 0, 1),
    transposed(1, 0, 2),
    { name: "bytes", configuration: { endian: "big" } },
  ],
  "values computed": [plusOne(), little, flip()],
  "values computed between transposes": [transposed(1, 2, 0), plusOne(), transposed(2, 1, 0), little, flip()],
  "a layout without regions": [flatten(), little],
  "a layout without regions behind a transpose": [transposed(1, 2, 0), flatten(), little],
  "values computed behind a layout without regions": [flatten(), plusOne(), little, flip()],
};

/** A region of the chunk with steps. */
const region: fc.Arbitrary<Required<Region>> = fc
  .tuple(
    ...shape.map((length) =>
      fc.tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: length })),
    ),
  )
  .map((axes) => ({
    start: axes.map(([start]) => start),
    step: axes.map(([, step]) => step),
    shape: axes.map(([start, step, most], axis) => Math.min(most, Math.floor((shape[axis]! - 1 - start) / step) + 1)),
  }));

/** Elements in C order by walking the indices. */
function elements({ data, offset, shape: lengths, strides }: View): number[] {
  let at = [offset];
  lengths.forEach((length, axis) => {
    at = at.flatMap((base) => Array.from({ length }, (_, i) => base + i * strides[axis]!));
  });
  return at.map((position) => data[position] as number);
}

describe("a region decodes to what the whole chunk has there", () => {
  it.each(Object.keys(lists))("%s", async (name) => {
    const pipeline = await bound(lists[name]!, int16Spec(...shape));
    const original = counted("int16", shape);
    const encoded = pipeline.encode!(original);
    const before = [...encoded];
    fc.assert(
      fc.property(region, fc.boolean(), (part, isReversed) => {
        const destination = allocateView(
          original.data.length ? int16Spec().dataType : int16Spec().dataType,
          part.shape,
        );
        // A destination with permuted, negative strides, as a reversed selection of a transposed result has.
        const view: View = isReversed
          ? {
              ...destination,
              offset: destination.data.length - 1,
              strides: destination.strides.map((stride) => -stride),
            }
          : destination;
        pipeline.decodeInto!(encoded, view, part);
        expect(elements(view)).toEqual(elements(subview(original, part)));
      }),
      { numRuns: 60 },
    );
    expect([...encoded]).toEqual(before);
  });

  it.each(Object.keys(lists))("%s: a whole chunk goes to any strides, and comes from any", async (name) => {
    const pipeline = await bound(lists[name]!, int16Spec(...shape));
    const original = counted("int16", shape);
    const turned: View = { ...original, offset: 59, strides: original.strides.map((stride) => -stride) };
    const destination = allocateView(int16Spec().dataType, [...shape].reverse());
    const view: View = { ...destination, shape, strides: [...destination.strides].reverse() };
    pipeline.decodeInto!(pipeline.encode!(turned), view);
    expect(elements(view)).toEqual(elements(original).reverse());
  });
});
