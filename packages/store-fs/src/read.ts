import * as fs from "node:fs";
import { type ByteRange, type Bytes, rangeWithin, type Version, ZarrError } from "@zarrkit/plugin-api";
import { atOnce, isAtOnce } from "./at-once.js";
import { open, read } from "./calls.js";
import { releaseDescriptor, takeDescriptor } from "./descriptors.js";
import { isMissing } from "./failure.js";

/** Opening a pipe for reading would wait for a writer for ever, and hold a thread; with O_NONBLOCK it does not. */
export const readFlags = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0);

/**
 * Opens a value within the budget, hands its descriptor out and closes it; `undefined` when there is none. One descriptor
 * sees one stored state of the value, since writes replace files and never change them.
 */
export async function withFile<T>(
  path: string,
  signal: AbortSignal | undefined,
  use: (descriptor: number) => T | Promise<T>,
): Promise<T | undefined> {
  signal?.throwIfAborted();
  let descriptor: number;
  try {
    descriptor = await takeDescriptor(signal, () =>
      isAtOnce() ? atOnce(() => fs.openSync(path, readFlags)) : open(path, readFlags),
    );
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    signal?.throwIfAborted();
    const result = await use(descriptor);
    signal?.throwIfAborted();
    return result;
  } finally {
    close(descriptor);
  }
}

/** Synchronous, since nothing is written out: to hand it to a thread takes longer. What goes wrong spoils no bytes. */
function close(descriptor: number): void {
  try {
    fs.closeSync(descriptor);
  } catch {
    // The system has let go of the descriptor all the same.
  }
  releaseDescriptor();
}

/** Bytes of an open file, `undefined` for a directory. Synchronous, since the system knows them of every open file. */
export function sizeOf(descriptor: number, path: string): number | undefined {
  const stats = fs.fstatSync(descriptor);
  return checkRegular(stats, path) ? stats.size : undefined;
}

/** False for a directory. Pipes and devices are refused: reading them may never end. */
export function checkRegular(stats: fs.StatsBase<bigint | number>, path: string): boolean {
  if (stats.isFile()) return true;
  if (stats.isDirectory()) return false;
  throw new ZarrError("unsupported", `${path} is neither a file nor a directory: it cannot be a value.`, {
    fields: { file: path },
  });
}

/** Exactly the bytes of a range within a value of that size; a short read of a file means that it was cut meanwhile. */
export async function readRange(descriptor: number, range: ByteRange, size: number, path: string): Promise<Bytes> {
  const { offset, length } = rangeWithin(range, size);
  const bytes = allocate(length, path);
  for (let filled = 0; filled < length; ) {
    const wanted = Math.min(length - filled, longestRead);
    const count = isAtOnce(wanted)
      ? atOnce(() => fs.readSync(descriptor, bytes, filled, wanted, offset + filled))
      : await read(descriptor, bytes, filled, wanted, offset + filled);
    if (count === 0) throw cutShort(path);
    filled += count;
  }
  return bytes;
}

/** The system's calls take lengths up to 2^31 - 1. */
export const longestRead = 2 ** 30;

/** Not zeroed, since every byte is read into; and no `Buffer`, whose `slice` makes no copy. */
export function allocate(length: number, path: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(Buffer.allocUnsafeSlow(length).buffer as ArrayBuffer);
  } catch (cause) {
    throw new ZarrError("store-failed", `${path} has ${length} bytes, more than one buffer holds: read it by ranges.`, {
      fields: { file: path },
      cause,
    });
  }
}

export function cutShort(path: string): ZarrError {
  const problem = "became shorter while it was read: something writes into it in place. Read once more.";
  return new ZarrError("conflict", `${path} ${problem}`, { fields: { file: path }, retryable: true });
}

/** Writes set a time of their own to the microsecond, so that a reused inode never looks like the old value. */
export function versionOf(stats: fs.BigIntStats): Version {
  return [stats.ino, stats.mtimeNs, stats.size].map((number) => number.toString(36)).join("-");
}
