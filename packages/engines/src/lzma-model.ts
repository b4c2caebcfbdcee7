/**
 * The adaptive model of LZMA, as decoder and encoder share it: every binary decision has a probability of being 0, in
 * steps of 1/2048. Reference: the LZMA specification by Igor Pavlov (https://www.7-zip.org/sdk.html, lzma-specification.txt).
 */

/** How literals and positions select probabilities. */
export interface LzmaProperties {
  /** High bits of the byte before that select a literal's probabilities. */
  readonly literalContextBits: number;
  /** Low bits of the position that select a literal's probabilities. */
  readonly literalPositionBits: number;
  /** Low bits of the position that select everything else's. */
  readonly positionBits: number;
}

export const probabilityBits = 11;
export const half = 1 << (probabilityBits - 1);
export const moveBits = 5;
export const states = 12;
/** States below this one say that the last symbol was a literal. */
export const firstMatchState = 7;
export const leastMatch = 2;
export const mostMatch = 273;
export const slotBits = 6;
export const lengthStates = 4;
export const firstModelSlot = 4;
export const firstAlignedSlot = 14;
export const alignBits = 4;
/** The distance, counted from 0, that marks the end of a stream. */
export const endDistance = 0xffffffff;

const lowLengths = 8;

/** Where the probabilities of one length coder begin within the one array that holds all. */
export class LengthModel {
  readonly choice: number;
  readonly secondChoice: number;
  readonly high: number;
  readonly #low: number;
  readonly #middle: number;
  readonly end: number;

  constructor(start: number) {
    this.choice = start;
    this.secondChoice = start + 1;
    this.#low = start + 2;
    this.#middle = this.#low + 16 * lowLengths;
    this.high = this.#middle + 16 * lowLengths;
    this.end = this.high + 256;
  }

  low(positionState: number): number {
    return this.#low + positionState * lowLengths;
  }

  middle(positionState: number): number {
    return this.#middle + positionState * lowLengths;
  }
}

/** All probabilities of a stream in one array, and where each kind begins. */
export class LzmaModel {
  readonly isMatch = 0;
  readonly isRepeat = this.isMatch + states * 16;
  readonly isRepeat0 = this.isRepeat + states;
  readonly isRepeat1 = this.isRepeat0 + states;
  readonly isRepeat2 = this.isRepeat1 + states;
  readonly isLongRepeat0 = this.isRepeat2 + states;
  readonly slot = this.isLongRepeat0 + states * 16;
  readonly special = this.slot + (lengthStates << slotBits);
  readonly align = this.special + 128;
  readonly matchLength = new LengthModel(this.align + (1 << alignBits));
  readonly repeatLength = new LengthModel(this.matchLength.end);
  readonly literal = this.repeatLength.end;
  readonly properties: LzmaProperties;
  readonly probabilities: Uint16Array;

  constructor(properties: LzmaProperties) {
    this.properties = properties;
    const { literalContextBits, literalPositionBits } = properties;
    this.probabilities = new Uint16Array(this.literal + (0x300 << (literalContextBits + literalPositionBits)));
    this.reset();
  }

  reset(): void {
    this.probabilities.fill(half);
  }

  /** Where the probabilities of a literal begin at that position, after that byte. */
  literalStart(position: number, previous: number): number {
    const { literalContextBits, literalPositionBits } = this.properties;
    const high = (position & ((1 << literalPositionBits) - 1)) << literalContextBits;
    return this.literal + 0x300 * (high + (previous >>> (8 - literalContextBits)));
  }
}

export function afterLiteral(state: number): number {
  return state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
}

export function afterMatch(state: number): number {
  return state < firstMatchState ? 7 : 10;
}

export function afterRepeat(state: number): number {
  return state < firstMatchState ? 8 : 11;
}

export function afterShortRepeat(state: number): number {
  return state < firstMatchState ? 9 : 11;
}

/** The properties as one byte; `undefined` for a byte that holds none. */
export function propertiesFromByte(byte: number): LzmaProperties | undefined {
  if (byte >= 9 * 5 * 5) return undefined;
  return {
    literalContextBits: byte % 9,
    literalPositionBits: Math.floor(byte / 9) % 5,
    positionBits: Math.floor(byte / 45),
  };
}

export function propertiesToByte(properties: LzmaProperties): number {
  return (properties.positionBits * 5 + properties.literalPositionBits) * 9 + properties.literalContextBits;
}
