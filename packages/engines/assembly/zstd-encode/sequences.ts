import { area } from "./area";
import {
  literalLengthSymbols,
  literalLengthTimes,
  matchLengthSymbols,
  matchLengthTimes,
  offsetSymbols,
  offsetTimes,
  takeCodes,
} from "./sequence-codes";
import { writeSequenceStream } from "./sequence-stream";
import { chooseTable, chosenMode, descriptionEnd, literalLength, matchLength, offset } from "./table-choice";

/** From so many on the number of sequences takes two bytes, and three. */
const twoBytes: u32 = 128;
const threeBytes: u32 = 0x7f00;

/** Writes the sequences section of a block (RFC 8878, section 3.1.1.3.2); answers where it ends. */
export function writeSequences(count: u32, to: u32): u32 {
  let at = writeCount(count, to);
  if (count === 0) return at;
  takeCodes(count);
  const modes = at++;
  chooseTable(literalLength, area + literalLengthTimes, load<u8>(literalLengthSymbols), count, at);
  let mode = chosenMode << 6;
  at = descriptionEnd;
  chooseTable(offset, area + offsetTimes, load<u8>(offsetSymbols), count, at);
  mode |= chosenMode << 4;
  at = descriptionEnd;
  chooseTable(matchLength, area + matchLengthTimes, load<u8>(matchLengthSymbols), count, at);
  store<u8>(modes, mode | (chosenMode << 2));
  return writeSequenceStream(count, descriptionEnd);
}

function writeCount(count: u32, to: u32): u32 {
  if (count < twoBytes) {
    store<u8>(to, count);
    return to + 1;
  }
  if (count < threeBytes) {
    store<u8>(to, 128 + (count >> 8));
    store<u8>(to, count, 1);
    return to + 2;
  }
  store<u8>(to, 255);
  store<u16>(to, count - threeBytes, 1);
  return to + 3;
}
