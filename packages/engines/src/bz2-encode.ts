import { burrowsWheeler } from "./burrows-wheeler.js";
import { BitWriter } from "./bz2-bits.js";
import { blockMagic, blockUnit, bz2Checksum, combinedChecksum, endMagic, runLength, signature } from "./bz2-format.js";
import { writeSymbols } from "./bz2-symbols.js";

/** One bzip2 stream; `level` is 1 to 9, the size of its blocks in steps of 100 kB. */
export function encodeBz2(source: Uint8Array, level: number): Uint8Array<ArrayBuffer> {
  const bits = new BitWriter();
  for (const byte of [...signature, 0x30 + level]) bits.put(byte, 8);
  let checksum = 0;
  // bzip2 itself leaves as much room at the end of a block.
  const text = new Uint8Array(level * blockUnit - 19);
  for (let start = 0; start < source.length; ) {
    const { end, length } = shortenRuns(source, start, text);
    const blockChecksum = bz2Checksum(source.subarray(start, end));
    checksum = combinedChecksum(checksum, blockChecksum);
    bits.put(blockMagic[0], 24);
    bits.put(blockMagic[1], 24);
    bits.put32(blockChecksum);
    writeBlock(bits, text.subarray(0, length));
    start = end;
  }
  bits.put(endMagic[0], 24);
  bits.put(endMagic[1], 24);
  bits.put32(checksum);
  return bits.finish();
}

/** Writes four to 259 equal bytes as four and a count, until `text` is full. Answers where the source was left. */
function shortenRuns(
  source: Uint8Array,
  start: number,
  text: Uint8Array,
): { readonly end: number; readonly length: number } {
  let at = start;
  let length = 0;
  while (at < source.length && length < text.length - runLength) {
    const byte = source[at]!;
    let run = 1;
    while (run < runLength + 255 && source[at + run] === byte) run++;
    at += run;
    for (let i = 0; i < Math.min(run, runLength); i++) text[length++] = byte;
    if (run >= runLength) text[length++] = run - runLength;
  }
  return { end: at, length };
}

function writeBlock(bits: BitWriter, text: Uint8Array): void {
  const { column, origin } = burrowsWheeler(text);
  bits.put(0, 1);
  bits.put(origin, 24);
  const used = new Uint8Array(256);
  for (const byte of text) used[byte] = 1;
  const values: number[] = [];
  for (let byte = 0; byte < 256; byte++) if (used[byte]) values.push(byte);
  writeAlphabet(bits, used);
  const symbols = toSymbols(column, values);
  writeSymbols(bits, symbols, values.length + 2);
}

function writeAlphabet(bits: BitWriter, used: Uint8Array): void {
  const maps = Array.from({ length: 16 }, (_, high) => mapOf(used.subarray(high * 16, high * 16 + 16)));
  bits.put(mapOf(maps), 16);
  for (const map of maps) if (map !== 0) bits.put(map, 16);
}

function mapOf(flags: ArrayLike<number>): number {
  let map = 0;
  for (let i = 0; i < 16; i++) map = (map << 1) | (flags[i] ? 1 : 0);
  return map;
}

/** Move-to-front; runs of the front byte become numbers in digits 1 and 2 of base 2, lowest first; then the end. */
function toSymbols(column: Uint8Array, values: readonly number[]): Uint16Array {
  const front = Uint8Array.from(values);
  const symbols = new Uint16Array(column.length + 1);
  let length = 0;
  let run = 0;
  const writeRun = () => {
    for (; run > 0; run = (run - 1) >>> 1) symbols[length++] = (run - 1) & 1;
  };
  for (const byte of column) {
    if (byte === front[0]) {
      run++;
      continue;
    }
    writeRun();
    const place = front.indexOf(byte);
    front.copyWithin(1, 0, place);
    front[0] = byte;
    symbols[length++] = place + 1;
  }
  writeRun();
  symbols[length++] = values.length + 1;
  return symbols.subarray(0, length);
}
