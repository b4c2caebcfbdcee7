import { isObject, ZarrError } from "@zarrkit/plugin-api";
import { type Exact, maximumDepth } from "./parse.js";

/** What users and plugins see: integers within ±2^53 become `number`, larger ones stay `bigint`. A fresh tree. */
export function plain(value: Exact): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return mapped(value, plain);
}

/**
 * The reverse, for what users pass: whole numbers become integers; NaN, ±Infinity and −0 stay numbers. As JSON.stringify
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

function mapped(value: Exact, convert: (inner: never) => unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => convert(inner as never));
  if (typeof value !== "object" || value === null) return value;
  const result = {};
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    // Defined, not assigned, so that a key "__proto__" is data like any other.
    Object.defineProperty(result, key, {
      value: convert(inner as never),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return result;
}
