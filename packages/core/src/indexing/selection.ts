/** `slice(start, stop, step)`: a range of indices as in Python; `null` or left out means from, or to, the end. */
export interface Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number;
}

/**
 * What to read or write, one entry per axis: an integer (negative ones count from the end; the axis is dropped), a
 * `slice`, `null` for all of the axis; `"..."` once for as many whole axes as are missing, which is also what missing
 * trailing entries mean. Or the NumPy spelling of the same: `"0, ::2, -1, ..."`.
 */
export type Selection = readonly (number | Slice | null | "...")[] | string | null;

export function slice(stop: number | null): Slice;
export function slice(start: number | null, stop?: number | null, step?: number | null): Slice;
export function slice(...bounds: (number | null | undefined)[]): Slice {
  const [start, stop, step] = bounds.length === 1 ? [null, bounds[0]] : bounds;
  return { start: start ?? null, stop: stop ?? null, step: step ?? 1 };
}
