import { literalLengthCode, matchLengthCode, offsetCode } from "./area";
import { accuracyLog, readCounts, symbolCount } from "./fse-counts";
import { buildSingle, buildTable } from "./fse-table";
import { refused } from "./refused";
import {
  enforce,
  mostLog,
  mostSymbols,
  ownTable,
  tableInForce,
  usualLog,
  usualTable,
  valuesOfSymbols,
} from "./sequence-code";

const predefined: u32 = 0;
const single: u32 = 1;
const described: u32 = 2;

/** A frame begins without tables. */
export function forgetTables(area: u32): void {
  enforce(area + literalLengthCode, 0, 0);
  enforce(area + offsetCode, 0, 0);
  enforce(area + matchLengthCode, 0, 0);
}

/** Reads the three tables (RFC 8878, section 3.1.1.3.2.1). Answers their length in bytes, or `refused`. */
export function readTables(area: u32, source: u32, end: u32, modes: u32): i32 {
  const literalLength = readTable(area, area + literalLengthCode, source, end, modes >> 6);
  if (literalLength < 0) return refused;
  const offset = readTable(area, area + offsetCode, source + literalLength, end, (modes >> 4) & 3);
  if (offset < 0) return refused;
  const both = literalLength + offset;
  const matchLength = readTable(area, area + matchLengthCode, source + both, end, (modes >> 2) & 3);
  return matchLength < 0 ? refused : both + matchLength;
}

function readTable(area: u32, code: u32, source: u32, end: u32, mode: u32): i32 {
  if (mode === predefined) {
    enforce(code, load<u32>(code, usualTable), load<u32>(code, usualLog));
    return 0;
  }
  const table = load<u32>(code, ownTable);
  if (mode === single) {
    if (source >= end || load<u8>(source) >= load<u32>(code, mostSymbols)) return refused;
    buildSingle(area, table, load<u8>(source), load<u32>(code, valuesOfSymbols));
    enforce(code, table, 0);
    return 1;
  }
  if (mode === described) {
    const length = readCounts(area, source, end, load<u32>(code, mostLog), load<u32>(code, mostSymbols));
    if (length < 0) return refused;
    buildTable(area, table, accuracyLog, symbolCount, load<u32>(code, valuesOfSymbols));
    enforce(code, table, accuracyLog);
    return length;
  }
  return load<u32>(code, tableInForce) === 0 ? refused : 0;
}
