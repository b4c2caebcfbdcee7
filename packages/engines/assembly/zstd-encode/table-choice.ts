import { literalLengths, matchLengths } from "../zstd/code-values";
import {
  spellLiteralLengths,
  spellMatchLengths,
  spellOffsets,
  usualLengthLog,
  usualOffsetLog,
  usualOffsets,
} from "../zstd/usual-counts";
import { area, counts, ownTables, usualTables } from "./area";
import { distribute, writeDistribution } from "./distribution";
import { wholeBit } from "./logarithms";
import { bitsFor, buildSingle, buildTable, tableBytes } from "./writing-table";

/** The three numbers of a sequence, in the order in which their tables are told. */
export const literalLength: u32 = 0;
export const offset: u32 = 1;
export const matchLength: u32 = 2;

/** How a block tells a table (RFC 8878, section 3.1.1.3.2.1). */
const usual: u32 = 0;
const single: u32 = 1;
const described: u32 = 2;
const repeated: u32 = 3;

/** The format allows one bit more for lengths, by which next to nothing is won. */
const mostLog: u32 = 8;
const offsets: u32 = 32;

/** What `chooseTable` chose: by number, the table; and how, with where its description ends. */
let literalLengthTable: u32 = 0;
let offsetTable: u32 = 0;
let matchLengthTable: u32 = 0;
export let chosenMode: u32 = 0;
export let descriptionEnd: u32 = 0;
/**
 * A bit for each number: whether there is a table of the last block that told one, and in which of the two places for its own it
 * lies; and the same as it will be for the next block, once this one is written.
 */
let known: u32 = 0;
let place: u32 = 0;
let nextKnown: u32 = 0;
let nextPlace: u32 = 0;

export function fillUsualTables(): void {
  spellLiteralLengths(area + counts);
  buildTable(usualTable(literalLength), literalLengths, usualLengthLog);
  spellOffsets(area + counts);
  // The last codes have no cells.
  for (let code = usualOffsets; code < offsets; code++) store<u16>(area + counts + 2 * code, 0);
  buildTable(usualTable(offset), offsets, usualOffsetLog);
  spellMatchLengths(area + counts);
  buildTable(usualTable(matchLength), matchLengths, usualLengthLog);
}

@inline
function usualTable(number: u32): u32 {
  return area + usualTables + number * tableBytes;
}

@inline
function ownTable(number: u32, which: u32): u32 {
  return area + ownTables + (2 * number + which) * tableBytes;
}

/** Before the first block of a frame: there is nothing to be used again. */
export function forgetTables(): void {
  known = nextKnown = place = nextPlace = 0;
}

/** What the last block told may be used again from now on. Not called for a block that is stored otherwise. */
export function keepTables(): void {
  known = nextKnown;
  place = nextPlace;
}

export function chosenTable(number: u32): u32 {
  return number === literalLength ? literalLengthTable : number === offset ? offsetTable : matchLengthTable;
}

/**
 * Chooses the table by which `count` symbols, the first of them `symbol`, that occur as often as `times` says take the fewest
 * bits, its description counted, and writes that at `to`.
 */
export function chooseTable(number: u32, times: u32, symbol: u32, count: u32, to: u32): void {
  const symbols = number === literalLength ? literalLengths : number === offset ? offsets : matchLengths;
  const bit: u32 = 1 << number;
  const which = (place >> number) & 1;
  let table = usualTable(number);
  let least = bitsFor(table, times, symbols);
  chosenMode = usual;
  descriptionEnd = to;
  nextKnown &= ~bit;
  nextPlace = (nextPlace & ~bit) | (place & bit);

  const own = ownTable(number, which ^ 1);
  const isSingle = load<u32>(times + 4 * symbol) === count;
  let end = to + 1;
  if (isSingle) {
    buildSingle(own, symbols, symbol);
    store<u8>(to, symbol);
  } else {
    const log = distribute(times, symbols, mostLog);
    end = writeDistribution(log, to);
    buildTable(own, symbols, log);
  }
  const ownBits = bitsFor(own, times, symbols) + 8 * wholeBit * (end - to);
  if (ownBits < least) {
    least = ownBits;
    table = own;
    chosenMode = isSingle ? single : described;
    descriptionEnd = end;
    if (!isSingle) {
      nextKnown |= bit;
      nextPlace ^= bit;
    }
  }
  if ((known & bit) !== 0) {
    const last = ownTable(number, which);
    if (bitsFor(last, times, symbols) < least) {
      table = last;
      chosenMode = repeated;
      descriptionEnd = to;
      nextKnown |= bit;
      nextPlace = (nextPlace & ~bit) | (place & bit);
    }
  }
  if (number === literalLength) literalLengthTable = table;
  else if (number === offset) offsetTable = table;
  else matchLengthTable = table;
}
