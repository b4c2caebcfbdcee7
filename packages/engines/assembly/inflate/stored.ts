import { atByteBoundary, bytesLeft, place } from "./bits";

/** A stored block (section 3.2.4); answers where it ends in the destination, 0 for one that is none or does not fit. */
export function copyBlock(to: usize, destinationEnd: usize): usize {
  const at = atByteBoundary();
  if (bytesLeft() < 4) return 0;
  const length = load<u16>(at) as usize;
  if ((length ^ load<u16>(at, 2)) !== 0xffff) return 0;
  if (length > bytesLeft() - 4 || length > destinationEnd - to) return 0;
  memory.copy(to, at + 4, length);
  place(at + 4 + length);
  return to + length;
}
