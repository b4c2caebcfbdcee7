import { copyLiterals } from "../lanes/copy-literals";

/** What a block is made of: literals, and for each sequence how many of them come before which match. */
let copied: u32 = 0;
let copiedEnd: u32 = 0;
export let literals: u32 = 0;
export let literalsEnd: u32 = 0;
/** 4 bytes for each sequence. Offsets as section 3.1.1.5 of RFC 8878 counts them: the distance plus three, or 1 to 3. */
export let literalLengths: u32 = 0;
export let matchLengths: u32 = 0;
export let offsets: u32 = 0;
export let sequenceCount: u32 = 0;
/** The last three distances, the latest first. */
export let first: u32 = 1;
export let second: u32 = 4;
export let third: u32 = 8;

/** Vectors may be read and written behind literals. */
const margin: u32 = 64;

/** Takes memory from `pointer` on for blocks of at most so many bytes and sequences; answers where it ends. */
export function placeList(pointer: u32, mostBytes: u32, mostSequences: u32): u32 {
  literalLengths = pointer;
  matchLengths = literalLengths + 4 * mostSequences;
  offsets = matchLengths + 4 * mostSequences;
  copied = offsets + 4 * mostSequences;
  first = 1;
  second = 4;
  third = 8;
  return copied + mostBytes + margin;
}

export function clearList(): void {
  literals = copiedEnd = copied;
  sequenceCount = 0;
}

export function recallDistances(latest: u32, before: u32, last: u32): void {
  first = latest;
  second = before;
  third = last;
}

/** Ends the list with the literals from `start` to `end`, which no match follows. */
export function endList(start: u32, end: u32): void {
  if (sequenceCount === 0) {
    // All of the block, which lies together where it is.
    literals = start;
    literalsEnd = end;
    return;
  }
  copyLiterals(start, copiedEnd, end - start);
  literalsEnd = copiedEnd + (end - start);
}

/** Appends a match of `length` bytes from `distance` back, behind the literals from `start` to `end`. */
export function addSequence(start: u32, end: u32, distance: u32, length: u32): void {
  const count = end - start;
  copyLiterals(start, copiedEnd, count);
  copiedEnd += count;
  const at = 4 * sequenceCount++;
  store<u32>(literalLengths + at, count);
  store<u32>(matchLengths + at, length);
  store<u32>(offsets + at, numberOf(distance, count > 0));
}

/** Section 3.1.1.5: without literals the latest distance cannot be meant, so the numbers stand for the others. */
@inline
function numberOf(distance: u32, behindLiterals: bool): u32 {
  if (distance === first && behindLiterals) return 1;
  let value = distance + 3;
  if (distance === second) value = behindLiterals ? 2 : 1;
  else if (distance === third) value = behindLiterals ? 3 : 2;
  else if (distance === first - 1 && !behindLiterals) value = 3;
  if (distance !== second) third = second;
  second = first;
  first = distance;
  return value;
}
