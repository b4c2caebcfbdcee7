import { crc32 } from "@zarrkit/engines/crc32";
import { type ByteRange, type Bytes, type Key, rangeWithin, type Store } from "@zarrkit/plugin-api";
import { encodeDirectory } from "../src/format/encode-end.js";
import { encodeDirectoryHeader, encodeLocalHeader, newHeading } from "../src/format/encode-headers.js";
import { method } from "../src/format/layout.js";

/** What a sparse archive keeps: zeros are kept nowhere. */
interface Stretch {
  readonly offset: number;
  readonly bytes: Bytes;
}

/** An archive of any size as a value of a store that counts what it is asked for. Values that are a number are so many zeros. */
export function sparseArchive(values: Iterable<readonly [Key, Bytes | number]>, suffixRanges: boolean) {
  const stretches: Stretch[] = [];
  const headers: Bytes[] = [];
  let size = 0;
  for (const [key, value] of values) {
    const length = typeof value === "number" ? value : value.length;
    const crc = typeof value === "number" ? crcOfZeros(value) : crc32(value);
    const content = { method: method.stored, crc, compressedSize: length, size: length };
    const heading = newHeading(key, content, new Date(2024, 1, 29));
    headers.push(encodeDirectoryHeader(heading, size));
    const local = encodeLocalHeader(heading);
    stretches.push({ offset: size, bytes: local });
    size += local.length;
    if (typeof value !== "number") stretches.push({ offset: size, bytes: value });
    size += length;
  }
  const directory = encodeDirectory(headers, size, { comment: new Uint8Array(0), always64: false });
  stretches.push({ offset: size, bytes: directory });
  size += directory.length;

  /** What was asked for, in order: "size", or "from+length" for each range. */
  const asked: string[] = [];
  let transferred = 0;
  const part = (range: ByteRange): Bytes => {
    const { offset, length } = rangeWithin(range, size);
    if (length > 2 ** 26) throw new Error(`${length} bytes were asked for at once`);
    asked.push(`${offset}+${length}`);
    transferred += length;
    const bytes = new Uint8Array(length);
    for (const stretch of stretches) {
      const from = Math.max(offset, stretch.offset);
      const to = Math.min(offset + length, stretch.offset + stretch.bytes.length);
      if (from < to) bytes.set(stretch.bytes.subarray(from - stretch.offset, to - stretch.offset), from - offset);
    }
    return bytes;
  };
  const store = {
    traits: { suffixRanges, coalesceGap: 65_536 },
    async get() {
      throw new Error("the whole archive was asked for");
    },
    async getRange(_: Key, range: ByteRange) {
      if ("suffix" in range && !suffixRanges) throw new Error("a suffix was asked for");
      return part(range);
    },
    async size() {
      asked.push("size");
      return size;
    },
  } satisfies Store;
  return {
    size,
    place: { store, path: "a.zip" },
    /** What was asked for since this was last called. */
    requests: () => asked.splice(0),
    get transferred() {
      return transferred;
    },
  };
}

const known = new Map<number, number>();

/** Of large values parts alone are read, which have none. */
function crcOfZeros(length: number): number {
  if (length > 2 ** 26) return 0;
  let crc = known.get(length);
  if (crc === undefined) known.set(length, (crc = crc32(new Uint8Array(length))));
  return crc;
}
