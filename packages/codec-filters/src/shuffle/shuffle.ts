/**
 * Byte k of element i goes from i · width + k to k · count + i, and back. Four bytes of an element, or two, are read or
 * written as one word, which is more than twice as fast as one by one. Lengths are multiples of the width.
 */
export function shuffle(source: Uint8Array, destination: Uint8Array, width: number): void {
  const count = source.length / width;
  const words = viewOf(source);
  let byte = 0;
  for (; byte + 4 <= width; byte += 4) {
    for (let i = 0, from = byte, to = byte * count; i < count; i++, from += width, to++) {
      const word = words.getUint32(from, true);
      destination[to] = word;
      destination[to + count] = word >>> 8;
      destination[to + 2 * count] = word >>> 16;
      destination[to + 3 * count] = word >>> 24;
    }
  }
  for (; byte + 2 <= width; byte += 2) {
    for (let i = 0, from = byte, to = byte * count; i < count; i++, from += width, to++) {
      const word = words.getUint16(from, true);
      destination[to] = word;
      destination[to + count] = word >>> 8;
    }
  }
  for (; byte < width; byte++) {
    for (let i = 0, from = byte, to = byte * count; i < count; i++, from += width, to++)
      destination[to] = source[from]!;
  }
}

export function unshuffle(source: Uint8Array, destination: Uint8Array, width: number): void {
  const count = source.length / width;
  const words = viewOf(destination);
  let byte = 0;
  for (; byte + 4 <= width; byte += 4) {
    for (let i = 0, from = byte * count, to = byte; i < count; i++, from++, to += width) {
      const lower = source[from]! | (source[from + count]! << 8);
      const upper = source[from + 2 * count]! | (source[from + 3 * count]! << 8);
      words.setInt32(to, lower | (upper << 16), true);
    }
  }
  for (; byte + 2 <= width; byte += 2) {
    for (let i = 0, from = byte * count, to = byte; i < count; i++, from++, to += width) {
      words.setInt16(to, source[from]! | (source[from + count]! << 8), true);
    }
  }
  for (; byte < width; byte++) {
    for (let i = 0, from = byte * count, to = byte; i < count; i++, from++, to += width)
      destination[to] = source[from]!;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
