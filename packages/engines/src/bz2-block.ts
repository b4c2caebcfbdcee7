import type { BitReader } from "./bz2-bits.js";
import { groupLength, mostTables } from "./bz2-format.js";
import { CorruptData } from "./corrupt-data.js";

/** Codes are up to 20 bits long; those up to this length are found by one look-up. */
const mostBits = 20;
const primaryBits = 10;

/**
 * Reads a block's symbols, undoes Huffman coding, runs of zeros and move-to-front, and puts the bytes into the low bits of
 * `block`. Answers how many there are; `tooMany` is called when there are more than `most`, and throws.
 */
export function readBlockSymbols(bits: BitReader, block: Uint32Array, most: number, tooMany: () => never): number {
  const front = readAlphabet(bits);
  const endSymbol = front.length + 1;
  const { tables, selectors } = readTables(bits, endSymbol + 1);

  let length = 0;
  let group = 0;
  let left = 0;
  let find = tables[0]!;
  let run = 0;
  let weight = 1;
  for (;;) {
    if (left === 0) {
      const selected = selectors[group++];
      if (selected === undefined) throw new CorruptData("a bzip2 block has more symbols than its selectors cover");
      find = tables[selected]!;
      left = groupLength;
    }
    left--;
    const symbol = find(bits);
    // Symbols 0 and 1 write the length of a run of the front byte, in digits 1 and 2 of base 2, lowest first.
    if (symbol < 2) {
      run += weight << symbol;
      weight *= 2;
      if (run > most) tooMany();
      continue;
    }
    if (run > 0) {
      if (run > most - length) tooMany();
      block.fill(front[0]!, length, length + run);
      length += run;
      run = 0;
      weight = 1;
    }
    if (symbol === endSymbol) return length;
    if (length === most) tooMany();
    const byte = front[symbol - 1]!;
    front.copyWithin(1, 0, symbol - 1);
    front[0] = byte;
    block[length++] = byte;
  }
}

/** The byte values that occur, by a map of 16 maps of 16 bits. */
function readAlphabet(bits: BitReader): Uint8Array {
  const used = bits.take(16);
  const values: number[] = [];
  for (let high = 0; high < 16; high++) {
    if (!((used >>> (15 - high)) & 1)) continue;
    const map = bits.take(16);
    for (let low = 0; low < 16; low++) if ((map >>> (15 - low)) & 1) values.push(high * 16 + low);
  }
  if (values.length === 0) throw new CorruptData("a bzip2 block uses no byte values");
  return Uint8Array.from(values);
}

type Find = (bits: BitReader) => number;

function readTables(
  bits: BitReader,
  symbols: number,
): { readonly tables: readonly Find[]; readonly selectors: Uint8Array } {
  const tableCount = bits.take(3);
  if (tableCount < 2 || tableCount > mostTables) throw new CorruptData(`a bzip2 block has ${tableCount} Huffman codes`);
  const selectors = new Uint8Array(bits.take(15));
  if (selectors.length === 0) throw new CorruptData("a bzip2 block has no selectors");
  const front = Uint8Array.from({ length: tableCount }, (_, i) => i);
  for (let i = 0; i < selectors.length; i++) {
    let place = 0;
    while (bits.take(1) === 1)
      if (++place >= tableCount) throw new CorruptData("a bzip2 selector names no Huffman code");
    const selected = front[place]!;
    front.copyWithin(1, 0, place);
    front[0] = selected;
    selectors[i] = selected;
  }
  return { tables: Array.from({ length: tableCount }, () => huffmanFinder(readLengths(bits, symbols))), selectors };
}

/** Each length is the one before, plus and minus one as often as it takes. */
function readLengths(bits: BitReader, symbols: number): Uint8Array {
  const lengths = new Uint8Array(symbols);
  let length = bits.take(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (;;) {
      if (length < 1 || length > mostBits) throw new CorruptData(`a bzip2 block has a Huffman code of ${length} bits`);
      if (bits.take(1) === 0) break;
      length += bits.take(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return lengths;
}

/** Finds the next symbol of a canonical code, highest bit first; throws `CorruptData` where there is none. */
function huffmanFinder(lengths: Uint8Array): Find {
  const counts = new Uint32Array(mostBits + 2);
  for (const length of lengths) counts[length]!++;
  const first = new Uint32Array(mostBits + 2);
  const rank = new Uint32Array(mostBits + 2);
  for (let length = 1; length <= mostBits; length++) {
    first[length + 1] = (first[length]! + counts[length]!) * 2;
    rank[length + 1] = rank[length]! + counts[length]!;
  }
  const sorted = new Uint16Array(lengths.length);
  const primary = new Uint16Array(1 << primaryBits);
  const place = rank.slice();
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    const order = place[length]!++;
    sorted[order] = symbol;
    if (length > primaryBits) continue;
    const start = (first[length]! + order - rank[length]!) << (primaryBits - length);
    primary.fill((symbol << 5) | length, start, start + (1 << (primaryBits - length)));
  }

  return (bits) => {
    const ahead = bits.peek(mostBits);
    const entry = primary[ahead >>> (mostBits - primaryBits)]!;
    if (entry !== 0) {
      bits.skip(entry & 31);
      return entry >>> 5;
    }
    for (let length = primaryBits + 1; length <= mostBits; length++) {
      const order = (ahead >>> (mostBits - length)) - first[length]!;
      if (order >= 0 && order < counts[length]!) {
        bits.skip(length);
        return sorted[rank[length]! + order]!;
      }
    }
    throw new CorruptData("a bzip2 block uses a Huffman code that it does not define");
  };
}
