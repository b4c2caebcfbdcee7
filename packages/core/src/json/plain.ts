import type { Exact } from "./parse.js";

/** What users and plugins see: integers within ±2^53 become `number`, larger ones stay `bigint`. A fresh tree. */
export function plain(value: Exact): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return mapped(value, plain);
}

/** A fresh tree with every item and field converted. */
export function mapped(value: Exact, convert: (inner: never) => unknown): unknown {
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
