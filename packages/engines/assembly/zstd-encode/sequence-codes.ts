import { fillLiteralLengthValues, fillMatchLengthValues } from "../zstd/code-values";
import { area, literalLengthCodes, literalLengthValues, matchLengthCodes, matchLengthValues, occurrences } from "./area";
import { literalLengths, matchLengths, offsets } from "./sequence-list";

/** Lengths below these have their codes in a table; behind them codes double: each has a bit more than the one before. */
const smallLiteralLengths: u32 = 64;
const smallMatchLengths: u32 = 128;
const leastMatchLength: u32 = 3;
const literalLengthShift: u32 = 19;
const matchLengthShift: u32 = 36;

/** In each block, by sequence: the codes of its three numbers, a byte each. */
export let literalLengthSymbols: u32 = 0;
export let offsetSymbols: u32 = 0;
export let matchLengthSymbols: u32 = 0;

/** How often each of these codes occurs, where `takeCodes` counts them. */
export const literalLengthTimes: u32 = occurrences;
export const offsetTimes: u32 = occurrences + 0x100;
export const matchLengthTimes: u32 = occurrences + 0x200;

export function fillCodes(): void {
  fillLiteralLengthValues(area + literalLengthValues);
  fillMatchLengthValues(area + matchLengthValues);
  fill(literalLengthCodes, literalLengthValues, smallLiteralLengths);
  fill(matchLengthCodes, matchLengthValues, smallMatchLengths);
}

function fill(codes: u32, values: u32, small: u32): void {
  const least = load<u32>(area + values);
  for (let value: u32 = 0, code: u32 = 0; value < small; value++) {
    while (load<u32>(area + values + 8 * code, 8) - least <= value) code++;
    store<u8>(area + codes + value, code);
  }
}

/** Takes memory from `pointer` on; answers where it ends. */
export function placeCodes(pointer: u32, mostSequences: u32): u32 {
  literalLengthSymbols = pointer;
  offsetSymbols = pointer + mostSequences;
  matchLengthSymbols = pointer + 2 * mostSequences;
  return pointer + 3 * mostSequences;
}

/** The codes of `count` sequences, and how often each occurs. */
export function takeCodes(count: u32): void {
  memory.fill(area + occurrences, 0, 0x300);
  for (let i: u32 = 0; i < count; i++) {
    const literalLength = load<u32>(literalLengths + 4 * i);
    const matchLength = load<u32>(matchLengths + 4 * i) - leastMatchLength;
    take(
      literalLengthSymbols + i,
      literalLengthTimes,
      literalLength < smallLiteralLengths
        ? load<u8>(area + literalLengthCodes + literalLength)
        : 31 - clz(literalLength) + literalLengthShift,
    );
    take(
      matchLengthSymbols + i,
      matchLengthTimes,
      matchLength < smallMatchLengths
        ? load<u8>(area + matchLengthCodes + matchLength)
        : 31 - clz(matchLength) + matchLengthShift,
    );
    take(offsetSymbols + i, offsetTimes, 31 - clz(load<u32>(offsets + 4 * i)));
  }
}

@inline
function take(to: u32, times: u32, code: u32): void {
  store<u8>(to, code);
  const cell = area + times + 4 * code;
  store<u32>(cell, load<u32>(cell) + 1);
}
