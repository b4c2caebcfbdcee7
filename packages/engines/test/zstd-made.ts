import type { Random } from "@zarrkit/fuzz";
import { zstdCodes } from "../src/zstd-codes.js";

/**
 * A frame that no encoder writes: random literals, codes and offsets, by tables that each have one symbol, so that the bit
 * stream holds nothing but the values of the sequences. Most are sound; some reach before the frame, or for too many literals.
 */
export function madeFrame(random: Random): Uint8Array {
  const bytes = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 8 * random(8)];
  for (let blocks = random(4); blocks >= 0; blocks--) pushBlock(bytes, blocks === 0, random);
  return Uint8Array.from(bytes);
}

function pushBlock(bytes: number[], isLast: boolean, random: Random): void {
  const count = random(4) === 0 ? random(1100) : random(12);
  const literals = random(5) === 0 ? random(3000) : random(200);
  const block = literalsSection(literals, random);
  if (count >= 128) block.push(128 + (count >> 8), count & 255);
  else block.push(count);
  if (count > 0) {
    const codes = {
      literal: random(random(3) ? 4 : 20),
      offset: random(random(3) ? 8 : 14),
      match: random(random(3) ? 20 : 45),
    };
    block.push(0x54, codes.literal, codes.offset, codes.match);
    const { literalLength, matchLength } = zstdCodes();
    const bits = count * (literalLength.added[codes.literal]! + codes.offset + matchLength.added[codes.match]!);
    for (let left = bits; left >= 8; left -= 8) block.push(random(256));
    const rest = bits & 7;
    block.push((1 << rest) | random(1 << rest));
  }
  const header = (block.length << 3) | (2 << 1) | (isLast ? 1 : 0);
  bytes.push(header & 255, (header >> 8) & 255, header >> 16, ...block);
}

function literalsSection(length: number, random: Random): number[] {
  const kind = random(3) === 0 ? 1 : 0;
  const section =
    length < 32 && random(2)
      ? [kind | (length << 3)]
      : length < 4096 && random(2)
        ? [kind | 4 | ((length & 15) << 4), length >> 4]
        : [kind | 12 | ((length & 15) << 4), (length >> 4) & 255, length >> 12];
  if (kind === 1) section.push(random(256));
  else for (let i = 0; i < length; i++) section.push(random(256));
  return section;
}
