import { ByteCursor } from "./parquet-cursor.js";

/**
 * Checks that runs in Parquet's hybrid of repeated and packed numbers stand for no more values than are told. Six bytes can stand
 * for two thousand million of them, and whoever spells those out runs out of memory. That there are too few shows in reading.
 */
export function requireRuns(bytes: Uint8Array, from: number, width: number, count: number): void {
  const cursor = new ByteCursor(bytes, from);
  for (let left = count; left > 0 && cursor.at < bytes.length; ) {
    const header = cursor.varint();
    const length = Math.floor(header / 2);
    // Packed ones come in groups of eight, of which the last may be filled up.
    const isPacked = header % 2 === 1;
    const values = isPacked ? 8 * length : length;
    if (values >= left + (isPacked ? 8 : 1)) throw new Error(`a run of ${values} where ${left} values are left`);
    cursor.skip(isPacked ? length * width : Math.ceil(width / 8));
    left -= values;
  }
}
