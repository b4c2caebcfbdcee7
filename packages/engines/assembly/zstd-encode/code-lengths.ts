import { area, depths, joinedWeights, occurrences, otherSymbols, parents, sortedSymbols } from "./area";

/** RFC 8878, section 4.2.1: the longest code. */
const longestCode: u32 = 11;

/**
 * Sorts the bytes that occur by how often, the rarest first, equal ones by their value: in `sortedSymbols` lies for each,
 * in 4 bytes, how often it occurs times 256, plus its value. Answers how many there are.
 */
export function sortSymbols(): u32 {
  const one = area + sortedSymbols;
  const other = area + otherSymbols;
  let used: u32 = 0;
  for (let symbol: u32 = 0; symbol < 256; symbol++) {
    const count = load<u32>(area + occurrences + 4 * symbol);
    store<u32>(other + 4 * used, (count << 8) | symbol);
    used += count > 0 ? 1 : 0;
  }
  // None occurs more often than 2^17 times.
  sortBy(8, other, one, used);
  sortBy(14, one, other, used);
  sortBy(20, other, one, used);
  return used;
}

/** One turn of a radix sort, by six bits. */
function sortBy(bit: u32, from: u32, to: u32, length: u32): void {
  const starts = area + joinedWeights;
  memory.fill(starts, 0, 4 * 65);
  for (let i: u32 = 0; i < length; i++) {
    const start = starts + 4 * ((load<u32>(from + 4 * i) >> bit) & 63);
    store<u32>(start, load<u32>(start, 4) + 1, 4);
  }
  for (let i: u32 = 0, sum: u32 = 0; i < 64; i++) {
    sum += load<u32>(starts + 4 * i);
    store<u32>(starts + 4 * i, sum);
  }
  for (let i: u32 = 0; i < length; i++) {
    const key = load<u32>(from + 4 * i);
    const start = starts + 4 * ((key >> bit) & 63);
    const place = load<u32>(start);
    store<u32>(start, place + 1);
    store<u32>(to + 4 * place, key);
  }
}

/**
 * Leaves in `depths`, a byte for each of the sorted symbols, the lengths of the best Huffman code, cut to what the format
 * allows and then set right. Two symbols at least.
 */
export function lengthsOf(used: u32): void {
  findDepths(used);
  const lengths = area + depths;
  // How much of all codes is left, in codes of the greatest length; less than none after the cut.
  let left: i32 = 1 << longestCode;
  for (let i: u32 = 0; i < used; i++) {
    const length = min(<u32>load<u8>(lengths + i), longestCode);
    store<u8>(lengths + i, length);
    left -= 1 << (longestCode - length);
  }
  for (let length = longestCode - 1; left < 0; ) {
    let rarest: u32 = 0;
    while (rarest < used && load<u8>(lengths + rarest) !== <u8>length) rarest++;
    if (rarest === used) {
      length--;
      continue;
    }
    store<u8>(lengths + rarest, length + 1);
    left += 1 << (longestCode - length - 1);
    length = min(length + 1, longestCode - 1);
  }
  // What the last of these steps freed too much is whole codes of the greatest length that is left.
  for (let length = longestCode; left > 0; ) {
    let commonest = used;
    while (commonest > 0 && load<u8>(lengths + commonest - 1) !== <u8>length) commonest--;
    if (commonest === 0) {
      length--;
      continue;
    }
    store<u8>(lengths + commonest - 1, length - 1);
    left -= 1 << (longestCode - length);
  }
}

/** Depth of each leaf of a Huffman tree, by two queues: sorted leaves, and joined nodes, which come sorted by themselves. */
function findDepths(leaves: u32): void {
  const above = area + parents;
  const joined = area + joinedWeights;
  let leaf: u32 = 0;
  let node: u32 = 0;
  for (let made: u32 = 0; made < leaves - 1; made++) {
    let weight: u32 = 0;
    for (let taken = 0; taken < 2; taken++) {
      const ofLeaf: u32 = leaf < leaves ? load<u32>(area + sortedSymbols + 4 * leaf) >> 8 : 0xffffffff;
      const ofNode: u32 = node < made ? load<u32>(joined + 4 * node) : 0xffffffff;
      const isLeaf = ofLeaf <= ofNode;
      weight += isLeaf ? ofLeaf : ofNode;
      store<u16>(above + 2 * (isLeaf ? leaf : leaves + node), leaves + made);
      leaf += isLeaf ? 1 : 0;
      node += isLeaf ? 0 : 1;
    }
    store<u32>(joined + 4 * made, weight);
  }
  const root = 2 * leaves - 2;
  const depth = area + depths;
  store<u8>(depth + root, 0);
  for (let id = <i32>root - 1; id >= 0; id--) {
    store<u8>(depth + id, load<u8>(depth + load<u16>(above + 2 * id)) + 1);
  }
}
