import {
  defaultLiteralLengthTable,
  defaultMatchLengthTable,
  defaultOffsetTable,
  literalLengthCodes,
  literalLengthTable,
  matchLengthCodes,
  matchLengthTable,
  offsetCodes,
  offsetTable,
} from "./area";
import { accuracyLog, readCounts, symbolCount } from "./fse-counts";
import { buildSingle, buildTable } from "./fse-table";
import {
  defaultLiteralLengthLog,
  defaultMatchLengthLog,
  defaultOffsetLog,
  literalLengthSymbols,
  matchLengthSymbols,
  offsetSymbols,
} from "./predefined";
import { refused } from "./refused";

/** The tables in force, and how many bits their first states take. 0 while the frame has had none. */
export let literalLengths: u32 = 0;
export let literalLengthsLog: u32 = 0;
export let matchLengths: u32 = 0;
export let matchLengthsLog: u32 = 0;
export let offsets: u32 = 0;
export let offsetsLog: u32 = 0;

let table: u32 = 0;
let log: u32 = 0;

const predefined: u32 = 0;
const single: u32 = 1;
const described: u32 = 2;

export function forgetTables(): void {
  literalLengths = 0;
  matchLengths = 0;
  offsets = 0;
}

/** Reads the three tables (RFC 8878, section 3.1.1.3.2.1). Answers their length in bytes, or `refused`. */
export function readTables(area: u32, source: u32, end: u32, modes: u32): i32 {
  let from = source;
  table = literalLengths;
  log = literalLengthsLog;
  let length = readTable(area, from, end, modes >> 6, defaultLiteralLengthTable, defaultLiteralLengthLog, literalLengthTable, 9, literalLengthSymbols, literalLengthCodes);
  if (length < 0) return length;
  from += length;
  literalLengths = table;
  literalLengthsLog = log;

  table = offsets;
  log = offsetsLog;
  length = readTable(area, from, end, (modes >> 4) & 3, defaultOffsetTable, defaultOffsetLog, offsetTable, 8, offsetSymbols, offsetCodes);
  if (length < 0) return length;
  from += length;
  offsets = table;
  offsetsLog = log;

  table = matchLengths;
  log = matchLengthsLog;
  length = readTable(area, from, end, (modes >> 2) & 3, defaultMatchLengthTable, defaultMatchLengthLog, matchLengthTable, 9, matchLengthSymbols, matchLengthCodes);
  if (length < 0) return length;
  matchLengths = table;
  matchLengthsLog = log;
  return from + length - source;
}

function readTable(area: u32, source: u32, end: u32, mode: u32, usual: u32, usualLog: u32, own: u32, mostLog: u32, symbols: u32, codes: u32): i32 {
  if (mode === predefined) {
    table = area + usual;
    log = usualLog;
    return 0;
  }
  if (mode === single) {
    if (source >= end) return refused;
    const symbol = <u32>load<u8>(source);
    if (symbol >= symbols) return refused;
    table = area + own;
    log = 0;
    buildSingle(area, table, symbol, codes);
    return 1;
  }
  if (mode === described) {
    const length = readCounts(area, source, end, mostLog, symbols);
    if (length < 0) return length;
    table = area + own;
    log = accuracyLog;
    buildTable(area, table, log, symbolCount, codes);
    return length;
  }
  return table === 0 ? refused : 0;
}
