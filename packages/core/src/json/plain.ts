import type { Exact } from "./parse.js";

/** What users and plugins see: integers within ±2^53 become `number`, larger ones stay `bigint`. A fresh tree. */
export function plain(value: Exact): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return mapped(value, plain);
}

/**
 * The reverse, for what users pass: whole numbers become integers; NaN, ±Infinity and −0 stay numbers. `undefined` fields
 * are left out, as JSON.stringify does.
 */
export function exact(value: unknown): Exact {
  if (typeof value === "number" && Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value);
  return mapped(value as Exact, exact) as Exact;
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
