import { decodeFrame, frameEnd } from "./zstd/frame";
import { fillPredefined } from "./zstd/predefined";
import { refused } from "./zstd/refused";

export { areaLength } from "./zstd/area";

let area: u32 = 0;

/** As `src/zstd-frame.ts` has it, for one answer on every road. */
const mostFrames: u32 = 65536;

const magic: u32 = 0xfd2fb528;
const skippableMagic: u32 = 0x184d2a50;

/** Takes `areaLength` bytes at `pointer` for tables and fills those that never change. */
export function prepare(pointer: u32): void {
  area = pointer;
  fillPredefined(area);
}

/**
 * Decodes all frames of `length` bytes at `source`, passes over skippable ones, and answers how many bytes they gave at
 * `destination`, or `refused`. The two do not overlap, and neither overlaps the area.
 */
export function decode(source: u32, length: u32, destination: u32, capacity: u32): i32 {
  const end = source + length;
  const toEnd = destination + capacity;
  let to = destination;
  let from = source;
  let frames: u32 = 0;
  do {
    if (end - from < 4) return refused;
    const word = load<u32>(from);
    if (word === magic) {
      const written = decodeFrame(area, from + 4, end, to, toEnd);
      if (written < 0) return written;
      to += written;
      from = frameEnd;
      if (++frames > mostFrames) return refused;
    } else if ((word & 0xfffffff0) === skippableMagic) {
      if (end - from < 8 || load<u32>(from, 4) > end - from - 8) return refused;
      from += 8 + load<u32>(from, 4);
    } else {
      return refused;
    }
  } while (from < end);
  return frames === 0 ? refused : to - destination;
}
