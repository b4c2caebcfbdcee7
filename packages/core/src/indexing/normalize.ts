import type { Selection, Slice } from "./selection.js";

/**
 * One axis of a selection, resolved against its length: `count` indices from `start` in steps of `step` ≥ 1, ascending.
 * `reversed`: the user asked for them in descending order. `dropped`: the user gave one integer, so the axis is not in
 * the result.
 */
export interface AxisSelection {
  readonly start: number;
  readonly step: number;
  readonly count: number;
  readonly reversed: boolean;
  readonly dropped: boolean;
}

/** Resolves a selection against a shape; `invalid-selection` says what is wrong with it. */
export async function normalizeSelection(
  selection: Selection | undefined,
  shape: readonly number[],
): Promise<AxisSelection[]> {
  // The NumPy spelling is for people and command lines: a bundle that never sees it does not carry its parser.
  const given =
    typeof selection === "string"
      ? (await import("./parse-selection.js")).parseSelection(selection)
      : (selection ?? []);
  const axes = Array.isArray(given) ? normalizeAxes(given, shape) : [undefined];
  if (axes.every((axis) => axis !== undefined)) return axes;
  // Neither does one that never errs carry the words for it.
  throw (await import("./selection-error.js")).selectionError(given, shape);
}

/** `undefined` stands for what fits no axis. */
function normalizeAxes(given: readonly unknown[], shape: readonly number[]): (AxisSelection | undefined)[] {
  const ellipsis = given.indexOf("...");
  const before = ellipsis < 0 ? given : given.slice(0, ellipsis);
  const after = ellipsis < 0 ? [] : given.slice(ellipsis + 1);
  const missing = shape.length - before.length - after.length;
  if (missing < 0) return [undefined];
  const entries = [...before, ...new Array<null>(missing).fill(null), ...after];
  return entries.map((entry, axis) => normalizeAxis(entry, shape[axis]!));
}

function normalizeAxis(entry: unknown, length: number): AxisSelection | undefined {
  if (entry === null) return { start: 0, step: 1, count: length, reversed: false, dropped: false };
  if (typeof entry === "number") {
    const start = entry < 0 ? entry + length : entry;
    if (!Number.isInteger(entry) || start < 0 || start >= length) return undefined;
    return { start, step: 1, count: 1, reversed: false, dropped: true };
  }
  return typeof entry === "object" && "step" in entry! ? normalizeSlice(entry as Slice, length) : undefined;
}

/** Python's `slice.indices`, turned into an ascending run. */
function normalizeSlice({ start = null, stop = null, step }: Slice, length: number): AxisSelection | undefined {
  if ([start ?? 0, stop ?? 0, step].some((bound) => !Number.isSafeInteger(bound)) || step === 0) return undefined;
  // Where a bound falls beyond the axis it is moved to its end: [0, length], or [-1, length - 1] going down.
  const least = step > 0 ? 0 : -1;
  const most = step > 0 ? length : length - 1;
  const bound = (value: number) => Math.min(Math.max(value < 0 ? value + length : value, least), most);
  const first = start === null ? (step > 0 ? least : most) : bound(start);
  const end = stop === null ? (step > 0 ? most : least) : bound(stop);
  const count = Math.max(0, Math.ceil((end - first) / step));
  const reversed = step < 0;
  const lowest = reversed && count > 0 ? first + (count - 1) * step : first;
  return { start: Math.max(0, lowest), step: Math.abs(step), count, reversed, dropped: false };
}
