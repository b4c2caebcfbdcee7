import { type LzmaEffort, LzmaEncoder } from "./lzma-encoder.js";
import { mostMatch, propertiesToByte } from "./lzma-model.js";

/** What a chunk's header can say. */
const mostLength = 2 ** 21;
const mostStored = 2 ** 16;
/** Room that is left in a chunk, because the next symbol's length is not known before it is written. */
const mostEncoded = 2 ** 16 - 256;

/** Encodes LZMA2: chunks of LZMA, or stored where that is shorter. */
export function encodeLzma2(source: Uint8Array, effort: LzmaEffort): Uint8Array<ArrayBuffer> {
  const encoder = new LzmaEncoder(source, effort);
  const pieces: Uint8Array[] = [];
  /** What the next chunk of LZMA must bring: everything, new properties, a new state, or nothing. */
  let reset = 3;
  while (encoder.at < source.length) {
    const start = encoder.at;
    while (
      encoder.at < source.length &&
      encoder.at - start < mostLength - mostMatch &&
      encoder.range.length < mostEncoded
    ) {
      encoder.step();
    }
    const length = encoder.at - start;
    const encoded = encoder.range.finish();
    if (encoded.length < length && encoded.length <= mostStored) {
      const header = [
        0x80 | (reset << 5) | ((length - 1) >>> 16),
        ((length - 1) >>> 8) & 255,
        (length - 1) & 255,
        (encoded.length - 1) >>> 8,
        (encoded.length - 1) & 255,
      ];
      if (reset >= 2) header.push(propertiesToByte(effort.properties));
      pieces.push(Uint8Array.from(header), encoded);
      reset = 0;
      continue;
    }
    for (let at = start; at < encoder.at; at += mostStored) {
      const part = source.subarray(at, Math.min(at + mostStored, encoder.at));
      pieces.push(Uint8Array.of(reset === 3 ? 1 : 2, (part.length - 1) >>> 8, (part.length - 1) & 255), part);
      reset = Math.min(reset, 2);
    }
    encoder.resetState();
    reset = Math.max(reset, 1);
  }
  pieces.push(Uint8Array.of(0));
  return concatenated(pieces);
}

export function concatenated(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
