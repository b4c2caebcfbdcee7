import { type Bytes, codecFailed } from "@zarrkit/plugin-api";

/** Two lengths, of the stored mask and of the stored elements, in 8 bytes each, little-endian. */
export const headerSize = 16;

/** The mask and the elements as they are stored; `codec-failed` unless the header fits what follows it. */
export function split(source: Bytes): { maskBytes: Bytes; dataBytes: Bytes } {
  if (source.length < headerSize)
    throw codecFailed("zarrs.optional", `${source.length} bytes are less than its header`);
  const header = new DataView(source.buffer, source.byteOffset, headerSize);
  const [maskLength, dataLength] = [header.getBigUint64(0, true), header.getBigUint64(8, true)];
  if (BigInt(headerSize) + maskLength + dataLength !== BigInt(source.length)) {
    throw codecFailed(
      "zarrs.optional",
      `its header claims ${maskLength} bytes of mask and ${dataLength} of elements, but ${source.length - headerSize} follow`,
    );
  }
  const end = headerSize + Number(maskLength);
  return { maskBytes: source.subarray(headerSize, end), dataBytes: source.subarray(end) };
}

/** The reverse. */
export function join(maskBytes: Bytes, dataBytes: Bytes): Bytes {
  const result = new Uint8Array(headerSize + maskBytes.length + dataBytes.length);
  const header = new DataView(result.buffer);
  header.setBigUint64(0, BigInt(maskBytes.length), true);
  header.setBigUint64(8, BigInt(dataBytes.length), true);
  result.set(maskBytes, headerSize);
  result.set(dataBytes, headerSize + maskBytes.length);
  return result;
}
