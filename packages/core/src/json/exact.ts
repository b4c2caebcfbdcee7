import { isObject, ZarrError } from "@zarrkit/plugin-api";
import { type Exact, maximumDepth } from "./parse.js";
import { mapped } from "./plain.js";

/**
 * A tree as documents hold it, from what users pass: whole numbers become integers; NaN, ±Infinity and −0 stay numbers. As JSON.stringify
 * does, `undefined` fields are left out and `toJSON` is asked. `invalid-argument` for what no document can hold.
 */
export function exact(given: unknown, depth = 0): Exact {
  const value = isObject(given) && typeof given["toJSON"] === "function" ? given["toJSON"]() : given;
  if (typeof value === "number" && Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value);
  if (depth > maximumDepth) throw noJson(value, `it is nested deeper than ${maximumDepth}`);
  if (!hasJsonForm(value, depth)) throw noJson(value, "it has no JSON form");
  return mapped(value as Exact, (inner) => exact(inner, depth + 1)) as Exact;
}

/** A Map or a typed array has no fields, or others than it holds: it would be written as something else. */
function hasJsonForm(value: unknown, depth: number): boolean {
  if (typeof value === "object") return /^\[object (Null|Array|Object)]$/.test(Object.prototype.toString.call(value));
  return value === undefined ? depth === 0 : typeof value !== "function" && typeof value !== "symbol";
}

function noJson(value: unknown, problem: string): ZarrError {
  const kind = Object.prototype.toString.call(value);
  return new ZarrError("invalid-argument", `${kind} cannot be written as JSON: ${problem}.`);
}
