import { CorruptData } from "./corrupt-data.js";
import { crc32 } from "./crc32.js";
import { type LzmaFilters, machineCodeFilters } from "./lzma-filters.js";
import { filterNumber } from "./xz-format.js";

/** Reads the fields of an `.xz` file; throws `CorruptData` where it ends or a field is not what it must be. */
export class XzReader {
  readonly source: Uint8Array;
  at: number;

  constructor(source: Uint8Array, at: number) {
    this.source = source;
    this.at = at;
  }

  byte(): number {
    if (this.at >= this.source.length) throw this.#truncated();
    return this.source[this.at++]!;
  }

  take(length: number): Uint8Array {
    if (length > this.source.length - this.at) throw this.#truncated();
    this.at += length;
    return this.source.subarray(this.at - length, this.at);
  }

  /** 32 bits, little-endian. */
  word(): number {
    const bytes = this.take(4);
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  }

  matches(bytes: readonly number[]): boolean {
    return bytes.every((byte) => this.byte() === byte);
  }

  /** A number of up to 63 bits, seven to a byte, lowest first. */
  number(): number {
    let value = 0;
    for (let shift = 0; shift < 63; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) {
        if (byte === 0 && shift > 0) break;
        return value;
      }
    }
    throw new CorruptData(`the xz number before byte ${this.at} is malformed`);
  }

  requireZeros(count: number): void {
    if (this.take(count).some((byte) => byte !== 0))
      throw new CorruptData(`the xz padding before byte ${this.at} is not zero`);
  }

  /** The CRC-32 of everything from `start` on must follow. */
  requireChecksum(start: number): void {
    const computed = crc32(this.source.subarray(start, this.at));
    if (this.word() !== computed)
      throw new CorruptData(`the xz checksum before byte ${this.at} is not that of what it covers`);
  }

  #truncated(): CorruptData {
    return new CorruptData(`the xz file of ${this.source.length} bytes ends too early`);
  }
}

/** Reads the header of a block whose first byte was `headerSize`; leaves the reader at the block's data. */
export function readFilters(reader: XzReader, start: number, headerSize: number) {
  const end = start + (headerSize + 1) * 4;
  const flags = reader.byte();
  if (flags & 0x3c) throw new CorruptData("an xz block's header sets reserved flags");
  const encodedLength = flags & 0x40 ? reader.number() : undefined;
  const length = flags & 0x80 ? reader.number() : undefined;
  const deltas: number[] = [];
  let compressed = false;
  for (let left = (flags & 3) + 1; left > 0; left--) {
    if (compressed) throw new CorruptData("an xz block has a filter behind LZMA2");
    const filter = reader.number();
    const properties = reader.take(reader.number());
    if (filter === filterNumber.lzma2) {
      if (properties.length !== 1 || properties[0]! > 40)
        throw new CorruptData("an xz block's LZMA2 properties are none");
      compressed = true;
    } else if (filter === filterNumber.delta) {
      if (properties.length !== 1) throw new CorruptData("an xz block's delta properties are none");
      deltas.push(properties[0]! + 1);
    } else {
      const name = machineCodeFilters[filter];
      throw new CorruptData(
        name === undefined
          ? `an xz block uses the unknown filter ${filter}`
          : `an xz block uses the filter for ${name} machine code, which is not supported`,
      );
    }
  }
  if (!compressed) throw new CorruptData("an xz block is not compressed by LZMA2");
  reader.requireZeros(Math.max(0, end - 4 - reader.at));
  if (reader.at !== end - 4) throw new CorruptData("an xz block's header is longer than it declares");
  reader.requireChecksum(start);
  const filters: LzmaFilters = { deltas, compressor: { kind: "lzma2" } };
  return { filters, encodedLength, length };
}
