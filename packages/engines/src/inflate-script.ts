import { CorruptData, DestinationFull } from "./corrupt-data.js";
import { codeLengthOrder, distanceBase, distanceExtra, fixedCodes, lengthBase, lengthExtra } from "./deflate-tables.js";
import { type HuffmanCode, huffmanCode, primaryBits } from "./huffman.js";
import type { Inflated } from "./inflate.js";
import { copyWithinWindow } from "./window.js";

const endOfBlock = 256;

/** Raw DEFLATE (RFC 1951) in plain TypeScript, with the checks that zlib makes. See `inflateRaw`. */
export function inflateScript(source: Uint8Array, from: number, destination: Uint8Array): Inflated {
  return new Inflater(source, from, destination).run();
}

class Inflater {
  /** Bits read ahead, the next one lowest; `#count` of them are there. Past the end of the source they are zeros. */
  #bits = 0;
  #count = 0;
  #at: number;
  #to = 0;
  readonly #source: Uint8Array;
  readonly #destination: Uint8Array;

  constructor(source: Uint8Array, from: number, destination: Uint8Array) {
    this.#source = source;
    this.#at = from;
    this.#destination = destination;
  }

  run(): Inflated {
    for (let last = false; !last; ) {
      last = this.#take(1) === 1;
      const kind = this.#take(2);
      if (kind === 0) this.#stored();
      else if (kind === 1) this.#compressed(...fixedCodes());
      else if (kind === 2) this.#compressed(...this.#dynamicCodes());
      else throw new CorruptData(`the deflate block before byte ${this.#at} is of the reserved kind`);
    }
    this.#requireRead();
    return { sourceEnd: this.#at - (this.#count >>> 3), length: this.#to };
  }

  #take(count: number): number {
    while (this.#count < count) {
      this.#bits |= this.#source[this.#at++]! << this.#count;
      this.#count += 8;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#count -= count;
    return value;
  }

  /** Zeros past the end were read as if they were there; nothing that used one may stand. */
  #requireRead(): void {
    if (this.#at - (this.#count >>> 3) > this.#source.length) {
      throw new CorruptData(`the deflate stream ends too early, at byte ${this.#source.length}`);
    }
  }

  #stored(): void {
    this.#take(this.#count & 7);
    const length = this.#take(16);
    const complement = this.#take(16);
    this.#requireRead();
    if ((length ^ complement) !== 0xffff) {
      throw new CorruptData(`the length of the stored block before byte ${this.#at} contradicts its complement`);
    }
    const start = this.#at - (this.#count >>> 3);
    this.#bits = 0;
    this.#count = 0;
    this.#at = start + length;
    this.#requireRead();
    if (length > this.#destination.length - this.#to)
      throw new DestinationFull("the deflate stream", this.#destination.length);
    this.#destination.set(this.#source.subarray(start, start + length), this.#to);
    this.#to += length;
  }

  #dynamicCodes(): [HuffmanCode, HuffmanCode] {
    const literals = this.#take(5) + 257;
    const distances = this.#take(5) + 1;
    if (literals > 286 || distances > 30) {
      throw new CorruptData(
        `the deflate block before byte ${this.#at} has ${literals} literal and ${distances} distance codes`,
      );
    }
    const lengths = new Uint8Array(19);
    for (let i = this.#take(4) + 4, k = 0; k < i; k++) lengths[codeLengthOrder[k]!] = this.#take(3);
    const code = huffmanCode(lengths, false);
    const all = new Uint8Array(literals + distances);
    for (let k = 0; k < all.length; ) {
      const symbol = this.#symbol(code);
      if (symbol < 16) {
        all[k++] = symbol;
        continue;
      }
      if (symbol === 16 && k === 0) throw new CorruptData("a deflate block repeats a code length before the first");
      const value = symbol === 16 ? all[k - 1]! : 0;
      const times = symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
      if (times > all.length - k) throw new CorruptData("a deflate block gives more code lengths than it has codes");
      all.fill(value, k, k + times);
      k += times;
    }
    this.#requireRead();
    if (all[endOfBlock] === 0) throw new CorruptData("a deflate block has no code that ends it");
    return [huffmanCode(all.subarray(0, literals), true), huffmanCode(all.subarray(literals), true)];
  }

  #symbol(code: HuffmanCode): number {
    while (this.#count < 15) {
      this.#bits |= this.#source[this.#at++]! << this.#count;
      this.#count += 8;
    }
    const entry = code.find(this.#bits);
    this.#bits >>>= entry & 15;
    this.#count -= entry & 15;
    return entry >>> 4;
  }

  /** The loop where all the time goes; its state is in locals because fields would be written back at every step. */
  #compressed(literalCode: HuffmanCode, distanceCode: HuffmanCode): void {
    const source = this.#source;
    const destination = this.#destination;
    const capacity = destination.length;
    const literalTable = literalCode.primary;
    const distanceTable = distanceCode.primary;
    const mask = (1 << primaryBits) - 1;
    let bits = this.#bits;
    let count = this.#count;
    let at = this.#at;
    let to = this.#to;

    for (;;) {
      // Two bytes at a time: 16 bits are enough for any code, and no more than 31 are ever held.
      if (count < 16) {
        bits |= (source[at]! | (source[at + 1]! << 8)) << count;
        at += 2;
        count += 16;
      }
      let entry = literalTable[bits & mask]!;
      if (entry === 0) entry = literalCode.findLong(bits);
      bits >>>= entry & 15;
      count -= entry & 15;
      const symbol = entry >>> 4;
      if (symbol < endOfBlock) {
        if (to === capacity) throw new DestinationFull("the deflate stream", capacity);
        destination[to++] = symbol;
        continue;
      }
      if (symbol === endOfBlock) break;
      const extraOfLength = lengthExtra[symbol - 257];
      if (extraOfLength === undefined) {
        throw new CorruptData(`a deflate block uses length code ${symbol} near byte ${at}`);
      }
      if (count < 16) {
        bits |= (source[at]! | (source[at + 1]! << 8)) << count;
        at += 2;
        count += 16;
      }
      const length = lengthBase[symbol - 257]! + (bits & ((1 << extraOfLength) - 1));
      bits >>>= extraOfLength;
      count -= extraOfLength;

      if (count < 16) {
        bits |= (source[at]! | (source[at + 1]! << 8)) << count;
        at += 2;
        count += 16;
      }
      entry = distanceTable[bits & mask]!;
      if (entry === 0) entry = distanceCode.findLong(bits);
      bits >>>= entry & 15;
      count -= entry & 15;
      const extraOfDistance = distanceExtra[entry >>> 4];
      if (extraOfDistance === undefined) throw new CorruptData(`a deflate block uses distance code ${entry >>> 4}`);
      if (count < 16) {
        bits |= (source[at]! | (source[at + 1]! << 8)) << count;
        at += 2;
        count += 16;
      }
      const distance = distanceBase[entry >>> 4]! + (bits & ((1 << extraOfDistance) - 1));
      bits >>>= extraOfDistance;
      count -= extraOfDistance;

      if (distance > to)
        throw new CorruptData(`a deflate match near byte ${at} reaches ${distance} bytes back where ${to} are decoded`);
      if (length > capacity - to) throw new DestinationFull("the deflate stream", capacity);
      to = copyWithinWindow(destination, to, distance, length);
    }
    this.#bits = bits;
    this.#count = count;
    this.#at = at;
    this.#to = to;
    this.#requireRead();
  }
}
