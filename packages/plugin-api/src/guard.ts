import type { Origin } from "./data-type.js";
import { ZarrError } from "./error.js";

/** Checks for what documents hold, with the JSON path in every error. Plugins parse their configurations with them. */

export function invalid(path: string, problem: string): ZarrError {
  return new ZarrError("invalid-metadata", `${shortened(path, 300)}: ${problem}`, { fields: { path } });
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A configuration as an object; absent counts as empty. With `known`, any other key is refused. */
export function parseObject(value: unknown, path: string, known?: readonly string[]): Record<string, unknown> {
  if (value === undefined) return {};
  if (!isObject(value)) throw invalid(path, `expected an object, found ${show(value)}`);
  if (known) {
    for (const key of Object.keys(value)) {
      if (!known.includes(key))
        throw invalid(`${path}.${key}`, `is not a known field; known are ${known.join(", ") || "none"}`);
    }
  }
  return value;
}

/** An integer in a range; `fallback` stands for an absent value, and without it absence is an error. */
export function parseInteger(value: unknown, path: string, least: number, most: number, fallback?: number): number {
  if (value === undefined && fallback !== undefined) return fallback;
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
    throw invalid(path, `expected an integer from ${least} to ${most}, found ${show(value)}`);
  }
  return value;
}

/** One of some words. */
export function parseChoice<T extends string>(value: unknown, path: string, choices: readonly T[], fallback?: T): T {
  if (value === undefined && fallback !== undefined) return fallback;
  if (!choices.includes(value as T))
    throw invalid(path, `expected ${choices.map(show).join(" or ")}, found ${show(value)}`);
  return value as T;
}

export function parseBoolean(value: unknown, path: string, fallback?: boolean): boolean {
  if (value === undefined && fallback !== undefined) return fallback;
  if (typeof value !== "boolean") throw invalid(path, `expected true or false, found ${show(value)}`);
  return value;
}

/** A value as it stands in a message: short, whatever it is. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  try {
    const text =
      typeof value === "bigint"
        ? `${value}`
        : JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? `${inner}` : inner));
    return shortened(text ?? String(value), 60);
  } catch {
    // Nested deeper than the stack, or in itself.
    return "what JSON cannot hold";
  }
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 3)}…` : text;
}

/** The path of a configuration field, from the codec's own origin. */
export function field(origin: Origin, name: string): string {
  return origin.format === 3 ? `${origin.path}.configuration.${name}` : `${origin.path}.${name}`;
}

/**
 * A codec's configuration as an object that holds no other fields than these. Under a numcodecs name or in a v2 document
 * an `id` beside them is passed over: v2 keeps the codec's name there, and some v3 documents carry it along.
 */
export function parseConfiguration(
  configuration: unknown,
  origin: Origin,
  known: readonly string[],
): Record<string, unknown> {
  const path = origin.format === 3 ? `${origin.path}.configuration` : origin.path;
  const carriesId = origin.format === 2 || origin.name.startsWith("numcodecs.");
  return parseObject(configuration, path, carriesId ? ["id", ...known] : known);
}
