import { show, ZarrError } from "@zarrkit/plugin-api";
import type { Slice } from "./selection.js";

/** What is wrong with a selection that could not be resolved: the first entry that fits no axis, or what it is instead of a list. */
export function selectionError(selection: unknown, shape: readonly number[]): ZarrError {
  return new ZarrError("invalid-selection", `Cannot select from shape [${shape}]: ${problemOf(selection, shape)}.`);
}

/** The error for what is no list of one index per axis. */
export function indexError(path: string, index: unknown, shape: readonly number[]): ZarrError {
  return new ZarrError(
    "invalid-selection",
    `at() takes a list of one index per axis: array "${path}" has ${shape.length}, given was ${show(index)}.`,
  );
}

function problemOf(selection: unknown, shape: readonly number[]): string {
  if (!Array.isArray(selection)) return `a selection is a list, a string or null, found ${show(selection)}`;
  const ellipsis = selection.indexOf("...");
  if (ellipsis !== selection.lastIndexOf("...")) return '"..." may stand only once';
  const given = selection.length - (ellipsis < 0 ? 0 : 1);
  if (given > shape.length) return `too many indices: ${given} for an array of ${shape.length} axes`;
  const axisOf = (at: number) => (ellipsis >= 0 && at > ellipsis ? at - selection.length + shape.length : at);
  const problems = Array.from(selection, (entry, at) => {
    const axis = axisOf(at);
    return entry === null || entry === "..." ? undefined : axisProblem(entry, axis, shape[axis]!);
  });
  return problems.find((problem) => problem !== undefined) ?? `${show(selection)} fits no array`;
}

function axisProblem(entry: unknown, axis: number, length: number): string | undefined {
  if (typeof entry === "number") {
    if (!Number.isInteger(entry)) return `${entry} on axis ${axis} is not an integer`;
    const isThere = entry >= -length && entry < length;
    return isThere ? undefined : `index ${entry} is outside axis ${axis}, which has ${length} elements`;
  }
  if (typeof entry === "object" && entry !== null && "step" in entry) {
    const { start, stop, step } = entry as Slice;
    const isSound = step !== 0 && [start ?? 0, stop ?? 0, step].every(Number.isSafeInteger);
    return isSound
      ? undefined
      : `slice(${start}, ${stop}, ${step}) on axis ${axis} needs integers and a step other than 0`;
  }
  return `${show(entry)} on axis ${axis} is neither an integer, a slice, null nor "..."${adviceFor(entry)}`;
}

/** What was probably meant. */
function adviceFor(entry: unknown): string {
  if (typeof entry === "bigint") return `: indices are numbers, Number(${entry}n)`;
  if (Array.isArray(entry) && entry.length === 2) return `: a range is slice(${entry.map(show).join(", ")})`;
  if (typeof entry === "string") return ": a selection in NumPy's spelling is one string for all axes";
  return "";
}
