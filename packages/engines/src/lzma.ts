import { CorruptData, DestinationFull } from "./corrupt-data.js";
import { LzmaDecoder } from "./lzma-decoder.js";
import { decodeFilters, type LzmaFilters } from "./lzma-filters.js";
import { propertiesFromByte } from "./lzma-model.js";
import { requirePadding } from "./padding.js";

export { encodeLzmaAlone, encodeLzmaRaw, encodeXz, type LzmaEffort } from "./lzma-encode.js";
export { type LzmaFilters, machineCodeFilters } from "./lzma-filters.js";
export type { LzmaProperties } from "./lzma-model.js";
export { decodeXz } from "./xz-decode.js";
export { checkNumber, filterNumber } from "./xz-format.js";

const aloneHeaderLength = 13;

/**
 * Decodes an `.lzma` file (LZMA_alone): properties, dictionary size, decoded length or −1, LZMA. Answers the bytes it
 * gave. Throws `CorruptData`. The format carries no checksum.
 */
export function decodeLzmaAlone(source: Uint8Array, destination: Uint8Array): number {
  if (source.length < aloneHeaderLength) throw new CorruptData(`${source.length} bytes cannot hold an LZMA header`);
  const properties = propertiesFromByte(source[0]!);
  if (properties === undefined) throw new CorruptData(`byte ${source[0]} holds no LZMA properties`);
  const view = new DataView(source.buffer, source.byteOffset);
  const stated = view.getBigUint64(5, true);
  const unknown = stated === 0xffffffffffffffffn;
  if (!unknown && stated > BigInt(destination.length)) throw new DestinationFull("the LZMA data", destination.length);
  const limit = unknown ? destination.length : Number(stated);
  const decoder = new LzmaDecoder(destination, 0, properties);
  const mark = unknown ? "required" : "optional";
  const { at } = decoder.decode(source, aloneHeaderLength, source.length, limit, mark);
  if (!unknown && decoder.to !== limit)
    throw new CorruptData(`the LZMA header declares ${limit} bytes, ${decoder.to} come out`);
  requirePadding(source, at);
  return decoder.to;
}

/** Decodes bytes that are nothing but the output of those filters; answers the bytes that gave. Throws `CorruptData`. */
export function decodeLzmaRaw(filters: LzmaFilters, source: Uint8Array, destination: Uint8Array): number {
  const { at, to } = decodeFilters(filters, source, 0, destination, 0);
  requirePadding(source, at);
  return to;
}
