import { ZarrError } from "@zarrkit/plugin-api";
import { type Selection, slice } from "./selection.js";

/** Reads the NumPy spelling: integers, `start:stop:step` and `...`, separated by commas; brackets around it are allowed. */
export function parseSelection(text: string): Exclude<Selection, string | null> {
  const inner = text
    .trim()
    .replace(/^\[(.*)\]$/s, "$1")
    .trim();
  if (inner === "") return [];
  return inner.split(",").map((part) => parsePart(part.trim(), text));
}

function parsePart(part: string, text: string) {
  if (part === "...") return part;
  if (/^-?\d+$/.test(part)) return Number(part);
  const bounds = part.split(":").map((bound) => bound.trim());
  if (bounds.length < 2 || bounds.length > 3 || bounds.some((bound) => !/^(-?\d+)?$/.test(bound))) {
    throw new ZarrError(
      "invalid-selection",
      `"${text}" is no selection: "${part}" is neither an integer, nor start:stop:step, nor "...".`,
    );
  }
  const [start, stop, step] = bounds.map((bound) => (bound === "" ? null : Number(bound)));
  return slice(start!, stop!, step);
}
