/**
 * The records of a zip archive, by the names of APPNOTE.TXT 6.3.10: signatures, fixed lengths, and the values by which a
 * field says "look into the zip64 one".
 */
export const signature = {
  localHeader: 0x04034b50,
  directoryHeader: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
} as const;

/** Bytes before the parts of variable length. */
export const fixed = { localHeader: 30, directoryHeader: 46, end: 22, end64: 56, locator64: 20 } as const;

export const in64 = { short: 0xffff, long: 0xffffffff } as const;

export const flag = { encrypted: 1, descriptor: 8, patched: 32, utf8: 2048, masked: 8192 } as const;

export const method = { stored: 0, deflated: 8 } as const;

/** Identifiers of extra fields. */
export const extra = { zip64: 0x0001, unicodePath: 0x7075 } as const;

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** A number of 8 bytes; NaN beyond 2^53, which no position in a file is. */
export function readLong(view: DataView, at: number): number {
  const value = view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
  return value <= Number.MAX_SAFE_INTEGER ? value : NaN;
}

export function writeLong(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % 2 ** 32, true);
  view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
}

/** Where the content of an extra field lies among the extra fields of a header (4.5.1); `undefined` when it is not there. */
export function findExtra(fields: Uint8Array, id: number): Uint8Array | undefined {
  const view = viewOf(fields);
  for (let at = 0; at + 4 <= fields.length; ) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (end > fields.length) return undefined;
    if (view.getUint16(at, true) === id) return fields.subarray(at + 4, end);
    at = end;
  }
  return undefined;
}
