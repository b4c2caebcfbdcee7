/** The bytes of many elements, one after the other; element i takes `ends[i - 1]` (0 for the first) to `ends[i]`. */
export interface Joined {
  readonly bytes: Uint8Array;
  readonly ends: Float64Array;
}

/** How elements of one data type are bytes. `values` come and go in C order. */
export interface ElementKind<T = unknown> {
  /** Throws `invalid-argument` for what is no such element. */
  join(values: readonly T[]): Joined;
  /** Elements of their own memory, none of it the source's. Throws `codec-failed` for bytes that are no such element. */
  split(joined: Joined): T[];
}
