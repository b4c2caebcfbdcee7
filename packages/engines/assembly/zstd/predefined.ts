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
import { buildTable, cellBytes } from "./fse-table";
import { fillCode } from "./sequence-code";

const literalLengths: u32 = 36;
const matchLengths: u32 = 53;
const offsets: u32 = 32;
/** Weights 0 to 11: no code is longer than 11 bits. */
export const weightSymbols: u32 = 12;

/**
 * Fills what never changes: values of codes and predefined distributions (RFC 8878, sections 3.1.1.3.2.1.1 and
 * 3.1.1.3.2.2). Tables written as arrays would be data segments, so they are packed into numbers, four bits each, the
 * first one lowest; counts are stored plus one, since some are −1.
 */
export function fillPredefined(area: u32): void {
  fillValues(area + literalLengthValues, literalLengths, 0, 16, 0x4_3322_1111, 9, 19);
  fillValues(area + matchLengthValues, matchLengths, 3, 32, 0x544_3322_1111, 11, 36);
  for (let code: u32 = 0; code < offsets; code++) {
    store<u32>(area + offsetValues + code * cellBytes, 1 << code);
    store<u32>(area + offsetValues + code * cellBytes, code, 4);
  }
  for (let weight: u32 = 0; weight < weightSymbols; weight++) {
    store<u64>(area + weightValues + weight * cellBytes, weight);
  }

  spell(area, 0, 0x2223_3333_3333_3345);
  spell(area, 16, 0x2222_2343_3333_3333);
  spell(area, 32, 0x0000);
  buildTable(area, area + usualLiteralLengthTable, 6, literalLengths, literalLengthValues);
  fillCode(
    area,
    literalLengthCode,
    literalLengthTable,
    9,
    literalLengths,
    literalLengthValues,
    usualLiteralLengthTable,
    6,
  );

  spell(area, 0, 0x2222_2223_3322_2222);
  spell(area, 16, 0x0_0000_2222_2222);
  buildTable(area, area + usualOffsetTable, 5, 29, offsetValues);
  fillCode(area, offsetCode, offsetTable, 8, offsets, offsetValues, usualOffsetTable, 5);

  spell(area, 0, 0x2222_2223_3333_3452);
  spell(area, 16, 0x2222_2222_2222_2222);
  spell(area, 32, 0x0022_2222_2222_2222);
  spell(area, 48, 0x00000);
  buildTable(area, area + usualMatchLengthTable, 6, matchLengths, matchLengthValues);
  fillCode(area, matchLengthCode, matchLengthTable, 9, matchLengths, matchLengthValues, usualMatchLengthTable, 6);

  fillPatterns(area + patterns);
}

/** Codes below `from` stand for one value each; then their bits grow as `packed` says, and later by one each. */
function fillValues(to: u32, symbols: u32, least: u32, from: u32, packed: u64, irregular: u32, minus: u32): void {
  let value = least;
  for (let code: u32 = 0; code < symbols; code++) {
    let bits: u32 = 0;
    if (code >= from + irregular) bits = code - minus;
    else if (code >= from) bits = <u32>(packed >> (4 * (code - from))) & 15;
    store<u32>(to + code * cellBytes, value);
    store<u32>(to + code * cellBytes, bits, 4);
    value += 1 << bits;
  }
}

function spell(area: u32, from: u32, packed: u64): void {
  for (let i: u32 = 0; i < 16; i++) {
    store<i16>(area + counts + 2 * (from + i), <i16>(<i32>(packed >> (4 * i)) & 15) - 1);
  }
}

/** In the place of distance 0 stand the steps of all others. */
function fillPatterns(to: u32): void {
  for (let distance: u32 = 1; distance < 16; distance++) {
    store<u8>(to + distance, 16 - (16 % distance));
    for (let i: u32 = 0; i < 16; i++) store<u8>(to + 16 * distance + i, i % distance);
  }
}
