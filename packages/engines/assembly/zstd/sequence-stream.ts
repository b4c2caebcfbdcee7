import { batch, literalLengthCode, matchLengthCode, offsetCode } from "./area";
import { cellBytes } from "./fse-table";
import { logInForce, tableInForce } from "./sequence-code";

/** How many sequences are decoded before they are carried out; the bytes of one: literals, match, offset, 4 each. */
export const mostInBatch: u32 = 512;
export const sequenceBytes: u32 = 12;

/** Eight bytes before the stream, and how many of its bits are left, plus seven. */
let base: u32 = 0;
let place: i32 = 0;
/** Bits that the states behind the last sequence took; there are none behind the very last one. */
let lastStates: u32 = 0;
/** Pointers of the cells of the next sequence. */
let literalCell: u32 = 0;
let matchCell: u32 = 0;
let offsetCell: u32 = 0;

/** Begins the stream of a block's sequences and reads the first states. Answers false where it has no end mark. */
export function openStream(area: u32, source: u32, end: u32): bool {
  const last = source < end ? <u32>load<u8>(end - 1) : 0;
  if (last === 0) return false;
  base = source - 8;
  place = 8 * (end - source) - (clz(last) - 23) + 7;
  const literalLog = load<u32>(area + literalLengthCode, logInForce);
  const offsetLog = load<u32>(area + offsetCode, logInForce);
  const matchLog = load<u32>(area + matchLengthCode, logInForce);
  const bits = bitsAt(base, place);
  literalCell = load<u32>(area + literalLengthCode, tableInForce) + cellBytes * first(bits, literalLog);
  offsetCell = load<u32>(area + offsetCode, tableInForce) + cellBytes * first(bits << literalLog, offsetLog);
  const behind = bits << (literalLog + offsetLog);
  matchCell = load<u32>(area + matchLengthCode, tableInForce) + cellBytes * first(behind, matchLog);
  place -= literalLog + offsetLog + matchLog;
  return true;
}

/** Whether exactly the bits of the stream are used. */
export function isStreamUsed(): bool {
  return place + lastStates === 7;
}

/**
 * Decodes the next `count` sequences into the batch (RFC 8878, section 3.1.1.4). Answers false when the stream is too
 * short. Offsets are left as the values that stand for them.
 */
export function decodeBatch(area: u32, count: u32): bool {
  const from = base;
  const literalTable = load<u32>(area + literalLengthCode, tableInForce);
  const matchTable = load<u32>(area + matchLengthCode, tableInForce);
  const offsetTable = load<u32>(area + offsetCode, tableInForce);
  let at = place;
  let ofLiterals = literalCell;
  let ofMatch = matchCell;
  let ofOffset = offsetCell;
  let stateBits: u64 = 0;
  let to = area + batch;
  const end = to + sequenceBytes * count;

  for (; to < end; to += sequenceBytes) {
    if (at < 7) return false;
    // 57 bits are there. The states take at most 26 of them: more than 30 for the values is rare.
    let bits = bitsAt(from, at);
    const offsetBits = <u64>load<u8>(ofOffset, 7);
    const matchBits = <u64>load<u8>(ofMatch, 7);
    const literalBits = <u64>load<u8>(ofLiterals, 7);
    const valueBits = offsetBits + matchBits + literalBits;
    store<u32>(to, load<u32>(ofOffset) + first(bits, offsetBits), 8);
    if (valueBits <= 30) {
      store<u32>(to, load<u32>(ofMatch) + first(bits << offsetBits, matchBits), 4);
      store<u32>(to, load<u32>(ofLiterals) + first(bits << (offsetBits + matchBits), literalBits));
      bits <<= valueBits;
    } else {
      bits = bitsAt(from, at - <i32>offsetBits);
      store<u32>(to, load<u32>(ofMatch) + first(bits, matchBits), 4);
      store<u32>(to, load<u32>(ofLiterals) + first(bits << matchBits, literalBits));
      bits = bitsAt(from, at - <i32>valueBits);
    }

    const literalWidth = <u64>load<u8>(ofLiterals, 6);
    const matchWidth = <u64>load<u8>(ofMatch, 6);
    const offsetWidth = <u64>load<u8>(ofOffset, 6);
    ofLiterals = next(literalTable, ofLiterals, first(bits, literalWidth));
    ofMatch = next(matchTable, ofMatch, first(bits << literalWidth, matchWidth));
    ofOffset = next(offsetTable, ofOffset, first(bits << (literalWidth + matchWidth), offsetWidth));
    stateBits = literalWidth + matchWidth + offsetWidth;
    at -= <i32>(valueBits + stateBits);
  }
  place = at;
  lastStates = <u32>stateBits;
  literalCell = ofLiterals;
  matchCell = ofMatch;
  offsetCell = ofOffset;
  return true;
}

/** At least 57 bits that end where `at` − 7 bits are left, the next one on top. */
@inline
function bitsAt(base: u32, at: i32): u64 {
  return load<u64>(base + (at >> 3)) << (~at & 7);
}

/** The first `count` bits, at most 32; shifts take the low six bits of their count. */
@inline
function first(bits: u64, count: u64): u32 {
  return <u32>((bits >> 1) >> ~count);
}

/** The cell that `cell` and the bits of its next state lead to. */
@inline
function next(table: u32, cell: u32, bits: u32): u32 {
  return table + cellBytes * (<u32>load<u16>(cell, 4) + bits);
}
