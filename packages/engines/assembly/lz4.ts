import { copyMatch } from "./copies/match";

/** LZ4 blocks. Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md */
export function decode(source: usize, length: usize, destination: usize, capacity: usize): i32 {
  const sourceEnd = source + length;
  const destinationEnd = destination + capacity;
  let from = source;
  let to = destination;
  while (true) {
    if (from >= sourceEnd) return -1;
    const token: usize = load<u8>(from++);

    let literals = token >> 4;
    if (literals < 15 && sourceEnd - from >= 16 && destinationEnd - to >= 16) {
      v128.store(to, v128.load(from));
    } else {
      if (literals === 15) {
        let more: usize;
        do {
          if (from >= sourceEnd) return -1;
          more = load<u8>(from++);
          literals += more;
        } while (more === 255 && literals <= capacity);
      }
      if (literals > sourceEnd - from || literals > destinationEnd - to) return -1;
      memory.copy(to, from, literals);
    }
    from += literals;
    to += literals;
    // The last sequence has no match: it ends with the block.
    if (from === sourceEnd) return (to - destination) as i32;

    if (sourceEnd - from < 2) return -1;
    const distance: usize = load<u16>(from);
    from += 2;
    if (distance === 0 || distance > to - destination) return -1;
    let matched = (token & 15) + 4;
    if (matched === 19) {
      let more: usize;
      do {
        if (from >= sourceEnd) return -1;
        more = load<u8>(from++);
        matched += more;
      } while (more === 255 && matched <= capacity);
    }
    if (matched > destinationEnd - to) return -1;
    to = copyMatch(to, distance, matched, destinationEnd);
  }
}
