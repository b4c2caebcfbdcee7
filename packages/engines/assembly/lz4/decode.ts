import { copyLiterals } from "../lanes/copy-literals";
import { copyMatch, copyMatchExactly } from "./copy";
import { patternAt, patternStep } from "./pattern";

/** While so many bytes are left on each side, sequences are decoded with copies that may write beyond their ends. */
const sourceMargin: isize = 64;
const destinationMargin: isize = 96;

/** A literal run or a match of this length in the token goes on in the bytes that follow. */
const longLiterals: usize = 15;
const longMatch: usize = 15;
const leastMatch: usize = 4;

/** Decodes one block; answers the bytes it gave, or −1 when it is malformed or gives more than `capacity`. */
export function decodeBlock(source: usize, length: usize, destination: usize, capacity: usize): isize {
  const sourceEnd = source + length;
  const destinationEnd = destination + capacity;
  let from = source;
  let to = destination;

  // What comes too close to either end, or is malformed there, is left to the loop below, from its token on.
  const fastFrom = (sourceEnd as isize) - sourceMargin;
  const fastTo = (destinationEnd as isize) - destinationMargin;
  while ((from as isize) <= fastFrom && (to as isize) <= fastTo) {
    let at = to;
    let next = from;
    const token: usize = load<u8>(next++);
    let literals = token >> 4;
    if (literals < longLiterals) {
      v128.store(at, v128.load(next));
    } else {
      let more: usize;
      do {
        more = load<u8>(next++);
        literals += more;
      } while (more === 255 && (next as isize) <= fastFrom);
      if (more === 255) break;
      if ((literals as isize) > fastFrom - (next as isize) || (literals as isize) > fastTo - (at as isize)) break;
      copyLiterals(next, at, literals);
    }
    next += literals;
    at += literals;

    const distance: usize = load<u16>(next);
    next += 2;
    if (distance - 1 >= at - destination) return -1;
    let matched = token & 15;
    if (matched < longMatch) {
      if (distance >= 16) {
        v128.store(at, v128.load(at - distance));
        store<u16>(at, load<u16>(at - distance, 16), 16);
      } else {
        const pattern = patternAt(at, distance);
        v128.store(at, pattern);
        v128.store(at + patternStep(distance), pattern);
      }
      matched += leastMatch;
    } else {
      let more: usize;
      do {
        more = load<u8>(next++);
        matched += more;
      } while (more === 255 && (next as isize) <= fastFrom);
      if (more === 255) break;
      matched += leastMatch;
      if ((matched as isize) > fastTo - (at as isize)) break;
      copyMatch(at, distance, matched);
    }
    from = next;
    to = at + matched;
  }

  while (from < sourceEnd) {
    const token: usize = load<u8>(from++);
    let literals = token >> 4;
    if (literals === longLiterals) {
      let more: usize;
      do {
        if (from === sourceEnd) return -1;
        more = load<u8>(from++);
        literals += more;
      } while (more === 255 && literals <= capacity);
    }
    if (literals > sourceEnd - from || literals > destinationEnd - to) return -1;
    memory.copy(to, from, literals);
    from += literals;
    to += literals;
    // The last sequence has no match: it ends with the block.
    if (from === sourceEnd) return to - destination;

    if (sourceEnd - from < 2) return -1;
    const distance: usize = load<u16>(from);
    from += 2;
    if (distance - 1 >= to - destination) return -1;
    let matched = token & 15;
    if (matched === longMatch) {
      let more: usize;
      do {
        if (from === sourceEnd) return -1;
        more = load<u8>(from++);
        matched += more;
      } while (more === 255 && matched <= capacity);
    }
    matched += leastMatch;
    if (matched > destinationEnd - to) return -1;
    copyMatchExactly(to, distance, matched);
    to += matched;
  }
  return -1;
}
