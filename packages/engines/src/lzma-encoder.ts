import { MatchFinder, matchLength } from "./lzma-matches.js";
import {
  afterLiteral,
  afterMatch,
  afterRepeat,
  afterShortRepeat,
  endDistance,
  firstMatchState,
  LzmaModel,
  type LzmaProperties,
  leastMatch,
} from "./lzma-model.js";
import { writeDistance, writeLength } from "./lzma-values.js";
import { RangeEncoder } from "./range-encoder.js";

/** How LZMA is written. */
export interface LzmaEffort {
  readonly properties: LzmaProperties;
  /** Bytes that matches may reach back. */
  readonly dictionarySize: number;
  /** Earlier places tried for each match. */
  readonly depth: number;
}

/** Encodes a source symbol by symbol. */
export class LzmaEncoder {
  /** Position of the next byte to be encoded. */
  at = 0;
  readonly range = new RangeEncoder();
  readonly #source: Uint8Array;
  readonly #model: LzmaModel;
  readonly #matches: MatchFinder;
  #state = 0;
  /** The four last distances, counted from 0, the newest first. */
  #repeats = [0, 0, 0, 0];

  constructor(source: Uint8Array, effort: LzmaEffort) {
    this.#source = source;
    this.#model = new LzmaModel(effort.properties);
    this.#matches = new MatchFinder(source, effort.dictionarySize, effort.depth);
  }

  resetState(): void {
    this.#model.reset();
    this.#state = 0;
    this.#repeats = [0, 0, 0, 0];
  }

  /** Encodes the next symbol: one literal or one match. */
  step(): void {
    const matches = this.#matches;
    const repeat = this.#longestRepeat(this.at);
    matches.find(this.at);
    const { length, distance } = matches;
    if (repeat.length >= leastMatch && isRepeatBetter(repeat.length, length, distance)) {
      this.#repeat(repeat.index, repeat.length);
      return;
    }
    if (length > leastMatch || (length === leastMatch && distance < 128)) {
      // A longer match one byte later is worth a literal now.
      matches.find(this.at + 1);
      const isLater = matches.length > length + 1 || (matches.length > length && matches.distance >>> 7 <= distance);
      if (!isLater) {
        this.#match(length, distance);
        return;
      }
    }
    this.#literal();
  }

  /** Writes the mark that ends a stream of unstated length. */
  end(): void {
    this.#writeMatch(leastMatch, endDistance);
  }

  #longestRepeat(at: number): { readonly index: number; readonly length: number } {
    let best = { index: 0, length: 0 };
    for (let index = 0; index < 4; index++) {
      const candidate = at - this.#repeats[index]! - 1;
      if (candidate < 0) continue;
      const length = matchLength(this.#source, at, candidate);
      if (length > best.length) best = { index, length };
    }
    return best;
  }

  #positionState(): number {
    return this.at & ((1 << this.#model.properties.positionBits) - 1);
  }

  /** The bit that tells literals from matches. */
  #isMatch(bit: number): void {
    const model = this.#model;
    this.range.bit(model.probabilities, model.isMatch + (this.#state << 4) + this.#positionState(), bit);
  }

  #literal(): void {
    const source = this.#source;
    const { at } = this;
    const reach = at - this.#repeats[0]! - 1;
    if (reach >= 0 && source[reach] === source[at] && at > 0) {
      this.#shortRepeat();
      return;
    }
    this.#isMatch(0);
    const model = this.#model;
    const { probabilities } = model;
    const start = model.literalStart(at, at > 0 ? source[at - 1]! : 0);
    const byte = source[at]!;
    let symbol = 1;
    let agrees = this.#state >= firstMatchState;
    for (let i = 7; i >= 0; i--) {
      const bit = (byte >>> i) & 1;
      const hint = agrees ? (source[reach]! >>> i) & 1 : 0;
      this.range.bit(probabilities, start + (agrees ? (1 + hint) << 8 : 0) + symbol, bit);
      agrees &&= hint === bit;
      symbol = symbol * 2 + bit;
    }
    this.#state = afterLiteral(this.#state);
    this.at++;
  }

  #shortRepeat(): void {
    this.#isMatch(1);
    const { range } = this;
    const { probabilities, isRepeat, isRepeat0, isLongRepeat0 } = this.#model;
    range.bit(probabilities, isRepeat + this.#state, 1);
    range.bit(probabilities, isRepeat0 + this.#state, 0);
    range.bit(probabilities, isLongRepeat0 + (this.#state << 4) + this.#positionState(), 0);
    this.#state = afterShortRepeat(this.#state);
    this.at++;
  }

  #repeat(index: number, length: number): void {
    this.#isMatch(1);
    const { range } = this;
    const { probabilities, isRepeat, isRepeat0, isRepeat1, isRepeat2, isLongRepeat0, repeatLength } = this.#model;
    const positionState = this.#positionState();
    range.bit(probabilities, isRepeat + this.#state, 1);
    range.bit(probabilities, isRepeat0 + this.#state, index > 0 ? 1 : 0);
    if (index === 0) {
      range.bit(probabilities, isLongRepeat0 + (this.#state << 4) + positionState, 1);
    } else {
      range.bit(probabilities, isRepeat1 + this.#state, index > 1 ? 1 : 0);
      if (index > 1) range.bit(probabilities, isRepeat2 + this.#state, index > 2 ? 1 : 0);
      this.#repeats.unshift(...this.#repeats.splice(index, 1));
    }
    writeLength(range, this.#model, repeatLength, positionState, length);
    this.#state = afterRepeat(this.#state);
    this.at += length;
  }

  #match(length: number, distance: number): void {
    this.#writeMatch(length, distance);
    this.#repeats = [distance, ...this.#repeats.slice(0, 3)];
    this.at += length;
  }

  #writeMatch(length: number, distance: number): void {
    this.#isMatch(1);
    const model = this.#model;
    this.range.bit(model.probabilities, model.isRepeat + this.#state, 0);
    writeLength(this.range, model, model.matchLength, this.#positionState(), length);
    writeDistance(this.range, model, distance, length);
    this.#state = afterMatch(this.#state);
  }
}

/** A repeated distance is so cheap that it may be a few bytes shorter than a new one. */
function isRepeatBetter(repeatLength: number, length: number, distance: number): boolean {
  const worth = distance >= 32768 ? 3 : distance >= 512 ? 2 : 1;
  return repeatLength + worth >= length;
}
