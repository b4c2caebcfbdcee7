import type { DeflateBits } from "./deflate-bits.js";
import { codeFor } from "./deflate-codes.js";
import { codeLengthOrder } from "./deflate-tables.js";

/** The lengths of a block's two codes as the block tells them (RFC 1951, section 3.2.7). */
export interface CodeDescription {
  readonly bits: number;
  write(output: DeflateBits): void;
}

/** Bits behind the symbols that stand for repetitions: 16 repeats the length before, 17 and 18 are zeros. */
const extraBits = [2, 3, 7];

export function describeCodes(literals: Uint8Array, distances: Uint8Array): CodeDescription {
  const literalCount = Math.max(257, usedOf(literals));
  const distanceCount = Math.max(1, usedOf(distances));
  const { symbols, extras } = runs([...literals.subarray(0, literalCount), ...distances.subarray(0, distanceCount)]);
  const counts = new Uint32Array(19);
  for (const symbol of symbols) counts[symbol]!++;
  const code = codeFor(counts, 7);
  let told = 19;
  while (told > 4 && code.lengths[codeLengthOrder[told - 1]!] === 0) told--;

  let bits = 5 + 5 + 4 + 3 * told;
  for (const symbol of symbols) bits += code.lengths[symbol]! + (extraBits[symbol - 16] ?? 0);
  return {
    bits,
    write(output) {
      output.put(literalCount - 257, 5);
      output.put(distanceCount - 1, 5);
      output.put(told - 4, 4);
      for (const symbol of codeLengthOrder.slice(0, told)) output.put(code.lengths[symbol]!, 3);
      for (const [i, symbol] of symbols.entries()) {
        output.putCode(code.entries[symbol]!);
        output.put(extras[i]!, extraBits[symbol - 16] ?? 0);
      }
    },
  };
}

function usedOf(lengths: Uint8Array): number {
  let used = lengths.length;
  while (used > 0 && lengths[used - 1] === 0) used--;
  return used;
}

/** Lengths, those that repeat taken together. */
function runs(lengths: readonly number[]): { symbols: number[]; extras: number[] } {
  const symbols: number[] = [];
  const extras: number[] = [];
  const add = (symbol: number, extra = 0) => {
    symbols.push(symbol);
    extras.push(extra);
  };
  for (let at = 0; at < lengths.length; ) {
    const length = lengths[at]!;
    let end = at + 1;
    while (end < lengths.length && lengths[end] === length) end++;
    if (length > 0) {
      add(length);
      at++;
    }
    while (end - at >= 3) {
      const run = Math.min(end - at, length > 0 ? 6 : 138);
      if (length > 0) add(16, run - 3);
      else if (run <= 10) add(17, run - 3);
      else add(18, run - 11);
      at += run;
    }
    for (; at < end; at++) add(length);
  }
  return { symbols, extras };
}
