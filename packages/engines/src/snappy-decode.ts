import { CorruptData } from "./corrupt-data.js";
import { copyWithinWindow } from "./window.js";

/**
 * Decodes one raw Snappy block (not the framed format) into `destination` and answers how many bytes that gave. Throws
 * `CorruptData` when the block is malformed, or its length is more than `destination` holds or is not what it gives.
 * Format: https://github.com/google/snappy/blob/main/format_description.txt
 */
export function decodeSnappy(source: Uint8Array, destination: Uint8Array): number {
  const sourceEnd = source.length;
  let from = 0;
  const next = () => {
    if (from >= sourceEnd) throw new CorruptData(`the Snappy block of ${sourceEnd} bytes ends inside an element`);
    return source[from++]!;
  };
  const little = (bytes: number) => {
    let value = 0;
    for (let i = 0; i < bytes; i++) value += next() * 2 ** (8 * i);
    return value;
  };

  let declared = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = next();
    declared += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
    if (shift === 28) throw new CorruptData("the Snappy block's length takes more than 5 bytes");
  }
  if (declared > destination.length) {
    throw new CorruptData(`the Snappy block declares ${declared} bytes where ${destination.length} are expected`);
  }

  let to = 0;
  while (from < sourceEnd) {
    const tag = next();
    const kind = tag & 3;
    let length = (tag >>> 2) + 1;
    if (kind === 0) {
      if (length > 60) length = little(length - 60) + 1;
      if (length > sourceEnd - from)
        throw new CorruptData(`the Snappy block of ${sourceEnd} bytes ends inside a literal`);
      if (length > declared - to) throw tooLong(declared);
      destination.set(source.subarray(from, from + length), to);
      from += length;
      to += length;
      continue;
    }
    let distance: number;
    if (kind === 1) {
      length = ((tag >>> 2) & 7) + 4;
      distance = ((tag >>> 5) << 8) | next();
    } else {
      distance = little(kind === 2 ? 2 : 4);
    }
    if (distance === 0 || distance > to) {
      throw new CorruptData(`the copy at byte ${from} reaches ${distance} bytes back where ${to} are decoded`);
    }
    if (length > declared - to) throw tooLong(declared);
    to = copyWithinWindow(destination, to, distance, length);
  }
  if (to !== declared) throw new CorruptData(`the Snappy block declares ${declared} bytes and gives ${to}`);
  return to;
}

function tooLong(declared: number): CorruptData {
  return new CorruptData(`the Snappy block gives more than the ${declared} bytes it declares`);
}
