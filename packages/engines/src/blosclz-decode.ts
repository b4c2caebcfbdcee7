import { CorruptData, DestinationFull } from "./corrupt-data.js";
import { copyWithinWindow } from "./window.js";

/** Distances above this are stored as 16 bits on top of it (c-blosc 1.21, blosc/blosclz.c). */
export const nearDistance = 8191;

/**
 * Decodes one BloscLZ stream into `destination` and answers how many bytes that gave. Throws `CorruptData` when the
 * stream is malformed or gives more than `destination` holds.
 */
export function decodeBloscLz(source: Uint8Array, destination: Uint8Array): number {
  const sourceEnd = source.length;
  const capacity = destination.length;
  let from = 0;
  let to = 0;
  const next = () => {
    if (from >= sourceEnd) throw new CorruptData(`the BloscLZ stream of ${sourceEnd} bytes ends inside an instruction`);
    return source[from++]!;
  };

  // The top bits of the first byte tell the encoder's level; it always begins with a literal run.
  let control = next() & 31;
  for (;;) {
    const length = control < 32 ? control + 1 : matchLength();
    if (length > capacity - to) throw new DestinationFull("the BloscLZ stream", capacity);
    if (control < 32) {
      if (length > sourceEnd - from) {
        throw new CorruptData(`the BloscLZ stream of ${sourceEnd} bytes ends inside a literal run`);
      }
      for (const end = from + length; from < end; ) destination[to++] = source[from++]!;
    } else {
      const distance = matchDistance();
      if (distance > to) {
        throw new CorruptData(`a match at byte ${from} reaches ${distance} bytes back where ${to} are decoded`);
      }
      to = copyWithinWindow(destination, to, distance, length);
    }
    if (from === sourceEnd) return to;
    control = next();
  }

  function matchLength(): number {
    let length = (control >>> 5) + 2;
    if (length === 9) {
      let more: number;
      do {
        more = next();
        length += more;
      } while (more === 255);
    }
    return length;
  }

  function matchDistance(): number {
    const high = (control & 31) << 8;
    const low = next();
    if (high + low < nearDistance) return high + low + 1;
    const far = next() << 8;
    return far + next() + nearDistance + 1;
  }
}
