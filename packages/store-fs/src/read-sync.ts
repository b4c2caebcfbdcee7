import * as fs from "node:fs";
import { type ByteRange, type Bytes, rangeWithin, ZarrError } from "@zarrkit/plugin-api";
import { isMissing } from "./failure.js";
import { allocate, cutShort, longestRead, readFlags, sizeOf } from "./read.js";

/** The range of a value, written into `into` if that is given; `undefined` when there is no value. */
export function readRangeSync(path: string, range: ByteRange, into?: Bytes): Bytes | undefined {
  let descriptor: number;
  try {
    descriptor = fs.openSync(path, readFlags);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const size = sizeOf(descriptor, path);
    if (size === undefined) return undefined;
    const { offset, length } = rangeWithin(range, size);
    if (into && into.length < length) {
      throw new ZarrError("invalid-argument", `${length} bytes of ${path} do not fit into ${into.length}.`, {
        fields: { file: path },
      });
    }
    const bytes = into ? into.subarray(0, length) : allocate(length, path);
    for (let filled = 0; filled < length; ) {
      const count = fs.readSync(descriptor, bytes, filled, Math.min(length - filled, longestRead), offset + filled);
      if (count === 0) throw cutShort(path);
      filled += count;
    }
    return bytes;
  } finally {
    fs.closeSync(descriptor);
  }
}
