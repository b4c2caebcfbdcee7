import { expect, it } from "vitest";
import { bytes } from "../../src/codecs/bytes.js";
import { allocateView, subview } from "../../src/shape/view.js";
import { dataTypeOf } from "../dtype/resolve.js";
import { bound, int16Spec } from "../pipeline/bound.js";

/** Big-endian elements 1, 2, 3 … of a width, at an odd offset. */
function numbered(width: number, count: number): Uint8Array {
  const memory = new Uint8Array(1 + width * count);
  for (let i = 0; i < count; i++) {
    memory[width * (i + 1)] = i + 1;
    memory[1 + width * i] = 0x80;
  }
  return memory.subarray(1);
}

it.each(["int16", "uint32", "float64", "uint64", "complex64"])(
  "big-endian %s at an odd offset lands where a strided destination wants it, whole and in parts",
  async (name) => {
    const dataType = await dataTypeOf(name);
    const spec = { ...int16Spec(3, 4), dataType, fillValue: new Uint8Array(dataType.itemSize!) };
    const pipeline = await bound([bytes({ endian: "big" })], spec);
    const little = await bound([bytes({ endian: "little" })], spec);
    const width = dataType.swapSize ?? dataType.itemSize!;
    const source = numbered(width, (12 * dataType.itemSize!) / width);
    const reversed = new Uint8Array(source.length);
    for (let i = 0; i < source.length; i++) reversed[i] = source[i - (i % width) + width - 1 - (i % width)]!;

    for (const region of [undefined, { start: [1, 0], shape: [2, 2], step: [1, 3] }]) {
      const shape = region?.shape ?? [3, 4];
      const [right, left] = [little, pipeline].map((codec) => {
        const memory = allocateView(dataType, [shape[0]! * 2, shape[1]! * 3]);
        const destination = subview(memory, { start: [1, 1], shape, step: [1, 2] });
        codec.decodeInto!(codec === little ? reversed : source, destination, region);
        return memory.data;
      });
      expect(left).toEqual(right);
      expect(Array.from(left as Uint8Array).some((value) => Number(value) !== 0)).toBe(true);
    }
  },
);
