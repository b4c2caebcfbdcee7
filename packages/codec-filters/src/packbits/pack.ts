import type { Filters } from "@zarrkit/engines/filters";
import type { Component } from "./component.js";

/** Which bits of every component are stored. */
export interface Slice extends Component {
  readonly first: number;
  readonly taken: number;
}

/** How the engine is told which bit of a byte is the first. */
const lowestFirst = 0;

/** Writes the bits of each component, lowest first, one after the other from the lowest bit of each byte on. */
export function pack(stored: Uint8Array, packed: Uint8Array, slice: Slice, engine?: Filters): void {
  if (slice.bytes === 1 && slice.taken === 1 && slice.first === 0) {
    if (!engine?.packBits(stored, packed, lowestFirst)) packFlags(stored, packed);
    return;
  }
  let waiting = 0;
  let count = 0;
  let to = 0;
  for (let at = 0; at < stored.length; at += slice.bytes) {
    for (let bit = slice.first, left = slice.taken; left > 0; ) {
      const taken = Math.min(8 - (bit & 7), left);
      const bits = (stored[at + (bit >> 3)]! >> (bit & 7)) & ((1 << taken) - 1);
      waiting |= bits << count;
      count += taken;
      if (count >= 8) {
        packed[to++] = waiting;
        waiting >>= 8;
        count -= 8;
      }
      bit += taken;
      left -= taken;
    }
  }
  if (count > 0) packed[to] = waiting;
}

/** The reverse. Bits that were not stored are 0, or the sign where there is one above them. `stored` is zeroed. */
export function unpack(packed: Uint8Array, stored: Uint8Array, slice: Slice, engine?: Filters): void {
  if (slice.bytes === 1 && slice.taken === 1 && slice.first === 0 && !slice.isSigned) {
    if (!engine?.unpackBits(packed, stored, lowestFirst)) unpackFlags(packed, stored);
    return;
  }
  let waiting = 0;
  let count = 0;
  let from = 0;
  for (let at = 0; at < stored.length; at += slice.bytes) {
    let bit = slice.first;
    for (let left = slice.taken; left > 0; ) {
      const taken = Math.min(8 - (bit & 7), left);
      if (count < taken) {
        waiting |= packed[from++]! << count;
        count += 8;
      }
      stored[at + (bit >> 3)]! |= (waiting & ((1 << taken) - 1)) << (bit & 7);
      waiting >>= taken;
      count -= taken;
      bit += taken;
      left -= taken;
    }
    if (slice.isSigned) extendSign(stored, at, bit, slice.bytes);
  }
}

/** Repeats the bit below `end` up to the end of the component's bytes. */
function extendSign(stored: Uint8Array, at: number, end: number, bytes: number): void {
  const isNegative = (stored[at + ((end - 1) >> 3)]! >> ((end - 1) & 7)) & 1;
  if (!isNegative) return;
  if (end & 7) stored[at + (end >> 3)]! |= 0xff << (end & 7);
  stored.fill(0xff, at + ((end + 7) >> 3), at + bytes);
}

function packFlags(stored: Uint8Array, packed: Uint8Array): void {
  for (let i = 0; i < stored.length; i++) packed[i >> 3]! |= (stored[i]! & 1) << (i & 7);
}

function unpackFlags(packed: Uint8Array, stored: Uint8Array): void {
  for (let i = 0; i < stored.length; i++) stored[i] = (packed[i >> 3]! >> (i & 7)) & 1;
}
