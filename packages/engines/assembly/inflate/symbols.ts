import { area, distanceBits, distanceTable, literalBits, literalTable } from "./area";
import { bits, isOverrun, refill, skip } from "./bits";
import { isEnd, isLink, isLiteral, isNone } from "./entries";

/**
 * The symbols of one block; answers where they end in the destination, 0 where they are none or do not fit. After a
 * refill of 56 bits there are enough for one literal and a match (15 + 15 + 5 + 15 bits, less than that before its
 * distance), whose extra bits may need another.
 */
export function inflateBlock(destination: usize, to: usize, destinationEnd: usize): usize {
  const literals = area + literalTable;
  const distances = area + distanceTable;
  while (true) {
    refill();
    let entry = find(literals, literalBits);
    if (entry & isLiteral) {
      if (to === destinationEnd) return 0;
      store<u8>(to++, entry >> 16);
      skip(entry & 15);
      entry = find(literals, literalBits);
      if (entry & isLiteral) {
        if (to === destinationEnd) return 0;
        store<u8>(to++, entry >> 16);
        skip(entry & 15);
        entry = find(literals, literalBits);
        if (entry & isLiteral) {
          if (to === destinationEnd) return 0;
          store<u8>(to++, entry >> 16);
          skip(entry & 15);
          continue;
        }
      }
      refill();
    }
    skip(entry & 15);
    if (entry & isEnd) return isOverrun() ? 0 : to;
    if (entry & isNone || (entry & 15) === 0) return 0;
    const length = ((entry >> 16) + extraOf(entry)) as usize;
    entry = find(distances, distanceBits);
    if (entry & isNone || (entry & 15) === 0) return 0;
    skip(entry & 15);
    const distance = ((entry >> 16) + extraOf(entry)) as usize;
    if (distance > to - destination || length > destinationEnd - to || isOverrun()) return 0;
    copyMatch(to, distance, length, destinationEnd);
    to += length;
  }
}

@inline
function find(table: usize, primary: u32): u32 {
  const entry = load<u32>(table + 4 * ((bits as u32) & ((1 << primary) - 1)));
  if (!(entry & isLink)) return entry;
  const rest = ((bits >> primary) as u32) & ((1 << ((entry >> 8) & 15)) - 1);
  return load<u32>(table + 4 * ((entry >> 16) + rest));
}

@inline
function extraOf(entry: u32): u32 {
  const length = (entry >> 8) & 15;
  const extra = (bits as u32) & ((1 << length) - 1);
  skip(length);
  return extra;
}

@inline
function copyMatch(to: usize, distance: usize, length: usize, destinationEnd: usize): void {
  const end = to + length;
  if (distance >= 16 && destinationEnd - end >= 16) {
    // Up to 15 bytes more are written, which what follows writes again.
    do {
      v128.store(to, v128.load(to - distance));
      to += 16;
    } while (to < end);
  } else if (distance === 1) {
    memory.fill(to, load<u8>(to - 1), length);
  } else {
    for (; to < end; to++) store<u8>(to, load<u8>(to - distance));
  }
}
