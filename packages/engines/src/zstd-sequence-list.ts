/** What a block is made of: literals, and for each sequence how many of them come before which match. */
export class ZstdSequenceList {
  readonly literals: Uint8Array;
  readonly literalLengths: Uint32Array;
  readonly matchLengths: Uint32Array;
  /** As section 3.1.1.5 of RFC 8878 counts them: the distance plus three, or 1 to 3 for one of the last. */
  readonly offsets: Uint32Array;
  literalCount = 0;
  count = 0;
  /** The last three distances, the latest first. */
  first = 1;
  second = 4;
  third = 8;

  /** For blocks of at most so many bytes, in matches of at least `leastMatch`. */
  constructor(mostBytes: number, leastMatch: number) {
    const most = Math.ceil(mostBytes / leastMatch);
    this.literals = new Uint8Array(mostBytes);
    this.literalLengths = new Uint32Array(most);
    this.matchLengths = new Uint32Array(most);
    this.offsets = new Uint32Array(most);
  }

  clear(): void {
    this.literalCount = 0;
    this.count = 0;
  }

  /** Appends the literals `source[start, end)`, which no match of this block follows yet. */
  addLiterals(source: Uint8Array, start: number, end: number): void {
    let to = this.literalCount;
    if (end - start > 32) {
      this.literals.set(source.subarray(start, end), to);
      to += end - start;
    } else {
      for (let at = start; at < end; at++) this.literals[to++] = source[at]!;
    }
    this.literalCount = to;
  }

  /** Appends a match of `length` bytes from `distance` back, behind the literals `source[start, end)`. */
  add(source: Uint8Array, start: number, end: number, distance: number, length: number): void {
    this.addLiterals(source, start, end);
    this.literalLengths[this.count] = end - start;
    this.matchLengths[this.count] = length;
    this.offsets[this.count++] = this.#recall(distance, end > start);
  }

  /** Section 3.1.1.5: without literals the latest distance cannot be meant, so the numbers stand for the others. */
  #recall(distance: number, behindLiterals: boolean): number {
    const { first, second, third } = this;
    if (distance === first && behindLiterals) return 1;
    let value = distance + 3;
    if (distance === second) value = behindLiterals ? 2 : 1;
    else if (distance === third) value = behindLiterals ? 3 : 2;
    else if (distance === first - 1 && !behindLiterals) value = 3;
    if (distance !== second) this.third = second;
    this.second = first;
    this.first = distance;
    return value;
  }
}
