import { setArea } from "./inflate/area";
import { atByteBoundary, begin, take } from "./inflate/bits";
import { readCodes, setFixedCodes } from "./inflate/codes";
import { copyBlock } from "./inflate/stored";
import { inflateBlock } from "./inflate/symbols";

/** Raw DEFLATE (RFC 1951). Refuses some valid streams that no encoder writes, and no less than the plain kernel does. */

let end: usize = 0;

export function prepare(pointer: usize): void {
  setArea(pointer);
}

/** Bytes of the source that the stream of the last successful call took. */
export function consumed(): i32 {
  return end as i32;
}

export function inflate(source: usize, length: usize, destination: usize, capacity: usize, option: i32): i32 {
  begin(source, length);
  const destinationEnd = destination + capacity;
  let to = destination;
  for (let isLast = false; !isLast; ) {
    isLast = take(1) === 1;
    const kind = take(2);
    if (kind === 0) {
      to = copyBlock(to, destinationEnd);
    } else if (kind === 3) {
      return -1;
    } else {
      if (kind === 1) setFixedCodes();
      else if (!readCodes()) return -1;
      to = inflateBlock(destination, to, destinationEnd);
    }
    if (to === 0) return -1;
  }
  const stop = atByteBoundary();
  if (stop > source + length) return -1;
  end = stop - source;
  return (to - destination) as i32;
}
