import type { Bytes } from "@zarrkit/plugin-api";
import { fixed, in64, readLong, signature, viewOf } from "./layout.js";

/** What the end record tells (4.3.14 to 4.3.16). Positions are those in the archive, except where named otherwise. */
export interface EndRecord {
  readonly directoryOffset: number;
  readonly directorySize: number;
  /** Entries that the directory should have; modulo 2^16 where `is64` is false. */
  readonly count: number;
  readonly is64: boolean;
  /** False for a part of an archive in several files. */
  readonly isWhole: boolean;
  readonly comment: Bytes;
  /** Where the first of the end records begins, counted from the beginning of the bytes that were searched. */
  readonly from: number;
  /** Bytes from there to the end of the comment. */
  readonly length: number;
  /** Position of the first end record in the archive, if nothing lies between it and the directory. */
  readonly expectedAt: number;
}

/** The end record whose comment ends where the bytes end; `undefined` when there is none. */
export function findEnd(tail: Bytes): EndRecord | undefined {
  for (let at = tail.length - fixed.end; at >= Math.max(0, tail.length - fixed.end - 0xffff); at--) {
    const record = readEnd(tail, at);
    if (record && record.from + record.length === tail.length) return record;
  }
  return undefined;
}

/** The end record at one place of some bytes, with its zip64 part before it; `undefined` when none is there in full. */
export function readEnd(bytes: Bytes, at: number): EndRecord | undefined {
  if (at < 0 || at + fixed.end > bytes.length) return undefined;
  const view = viewOf(bytes);
  if (view.getUint32(at, true) !== signature.end) return undefined;
  const end = at + fixed.end + view.getUint16(at + 20, true);
  if (end > bytes.length) return undefined;
  const record = {
    directoryOffset: view.getUint32(at + 16, true),
    directorySize: view.getUint32(at + 12, true),
    count: view.getUint16(at + 10, true),
    isWhole:
      [0, in64.short].includes(view.getUint16(at + 4, true)) && [0, in64.short].includes(view.getUint16(at + 6, true)),
    is64: false,
    comment: bytes.subarray(at + fixed.end, end),
    from: at,
    length: end - at,
  };
  const locator = at - fixed.locator64;
  if (locator < 0 || view.getUint32(locator, true) !== signature.locator64) {
    return { ...record, expectedAt: record.directoryOffset + record.directorySize };
  }
  const from = findEnd64(view, locator);
  if (from === undefined) return undefined;
  return {
    ...record,
    directoryOffset: readLong(view, from + 48),
    directorySize: readLong(view, from + 40),
    count: readLong(view, from + 32),
    is64: true,
    isWhole: view.getUint32(locator + 4, true) === 0 && view.getUint32(from + 16, true) === 0,
    from,
    length: end - from,
    expectedAt: readLong(view, locator + 8),
  };
}

/** The zip64 end record ends at its locator; it may carry further data, so its own length has the say. */
function findEnd64(view: DataView, locator: number): number | undefined {
  for (let at = locator - fixed.end64; at >= Math.max(0, locator - 65_536); at--) {
    if (view.getUint32(at, true) === signature.end64 && at + 12 + readLong(view, at + 4) === locator) return at;
  }
  return undefined;
}
