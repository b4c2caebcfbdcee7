import { type Bytes, codecFailed } from "@zarrkit/plugin-api";

const modes = ["default", "varlength", "object"];

/** Bytes before the data of a block of the default mode: the mode, the number of dimensions, each dimension. */
export const headerSize = (dimensions: number): number => 4 + 4 * dimensions;

/**
 * Shape and data of a block. N5 counts elements with its first dimension fastest and lists dimensions in that order; the
 * transposition in the codec list turns the memory order round, not the axes, so the shape is that of the Zarr array's axes as
 * they stand: N5 dimensions [256, 128] are Zarr's [256, 128]. `codec-failed` unless it is a block of the default mode with
 * that many dimensions, none of them 0.
 */
export function readHeader(source: Bytes, dimensions: number): { shape: number[]; data: Bytes } {
  const size = headerSize(dimensions);
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  if (source.length >= 2 && view.getUint16(0) !== 0) {
    const mode = view.getUint16(0);
    const named = modes[mode] ? `mode "${modes[mode]}"` : `the unknown mode ${mode}`;
    throw codecFailed("n5_default", `a block of ${named}, only "default" is defined for Zarr`);
  }
  if (source.length >= 4 && view.getUint16(2) !== dimensions) {
    throw codecFailed("n5_default", `a block of ${view.getUint16(2)} dimensions, the array has ${dimensions}`);
  }
  if (source.length < size) {
    throw codecFailed("n5_default", `${source.length} bytes are less than the block's header of ${size}`);
  }
  const shape = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis));
  if (shape.includes(0)) throw codecFailed("n5_default", `a block of shape [${shape}] holds nothing`);
  return { shape, data: source.subarray(size) };
}

/** The reverse: a whole block. */
export function withHeader(shape: readonly number[], data: Bytes): Bytes {
  const size = headerSize(shape.length);
  const result = new Uint8Array(size + data.length);
  const view = new DataView(result.buffer);
  view.setUint16(2, shape.length);
  for (const [axis, length] of shape.entries()) view.setUint32(4 + 4 * axis, length);
  result.set(data, size);
  return result;
}
