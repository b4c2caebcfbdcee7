/**
 * Bit shuffle: bit 0 of byte 0 of every element, then bit 1, and so on, each row packed from its lowest bit up. It works
 * on groups of 8 elements: a source whose count of whole elements is no multiple of 8 is copied as it is, and so are
 * bytes after the last whole element (this is what c-blosc 1 stores). Source and destination have one length and do not
 * overlap.
 */
export function bitShuffle(source: Uint8Array, destination: Uint8Array, elementSize: number): void {
  transposeBits(source, destination, elementSize, true);
}

/** The reverse of `bitShuffle`. */
export function bitUnshuffle(source: Uint8Array, destination: Uint8Array, elementSize: number): void {
  transposeBits(source, destination, elementSize, false);
}

function transposeBits(source: Uint8Array, destination: Uint8Array, elementSize: number, forward: boolean): void {
  const elements = Math.floor(source.length / elementSize);
  if (elements % 8 !== 0) {
    destination.set(source);
    return;
  }
  const groups = elements / 8;
  // Where the 8 bytes of one square lie: on the element side `elementSize` apart, on the bit side one row apart.
  const [readStep, writeStep] = forward ? [elementSize, groups] : [groups, elementSize];
  for (let lane = 0; lane < elementSize; lane++) {
    const row = lane * 8 * groups;
    for (let group = 0; group < groups; group++) {
      const element = group * 8 * elementSize + lane;
      let from = forward ? element : row + group;
      let to = forward ? row + group : element;

      let low = source[from]!;
      low |= source[(from += readStep)]! << 8;
      low |= source[(from += readStep)]! << 16;
      low |= source[(from += readStep)]! << 24;
      let high = source[(from += readStep)]!;
      high |= source[(from += readStep)]! << 8;
      high |= source[(from += readStep)]! << 16;
      high |= source[(from += readStep)]! << 24;

      // Transposes the 8 × 8 bits by swapping squares of 1, 2 and 4 bits across the diagonal.
      let swap = (low ^ (low >>> 7)) & 0x00aa00aa;
      low ^= swap ^ (swap << 7);
      swap = (high ^ (high >>> 7)) & 0x00aa00aa;
      high ^= swap ^ (swap << 7);
      swap = (low ^ (low >>> 14)) & 0x0000cccc;
      low ^= swap ^ (swap << 14);
      swap = (high ^ (high >>> 14)) & 0x0000cccc;
      high ^= swap ^ (swap << 14);
      swap = (low ^ (high << 4)) & 0xf0f0f0f0;
      low ^= swap;
      high ^= swap >>> 4;

      destination[to] = low;
      destination[(to += writeStep)] = low >>> 8;
      destination[(to += writeStep)] = low >>> 16;
      destination[(to += writeStep)] = low >>> 24;
      destination[(to += writeStep)] = high;
      destination[(to += writeStep)] = high >>> 8;
      destination[(to += writeStep)] = high >>> 16;
      destination[(to += writeStep)] = high >>> 24;
    }
  }
  for (let at = elements * elementSize; at < source.length; at++) destination[at] = source[at]!;
}
