import { ZarrError } from "@zarrkit/plugin-api";
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
  if (!Array.isArray(given)) throw wrong(`a selection is a list, a string or null, found ${String(given)}`, shape);
  const ellipsis = given.indexOf("...");
  if (ellipsis !== given.lastIndexOf("...")) throw wrong('"..." may stand only once', shape);
  const before = ellipsis < 0 ? given : given.slice(0, ellipsis);
  const after = ellipsis < 0 ? [] : given.slice(ellipsis + 1);
  const missing = shape.length - before.length - after.length;
  if (missing < 0) {
    throw wrong(`too many indices: ${before.length + after.length} for an array of ${shape.length} axes`, shape);
  }
  const entries = [...before, ...new Array<null>(missing).fill(null), ...after];
  return entries.map((entry, axis) => normalizeAxis(entry, axis, shape));
}

function normalizeAxis(entry: unknown, axis: number, shape: readonly number[]): AxisSelection {
  const length = shape[axis]!;
  if (entry === null) return { start: 0, step: 1, count: length, reversed: false, dropped: false };
  if (typeof entry === "number") {
    const index = entry < 0 ? entry + length : entry;
    if (!Number.isInteger(entry)) throw wrong(`${entry} on axis ${axis} is not an integer`, shape);
    if (index < 0 || index >= length)
      throw wrong(`index ${entry} is outside axis ${axis}, which has ${length} elements`, shape);
    return { start: index, step: 1, count: 1, reversed: false, dropped: true };
  }
  if (typeof entry !== "object" || !("step" in entry)) {
    throw wrong(`${String(entry)} on axis ${axis} is neither an integer, a slice, null nor "..."`, shape);
  }
  return normalizeSlice(entry as Slice, axis, shape);
}

/** Python's `slice.indices`, turned into an ascending run. */
function normalizeSlice(
  { start = null, stop = null, step }: Slice,
  axis: number,
  shape: readonly number[],
): AxisSelection {
  if ([start ?? 0, stop ?? 0, step].some((bound) => !Number.isSafeInteger(bound)) || step === 0) {
    throw wrong(`slice(${start}, ${stop}, ${step}) on axis ${axis} needs integers and a step other than 0`, shape);
  }
  const length = shape[axis]!;
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

function wrong(problem: string, shape: readonly number[]): ZarrError {
  return new ZarrError("invalid-selection", `Cannot select from shape [${shape}]: ${problem}.`);
}
