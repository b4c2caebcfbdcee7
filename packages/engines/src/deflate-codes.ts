import { canonicalCodes, codeLengths } from "./code-lengths.js";

/** A Huffman code to write with. */
export interface WritingCode {
  /** Bits of each symbol's code; 0 where it does not occur. */
  readonly lengths: Uint8Array;
  /** The codes, lowest bit first, above four bits of their lengths. */
  readonly entries: Uint32Array;
}

/** The code that suits these counts, none of its lengths above `most`. */
export function codeFor(counts: Uint32Array, most: number): WritingCode {
  const used = Array.from(counts.keys()).filter((symbol) => counts[symbol]! > 0);
  const lengths = new Uint8Array(counts.length);
  if (used.length > 0) {
    const short = codeLengths(
      Float64Array.from(used, (symbol) => counts[symbol]!),
      most,
    );
    for (const [i, symbol] of used.entries()) lengths[symbol] = short[i]!;
  }
  return writingCode(lengths);
}

export function writingCode(lengths: Uint8Array): WritingCode {
  const entries = canonicalCodes(lengths).map((code, symbol) => {
    const length = lengths[symbol]!;
    return (reversed(code, length) << 4) | length;
  });
  return { lengths, entries };
}

/** Bits that these counts take when written with that code. */
export function bitsOf(counts: Uint32Array, lengths: Uint8Array): number {
  let bits = 0;
  for (let symbol = 0; symbol < counts.length; symbol++) bits += counts[symbol]! * lengths[symbol]!;
  return bits;
}

function reversed(code: number, length: number): number {
  let bits = 0;
  for (let i = 0; i < length; i++) bits |= ((code >>> i) & 1) << (length - 1 - i);
  return bits;
}
