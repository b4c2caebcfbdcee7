import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  type Key,
  rangeWithin,
  type Store,
  ZarrError,
} from "@zarrkit/plugin-api";

/** The bytes of a value that a range names: exactly those, fewer only at the end of the value. A view. */
export function sliceRange(bytes: Bytes, range: ByteRange): Bytes {
  const { offset, length } = rangeWithin(checkRange(range), bytes.length);
  return bytes.subarray(offset, offset + length);
}

/** One range of a value through whatever the store offers: its own ranges, or the whole value. */
export async function readRange(
  store: Store,
  key: Key,
  range: ByteRange,
  options?: CallOptions,
): Promise<Bytes | undefined> {
  if (!store.getRange) {
    const whole = await store.get(key, options);
    return whole && sliceRange(whole, range);
  }
  const bytes = await store.getRange(key, range, options);
  const most = "suffix" in range ? range.suffix : range.length;
  if (bytes && most !== undefined && bytes.length > most) {
    throw new ZarrError(
      "store-failed",
      `The store answered ${bytes.length} bytes of ${key} where ${most} were asked.`,
      {
        fields: { key },
      },
    );
  }
  return bytes;
}
