/**
 * Byte shuffle: the first bytes of all elements, then their second bytes, and so on. Bytes after the last whole element
 * stay where they are. Source and destination have one length and do not overlap.
 */
export function shuffle(source: Uint8Array, destination: Uint8Array, elementSize: number): void {
  const elements = Math.floor(source.length / elementSize);
  let lane = 0;
  // Four lanes in one pass take half the time of four passes.
  for (; lane + 4 <= elementSize; lane += 4) {
    const first = lane * elements;
    const second = first + elements;
    const third = second + elements;
    const fourth = third + elements;
    for (let i = 0, from = lane; i < elements; i++, from += elementSize) {
      destination[first + i] = source[from]!;
      destination[second + i] = source[from + 1]!;
      destination[third + i] = source[from + 2]!;
      destination[fourth + i] = source[from + 3]!;
    }
  }
  for (; lane < elementSize; lane++) {
    const row = lane * elements;
    for (let i = 0, from = lane; i < elements; i++, from += elementSize) destination[row + i] = source[from]!;
  }
  copyRest(source, destination, elements * elementSize);
}

/** The reverse of `shuffle`. */
export function unshuffle(source: Uint8Array, destination: Uint8Array, elementSize: number): void {
  const elements = Math.floor(source.length / elementSize);
  let lane = 0;
  for (; lane + 4 <= elementSize; lane += 4) {
    const first = lane * elements;
    const second = first + elements;
    const third = second + elements;
    const fourth = third + elements;
    for (let i = 0, to = lane; i < elements; i++, to += elementSize) {
      destination[to] = source[first + i]!;
      destination[to + 1] = source[second + i]!;
      destination[to + 2] = source[third + i]!;
      destination[to + 3] = source[fourth + i]!;
    }
  }
  for (; lane + 2 <= elementSize; lane += 2) {
    const first = lane * elements;
    const second = first + elements;
    for (let i = 0, to = lane; i < elements; i++, to += elementSize) {
      destination[to] = source[first + i]!;
      destination[to + 1] = source[second + i]!;
    }
  }
  for (; lane < elementSize; lane++) {
    const row = lane * elements;
    for (let i = 0, to = lane; i < elements; i++, to += elementSize) destination[to] = source[row + i]!;
  }
  copyRest(source, destination, elements * elementSize);
}

function copyRest(source: Uint8Array, destination: Uint8Array, from: number): void {
  for (let at = from; at < source.length; at++) destination[at] = source[at]!;
}
