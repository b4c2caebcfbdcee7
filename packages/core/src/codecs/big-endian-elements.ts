import type { Bytes, DataType, Elements, Region, View } from "@zarrkit/plugin-api";
import { copy, type Row } from "../shape/copy.js";
import { subview, viewOf } from "../shape/view.js";

/**
 * Loads big-endian elements on a little-endian host: each is put together from its bytes where it belongs, so that the source
 * may lie at any offset and nothing is allocated. `undefined` for types that read their bytes in a way of their own.
 */
export function bigEndianElements(
  { lanes, over, swapSize, itemSize }: DataType,
  shape: readonly number[],
): ((source: Bytes, destination: View, region?: Region) => void) | undefined {
  const row = rows[swapSize ?? itemSize!];
  if (!over || !row) return undefined;
  const Container = row === read16 ? Uint16Array : Uint32Array;

  /** Entries are counted, on both sides; the rows know their widths. */
  function pick(source: Elements, destination: Elements): [never, never, Row<never>] {
    const { buffer, byteOffset, byteLength } = destination as unknown as Uint8Array<ArrayBuffer>;
    const to = new Container(buffer, byteOffset, byteLength / Container.BYTES_PER_ELEMENT);
    return [source as never, to as never, row as never];
  }

  return (source, destination, region) => {
    const elements = viewOf<Elements>(source, shape, lanes);
    copy(region ? subview(elements, region) : elements, destination, pick);
  };
}

type ReadRow<To> = (
  from: Bytes,
  fromAt: number,
  fromStep: number,
  to: To,
  toAt: number,
  toStep: number,
  length: number,
) => void;

const read16: ReadRow<Uint16Array> = (from, fromAt, fromStep, to, toAt, toStep, length) => {
  for (let i = 0; i < length; i++) to[toAt + i * toStep] = bigEndian16(from, 2 * (fromAt + i * fromStep));
};
const read32: ReadRow<Uint32Array> = (from, fromAt, fromStep, to, toAt, toStep, length) => {
  for (let i = 0; i < length; i++) to[toAt + i * toStep] = bigEndian32(from, 4 * (fromAt + i * fromStep));
};
const read64: ReadRow<Uint32Array> = (from, fromAt, fromStep, to, toAt, toStep, length) => {
  for (let i = 0; i < length; i++) {
    const source = 8 * (fromAt + i * fromStep);
    const destination = 2 * (toAt + i * toStep);
    to[destination] = bigEndian32(from, source + 4);
    to[destination + 1] = bigEndian32(from, source);
  }
};

const rows: Readonly<Record<number, ReadRow<never>>> = { 2: read16, 4: read32, 8: read64 };

function bigEndian16(bytes: Bytes, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

function bigEndian32(bytes: Bytes, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}
