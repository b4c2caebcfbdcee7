import { deflateSync } from "node:zlib";
import type { Picture } from "../drawing/picture.js";

/** A picture as a PNG file: 8 bits per channel with alpha, no filters. Specification: W3C PNG, third edition. */
export function png({ width, height, pixels }: Picture): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  header.setUint8(9, 6);
  const rows = new Uint8Array(height * (4 * width + 1));
  for (let row = 0; row < height; row++) {
    rows.set(pixels.subarray(4 * row * width, 4 * (row + 1) * width), row * (4 * width + 1) + 1);
  }
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** Length, type, data, and the CRC-32 of type and data. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const result = Buffer.alloc(data.length + 12);
  result.writeUInt32BE(data.length, 0);
  result.write(type, 4, "latin1");
  result.set(data, 8);
  result.writeUInt32BE(crc32(result.subarray(4, data.length + 8)), data.length + 8);
  return result;
}

/** CRC-32 of ISO 3309, bit by bit through a table of half bytes: Node before 20.15 has none of its own. */
const table = Uint32Array.from({ length: 16 }, (_, i) => {
  let word = i;
  for (let bit = 0; bit < 4; bit++) word = word & 1 ? (word >>> 1) ^ 0xedb88320 : word >>> 1;
  return word;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum = table[(sum ^ byte) & 15]! ^ (sum >>> 4);
    sum = table[(sum ^ (byte >>> 4)) & 15]! ^ (sum >>> 4);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
