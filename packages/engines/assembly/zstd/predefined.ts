import {
  counts,
  literalLengthCode,
  literalLengthTable,
  literalLengthValues,
  matchLengthCode,
  matchLengthTable,
  matchLengthValues,
  offsetCode,
  offsetTable,
  offsetValues,
  patterns,
  usualLiteralLengthTable,
  usualMatchLengthTable,
  usualOffsetTable,
  weightValues,
} from "./area";
import { fillLiteralLengthValues, fillMatchLengthValues, literalLengths, matchLengths } from "./code-values";
import { buildTable, cellBytes } from "./fse-table";
import { fillCode } from "./sequence-code";
import {
  spellLiteralLengths,
  spellMatchLengths,
  spellOffsets,
  usualLengthLog,
  usualOffsetLog,
  usualOffsets,
} from "./usual-counts";

const offsets: u32 = 32;
/** Weights 0 to 11: no code is longer than 11 bits. */
export const weightSymbols: u32 = 12;

/** Fills what never changes: values of codes and predefined distributions. */
export function fillPredefined(area: u32): void {
  fillLiteralLengthValues(area + literalLengthValues);
  fillMatchLengthValues(area + matchLengthValues);
  for (let code: u32 = 0; code < offsets; code++) {
    store<u32>(area + offsetValues + code * cellBytes, 1 << code);
    store<u32>(area + offsetValues + code * cellBytes, code, 4);
  }
  for (let weight: u32 = 0; weight < weightSymbols; weight++) {
    store<u64>(area + weightValues + weight * cellBytes, weight);
  }

  spellLiteralLengths(area + counts);
  buildTable(area, area + usualLiteralLengthTable, usualLengthLog, literalLengths, literalLengthValues);
  fillCode(
    area,
    literalLengthCode,
    literalLengthTable,
    9,
    literalLengths,
    literalLengthValues,
    usualLiteralLengthTable,
    usualLengthLog,
  );

  spellOffsets(area + counts);
  buildTable(area, area + usualOffsetTable, usualOffsetLog, usualOffsets, offsetValues);
  fillCode(area, offsetCode, offsetTable, 8, offsets, offsetValues, usualOffsetTable, usualOffsetLog);

  spellMatchLengths(area + counts);
  buildTable(area, area + usualMatchLengthTable, usualLengthLog, matchLengths, matchLengthValues);
  fillCode(
    area,
    matchLengthCode,
    matchLengthTable,
    9,
    matchLengths,
    matchLengthValues,
    usualMatchLengthTable,
    usualLengthLog,
  );

  fillPatterns(area + patterns);
}

/** In the place of distance 0 stand the steps of all others. */
function fillPatterns(to: u32): void {
  for (let distance: u32 = 1; distance < 16; distance++) {
    store<u8>(to + distance, 16 - (16 % distance));
    for (let i: u32 = 0; i < 16; i++) store<u8>(to + 16 * distance + i, i % distance);
  }
}
