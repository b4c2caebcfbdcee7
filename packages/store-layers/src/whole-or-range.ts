import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  type Key,
  rangeWithin,
  type Store,
} from "@zarrkit/plugin-api";

/** A range through whatever a store has: ranges, or the whole value. */
export async function rangeOf(
  store: Store,
  key: Key,
  range: ByteRange,
  options?: CallOptions,
): Promise<Bytes | undefined> {
  return store.getRange ? store.getRange(key, range, options) : (await rangesOf(store, key, [range], options))?.[0];
}

/** Several ranges of one value through whatever a store has. */
export async function rangesOf(
  store: Store,
  key: Key,
  ranges: readonly ByteRange[],
  options?: CallOptions,
): Promise<readonly Bytes[] | undefined> {
  if (store.getRanges) return store.getRanges(key, ranges, options);
  const whole = await store.get(key, options);
  return (
    whole &&
    ranges.map((range) => {
      const { offset, length } = rangeWithin(checkRange(range), whole.length);
      return whole.subarray(offset, offset + length);
    })
  );
}
