import type { Bytes, ChunkSpec, View } from "@zarrkit/plugin-api";
import { same } from "../expect.js";
import { cOrder, copyElements, gather, positionsOf } from "./view.js";

/** Sets every element of a view to the spec's fill value. */
export function fillView(spec: ChunkSpec, destination: View): void {
  const one = filledElement(spec);
  for (const offset of positionsOf(destination))
    copyElements(one, { ...destination, offset, shape: [1], strides: [0] });
}

/** True when every element of a view is the spec's fill value, bit for bit. */
export function isFilled(spec: ChunkSpec, source: View): boolean {
  const one = gather(filledElement(spec), spec.dataType);
  return positionsOf(source).every((offset) =>
    sameBits(gather({ ...source, offset, shape: [1], strides: [0] }, spec.dataType), one),
  );
}

function filledElement({ dataType, fillValue }: ChunkSpec): View {
  const one = cOrder(dataType.allocate(1), [1], dataType.lanes);
  if (dataType.itemSize === undefined) one.data[0] = fillValue;
  else if (fillValue !== undefined) dataType.load(fillValue as Bytes, "little", one);
  return one;
}

function sameBits(a: unknown, b: unknown): boolean {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b)) return same(a, b);
  return same(
    new Uint8Array(a.buffer, a.byteOffset, a.byteLength),
    new Uint8Array(b.buffer, b.byteOffset, b.byteLength),
  );
}
