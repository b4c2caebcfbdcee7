import { CorruptData, DestinationFull } from "./corrupt-data.js";
import { LzmaDecoder } from "./lzma-decoder.js";
import { propertiesFromByte } from "./lzma-model.js";

/**
 * Decodes LZMA2: chunks of LZMA, or stored, each with its lengths before it. Begins at `at` in the source and at `start` in
 * the destination; answers where both end. Format: the first byte of a chunk is 0 at the end, 1 or 2 for stored bytes
 * (1 forgets the dictionary), from 0x80 on LZMA, whose bits 5 and 6 say what is reset.
 */
export function decodeLzma2(
  source: Uint8Array,
  at: number,
  destination: Uint8Array,
  start: number,
): { readonly at: number; readonly to: number } {
  const byte = (position: number) => {
    if (position >= source.length) throw new CorruptData(`the LZMA2 data of ${source.length} bytes ends too early`);
    return source[position]!;
  };
  let decoder: LzmaDecoder | undefined;
  let to = start;
  let needsDictionaryReset = true;
  let needsProperties = true;
  let needsStateReset = true;
  for (;;) {
    const control = byte(at);
    if (control === 0) return { at: at + 1, to };
    if (control > 2 && control < 0x80)
      throw new CorruptData(`an LZMA2 chunk at byte ${at} is of the unknown kind ${control}`);
    const resetsDictionary = control === 1 || control >= 0xe0;
    if (needsDictionaryReset && !resetsDictionary)
      throw new CorruptData("the LZMA2 data begins without a new dictionary");
    needsDictionaryReset = false;

    if (control <= 2) {
      const length = (byte(at + 1) << 8) + byte(at + 2) + 1;
      at += 3;
      byte(at + length - 1);
      // The properties are those of a later chunk, which brings them.
      decoder ??= new LzmaDecoder(destination, to, { literalContextBits: 0, literalPositionBits: 0, positionBits: 0 });
      if (resetsDictionary) decoder.resetDictionary();
      decoder.store(source.subarray(at, at + length));
      needsStateReset = true;
      to = decoder.to;
      at += length;
      continue;
    }

    const length = ((control & 0x1f) << 16) + (byte(at + 1) << 8) + byte(at + 2) + 1;
    const encodedLength = (byte(at + 3) << 8) + byte(at + 4) + 1;
    at += 5;
    const reset = (control >>> 5) & 3;
    if (reset >= 2) {
      const properties = propertiesFromByte(byte(at++));
      if (properties === undefined || properties.literalContextBits + properties.literalPositionBits > 4) {
        throw new CorruptData(`the properties of the LZMA2 chunk before byte ${at} are none`);
      }
      decoder ??= new LzmaDecoder(destination, to, properties);
      if (resetsDictionary) decoder.resetDictionary();
      decoder.resetState(properties);
      needsProperties = false;
    } else {
      if (needsProperties) throw new CorruptData("the LZMA2 data begins without properties");
      if (reset === 1) decoder!.resetState();
      else if (needsStateReset) throw new CorruptData("an LZMA2 chunk goes on from a state that there is none of");
    }
    needsStateReset = false;
    byte(at + encodedLength - 1);
    if (length > destination.length - to) throw new DestinationFull("the LZMA2 data", destination.length);
    const end = at + encodedLength;
    const reached = decoder!.decode(source, at, end, to + length, "none");
    if (reached.at !== end) throw new CorruptData(`an LZMA2 chunk leaves ${end - reached.at} bytes unread`);
    to += length;
    at = end;
  }
}
