import { distanceBase, lengthBase } from "./deflate-tables.js";

/** So many, that a code of their own is worth its description, and so few that it suits all of them. */
const mostTokens = 16_384;
/** A symbol that ends the block comes after them. */
export const endOfBlock = 256;
export const literalSymbols = 286;
export const distanceSymbols = 30;

/** Literals and matches of one block, and how often each symbol of its two codes occurs. */
export class DeflateBlock {
  /** A literal is its byte; a match is its distance above nine bits of its length. */
  readonly tokens = new Uint32Array(mostTokens);
  count = 0;
  readonly literalCounts = new Uint32Array(literalSymbols);
  readonly distanceCounts = new Uint32Array(distanceSymbols);

  get isFull(): boolean {
    return this.count >= mostTokens - 1;
  }

  literal(byte: number): void {
    this.tokens[this.count++] = byte;
    this.literalCounts[byte]!++;
  }

  match(length: number, distance: number): void {
    this.tokens[this.count++] = (distance << 9) | length;
    this.literalCounts[lengthSymbol(length)]!++;
    this.distanceCounts[distanceSymbol(distance)]!++;
  }

  clear(): void {
    this.count = 0;
    this.literalCounts.fill(0);
    this.distanceCounts.fill(0);
  }
}

const lengthSymbols = /* @__PURE__ */ symbolTable(lengthBase, 259);
const nearSymbols = /* @__PURE__ */ symbolTable(distanceBase, 257);

export function lengthSymbol(length: number): number {
  return 257 + lengthSymbols[length]!;
}

/** Above 256, distances that agree but for seven bits share a symbol: 128 of them are one entry. */
export function distanceSymbol(distance: number): number {
  return distance <= 256 ? nearSymbols[distance]! : 14 + nearSymbols[((distance - 1) >>> 7) + 1]!;
}

/** For every value below `end`, the last base that is not above it. */
function symbolTable(bases: readonly number[], end: number): Uint8Array {
  const symbols = new Uint8Array(end);
  for (let value = bases[0]!, symbol = 0; value < end; value++) {
    while (symbol + 1 < bases.length && bases[symbol + 1]! <= value) symbol++;
    symbols[value] = symbol;
  }
  return symbols;
}
