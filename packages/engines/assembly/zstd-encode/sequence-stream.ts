import { area, literalLengthValues, matchLengthValues } from "./area";
import { endBits, putBits, startBits } from "./bit-writer";
import { literalLengthSymbols, matchLengthSymbols, offsetSymbols } from "./sequence-codes";
import { literalLengths, matchLengths, offsets } from "./sequence-list";
import { chosenTable, literalLength, matchLength, offset } from "./table-choice";
import { firstState, lastState, tableStates, tableSteps } from "./writing-table";


/** Writes the bits of a block's sequences (RFC 8878, section 3.1.1.4), from the last sequence to the first; answers where it ends. */
export function writeSequenceStream(count: u32, to: u32): u32 {
  const literalTable = chosenTable(literalLength);
  const offsetTable = chosenTable(offset);
  const matchTable = chosenTable(matchLength);
  const literalCodes = literalLengthSymbols;
  const offsetCodes = offsetSymbols;
  const matchCodes = matchLengthSymbols;
  let i = count - 1;
  let literalState = firstState(literalTable, load<u8>(literalCodes + i));
  let offsetState = firstState(offsetTable, load<u8>(offsetCodes + i));
  let matchState = firstState(matchTable, load<u8>(matchCodes + i));
  let bits: u64 = 0;
  let waiting: u64 = 0;
  for (;;) {
    const literalCode = <u32>load<u8>(literalCodes + i);
    const offsetCode = <u32>load<u8>(offsetCodes + i);
    const matchCode = <u32>load<u8>(matchCodes + i);
    // Both lengths have at most 16 bits beside their codes: with 24 of three states and 7 that wait, 63.
    const literalValue = area + literalLengthValues + 8 * literalCode;
    bits |= (<u64>(load<u32>(literalLengths + 4 * i) - load<u32>(literalValue))) << waiting;
    waiting += load<u32>(literalValue, 4);
    const matchValue = area + matchLengthValues + 8 * matchCode;
    bits |= (<u64>(load<u32>(matchLengths + 4 * i) - load<u32>(matchValue))) << waiting;
    waiting += load<u32>(matchValue, 4);
    store<u64>(to, bits);
    to += <u32>(waiting >> 3);
    bits >>= waiting & 56;
    waiting &= 7;
    bits |= (<u64>(load<u32>(offsets + 4 * i) ^ (1 << offsetCode))) << waiting;
    waiting += offsetCode;
    store<u64>(to, bits);
    to += <u32>(waiting >> 3);
    bits >>= waiting & 56;
    waiting &= 7;
    if (i-- === 0) break;

    const nextOffset = offsetTable + 8 * load<u8>(offsetCodes + i);
    let width = (offsetState + load<u32>(nextOffset, tableSteps)) >> 16;
    bits |= (<u64>(offsetState & ((1 << width) - 1))) << waiting;
    waiting += width;
    offsetState = load<u16>(offsetTable + 2 * ((offsetState >> width) + load<u32>(nextOffset, tableSteps + 4)), tableStates);
    const nextMatch = matchTable + 8 * load<u8>(matchCodes + i);
    width = (matchState + load<u32>(nextMatch, tableSteps)) >> 16;
    bits |= (<u64>(matchState & ((1 << width) - 1))) << waiting;
    waiting += width;
    matchState = load<u16>(matchTable + 2 * ((matchState >> width) + load<u32>(nextMatch, tableSteps + 4)), tableStates);
    const nextLiteral = literalTable + 8 * load<u8>(literalCodes + i);
    width = (literalState + load<u32>(nextLiteral, tableSteps)) >> 16;
    bits |= (<u64>(literalState & ((1 << width) - 1))) << waiting;
    waiting += width;
    literalState = load<u16>(literalTable + 2 * ((literalState >> width) + load<u32>(nextLiteral, tableSteps + 4)), tableStates);
  }
  startBits(to);
  putBits(<u32>bits, <u32>waiting);
  lastState(matchTable, matchState);
  lastState(offsetTable, offsetState);
  lastState(literalTable, literalState);
  return endBits();
}
