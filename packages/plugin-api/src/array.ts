/** Arrays in memory, and which part of them is meant. */

/** What holds elements: a typed array, or a plain array for types without a fixed size. */
export type Elements = ArrayLike<unknown> & { [index: number]: unknown };

/**
 * An N-dimensional window onto `data`. `offset` and `strides` count entries of `data`; strides may be negative, zero or
 * permuted. One element is `lanes` adjacent entries (default 1): 2 for complex numbers, the byte size for raw bytes and
 * structs.
 */
export interface View<D extends Elements = Elements> {
  readonly data: D;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly lanes?: number;
}

/** Part of an array, in elements: along axis i the `shape[i]` indices start[i], start[i] + step[i], … (step ≥ 1). */
export interface Region {
  readonly start: readonly number[];
  readonly shape: readonly number[];
  readonly step?: readonly number[];
}

/** Exactly n bytes, or any number up to n (types of variable size, two compressors in a row). */
export type Size = { readonly exact: number } | { readonly atMost: number };
