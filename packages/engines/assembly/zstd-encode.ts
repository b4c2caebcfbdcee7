import { placeArea } from "./zstd-encode/area";
import { placeChains } from "./zstd-encode/chain-matches";
import { placeDouble } from "./zstd-encode/double-matches";
import { placeFast } from "./zstd-encode/fast-matches";
import { chained, double, encodeFrame, fast, windowLog } from "./zstd-encode/frame";
import { fillLogarithms } from "./zstd-encode/logarithms";
import { fillCodes } from "./zstd-encode/sequence-codes";
import { fillUsualTables } from "./zstd-encode/table-choice";

export { areaLength } from "./zstd-encode/area";

/**
 * Zstandard frames (RFC 8878), the same bytes as the plain encoder writes. Each way to look for matches has a function of
 * its own, with what `src/zstd-effort.ts` says of it. `work` is memory that stays the caller's.
 */

/** Takes `areaLength` bytes at `pointer` for tables and fills those that never change. */
export function prepare(pointer: u32): void {
  placeArea(pointer);
  fillLogarithms();
  fillCodes();
  fillUsualTables();
}

export function encodeFast(
  source: u32,
  length: u32,
  destination: u32,
  work: u32,
  checked: u32,
  hashBits: u32,
  hashedBytes: u32,
  step: u32,
): u32 {
  const rest = placeFast(work, source, windowOf(length), hashBits, hashedBytes, step);
  return encodeFrame(source, length, destination, rest, checked, fast);
}

export function encodeDouble(
  source: u32,
  length: u32,
  destination: u32,
  work: u32,
  checked: u32,
  hashBits: u32,
): u32 {
  const rest = placeDouble(work, source, windowOf(length), hashBits);
  return encodeFrame(source, length, destination, rest, checked, double);
}

export function encodeChained(
  source: u32,
  length: u32,
  destination: u32,
  work: u32,
  checked: u32,
  hashBits: u32,
  chainBits: u32,
  depth: u32,
  patience: u32,
  enough: u32,
): u32 {
  const rest = placeChains(work, source, windowOf(length), hashBits, chainBits, depth, patience, enough);
  return encodeFrame(source, length, destination, rest, checked, chained);
}

function windowOf(length: u32): u32 {
  return min(length, 1 << windowLog);
}
