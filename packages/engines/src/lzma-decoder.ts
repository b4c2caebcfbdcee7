import { CorruptData, DestinationFull } from "./corrupt-data.js";
import {
  afterLiteral,
  afterMatch,
  afterRepeat,
  afterShortRepeat,
  endDistance,
  firstMatchState,
  LzmaModel,
  type LzmaProperties,
} from "./lzma-model.js";
import { readDistance, readLength } from "./lzma-values.js";
import { RangeDecoder } from "./range-decoder.js";
import { copyWithinWindow } from "./window.js";

/** Whether a stream ends by a mark: never (its length is declared), if it likes to, or always. */
export type EndMark = "none" | "optional" | "required";

/** Decodes the symbols of LZMA into a destination, which is its dictionary as well. */
export class LzmaDecoder {
  /** Position in the destination after the last byte. */
  to: number;
  readonly #destination: Uint8Array;
  #model: LzmaModel;
  /** Where the dictionary begins: nothing before it is reached. */
  #dictionaryStart: number;
  #state = 0;
  /** The four last distances, counted from 0, the newest first. */
  #repeat0 = 0;
  #repeat1 = 0;
  #repeat2 = 0;
  #repeat3 = 0;

  constructor(destination: Uint8Array, start: number, properties: LzmaProperties) {
    this.#destination = destination;
    this.to = start;
    this.#dictionaryStart = start;
    this.#model = new LzmaModel(properties);
  }

  /** Forgets what was decoded: matches reach back to here. */
  resetDictionary(): void {
    this.#dictionaryStart = this.to;
  }

  resetState(properties: LzmaProperties = this.#model.properties): void {
    if (properties === this.#model.properties) this.#model.reset();
    else this.#model = new LzmaModel(properties);
    this.#state = 0;
    this.#repeat0 = this.#repeat1 = this.#repeat2 = this.#repeat3 = 0;
  }

  /** Takes bytes that were stored as they are. */
  store(bytes: Uint8Array): void {
    if (bytes.length > this.#destination.length - this.to)
      throw new DestinationFull("the LZMA data", this.#destination.length);
    this.#destination.set(bytes, this.to);
    this.to += bytes.length;
  }

  /**
   * Decodes `source[at, end)` until `limit` is reached in the destination, or the mark that ends a stream is met. Answers
   * the position in the source after the last byte read, and whether the mark was met.
   */
  decode(
    source: Uint8Array,
    at: number,
    end: number,
    limit: number,
    mark: EndMark,
  ): { readonly at: number; readonly ended: boolean } {
    const range = new RangeDecoder(source, at, end);
    const model = this.#model;
    const { probabilities } = model;
    const positionMask = (1 << model.properties.positionBits) - 1;
    while (this.to < limit || mark === "required" || (mark === "optional" && !range.finished)) {
      const positionState = (this.to - this.#dictionaryStart) & positionMask;
      if (range.bit(probabilities, model.isMatch + (this.#state << 4) + positionState) === 0) {
        if (this.to >= limit) throw this.#tooLong(limit);
        this.#literal(range);
        continue;
      }
      let length: number;
      if (range.bit(probabilities, model.isRepeat + this.#state) === 0) {
        length = readLength(range, model, model.matchLength, positionState);
        this.#repeat3 = this.#repeat2;
        this.#repeat2 = this.#repeat1;
        this.#repeat1 = this.#repeat0;
        this.#repeat0 = readDistance(range, model, length);
        this.#state = afterMatch(this.#state);
        if (this.#repeat0 === endDistance) {
          if (mark === "none")
            throw new CorruptData(`the LZMA stream ends by a mark at byte ${range.at}, where none may be`);
          if (!range.finished) throw new CorruptData(`the LZMA stream's end at byte ${range.at} is damaged`);
          return { at: range.at, ended: true };
        }
      } else if (range.bit(probabilities, model.isRepeat0 + this.#state) === 0) {
        if (range.bit(probabilities, model.isLongRepeat0 + (this.#state << 4) + positionState) === 0) {
          length = 1;
          this.#state = afterShortRepeat(this.#state);
        } else {
          length = readLength(range, model, model.repeatLength, positionState);
          this.#state = afterRepeat(this.#state);
        }
      } else {
        this.#rotateRepeats(range);
        length = readLength(range, model, model.repeatLength, positionState);
        this.#state = afterRepeat(this.#state);
      }
      this.#copy(length, limit);
    }
    if (!range.finished) throw new CorruptData(`the LZMA stream's end at byte ${range.at} is damaged`);
    return { at: range.at, ended: false };
  }

  #copy(length: number, limit: number): void {
    const distance = this.#repeat0 + 1;
    const known = this.to - this.#dictionaryStart;
    if (distance > known)
      throw new CorruptData(`an LZMA match reaches ${distance} bytes back where ${known} are decoded`);
    if (length > limit - this.to) throw this.#tooLong(limit);
    this.to = copyWithinWindow(this.#destination, this.to, distance, length);
  }

  #tooLong(limit: number): CorruptData {
    return limit === this.#destination.length
      ? new DestinationFull("the LZMA data", limit)
      : new CorruptData("the LZMA data gives more than it declares");
  }

  #literal(range: RangeDecoder): void {
    const model = this.#model;
    const { probabilities } = model;
    const position = this.to - this.#dictionaryStart;
    const previous = position > 0 ? this.#destination[this.to - 1]! : 0;
    const start = model.literalStart(position, previous);
    let symbol = 1;
    if (this.#state >= firstMatchState) {
      // After a match the byte where it would have gone on is a hint, as long as the bits agree with it.
      const distance = this.#repeat0 + 1;
      if (distance > position)
        throw new CorruptData(`an LZMA literal refers ${distance} bytes back where ${position} are decoded`);
      let hint = this.#destination[this.to - distance]!;
      while (symbol < 0x100) {
        const hintBit = (hint >>> 7) & 1;
        hint <<= 1;
        const bit = range.bit(probabilities, start + ((1 + hintBit) << 8) + symbol);
        symbol = symbol * 2 + bit;
        if (hintBit !== bit) break;
      }
    }
    while (symbol < 0x100) symbol = symbol * 2 + range.bit(probabilities, start + symbol);
    this.#destination[this.to++] = symbol;
    this.#state = afterLiteral(this.#state);
  }

  #rotateRepeats(range: RangeDecoder): void {
    const model = this.#model;
    let distance = this.#repeat1;
    if (range.bit(model.probabilities, model.isRepeat1 + this.#state) === 1) {
      distance = this.#repeat2;
      if (range.bit(model.probabilities, model.isRepeat2 + this.#state) === 1) {
        distance = this.#repeat3;
        this.#repeat3 = this.#repeat2;
      }
      this.#repeat2 = this.#repeat1;
    }
    this.#repeat1 = this.#repeat0;
    this.#repeat0 = distance;
  }
}
