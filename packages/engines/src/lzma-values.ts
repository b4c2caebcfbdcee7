import {
  alignBits,
  firstAlignedSlot,
  firstModelSlot,
  type LengthModel,
  type LzmaModel,
  leastMatch,
  lengthStates,
  slotBits,
} from "./lzma-model.js";
import type { RangeDecoder } from "./range-decoder.js";
import type { RangeEncoder } from "./range-encoder.js";

/** Lengths come in three classes: 8 short ones, 8 middle ones, 256 long ones; the first two depend on the position. */
export function readLength(range: RangeDecoder, model: LzmaModel, lengths: LengthModel, positionState: number): number {
  const { probabilities } = model;
  if (range.bit(probabilities, lengths.choice) === 0) {
    return leastMatch + range.tree(probabilities, lengths.low(positionState), 3);
  }
  if (range.bit(probabilities, lengths.secondChoice) === 0) {
    return leastMatch + 8 + range.tree(probabilities, lengths.middle(positionState), 3);
  }
  return leastMatch + 16 + range.tree(probabilities, lengths.high, 8);
}

export function writeLength(
  range: RangeEncoder,
  model: LzmaModel,
  lengths: LengthModel,
  positionState: number,
  length: number,
): void {
  const { probabilities } = model;
  const rest = length - leastMatch;
  range.bit(probabilities, lengths.choice, rest < 8 ? 0 : 1);
  if (rest < 8) {
    range.tree(probabilities, lengths.low(positionState), 3, rest);
    return;
  }
  range.bit(probabilities, lengths.secondChoice, rest < 16 ? 0 : 1);
  if (rest < 16) range.tree(probabilities, lengths.middle(positionState), 3, rest - 8);
  else range.tree(probabilities, lengths.high, 8, rest - 16);
}

/**
 * A distance, counted from 0, is a slot and what is left within it. The slot is twice the number of the highest bit, and
 * the bit below. The rest of small slots has probabilities of its own; of large ones only the last four bits have.
 */
export function readDistance(range: RangeDecoder, model: LzmaModel, length: number): number {
  const { probabilities } = model;
  const slot = range.tree(probabilities, slotStart(model, length), slotBits);
  if (slot < firstModelSlot) return slot;
  const { footerBits, base } = footerOf(slot);
  if (slot < firstAlignedSlot) {
    return base + range.reverseTree(probabilities, model.special + base - slot, footerBits);
  }
  const direct = range.direct(footerBits - alignBits) * (1 << alignBits);
  return base + direct + range.reverseTree(probabilities, model.align, alignBits);
}

export function writeDistance(range: RangeEncoder, model: LzmaModel, distance: number, length: number): void {
  const { probabilities } = model;
  const slot = slotOf(distance);
  range.tree(probabilities, slotStart(model, length), slotBits, slot);
  if (slot < firstModelSlot) return;
  const { footerBits, base } = footerOf(slot);
  const rest = distance - base;
  if (slot < firstAlignedSlot) {
    range.reverseTree(probabilities, model.special + base - slot, footerBits, rest);
    return;
  }
  range.direct(footerBits - alignBits, Math.floor(rest / (1 << alignBits)));
  range.reverseTree(probabilities, model.align, alignBits, rest & ((1 << alignBits) - 1));
}

/** Short matches have slots of their own. */
function slotStart(model: LzmaModel, length: number): number {
  return model.slot + (Math.min(length - leastMatch, lengthStates - 1) << slotBits);
}

function footerOf(slot: number): { readonly footerBits: number; readonly base: number } {
  const footerBits = (slot >>> 1) - 1;
  return { footerBits, base: (2 + (slot & 1)) * 2 ** footerBits };
}

function slotOf(distance: number): number {
  if (distance < 4) return distance;
  const highest = 31 - Math.clz32(distance);
  return 2 * highest + ((distance >>> (highest - 1)) & 1);
}
