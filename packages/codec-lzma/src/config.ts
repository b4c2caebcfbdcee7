import type { LzmaEffort, LzmaFilters } from "@zarrkit/engines/lzma";
import { field, invalid, type Origin, parseConfiguration, parseInteger, show } from "@zarrkit/plugin-api";
import { effortOf, parseFilters, withExactId } from "./filters.js";

/** Numbers of Python's `lzma` module. */
export const formats = { xz: 1, alone: 2, raw: 3 } as const;
const checks = [-1, 0, 1, 4, 10];
/** PRESET_EXTREME, which may be added to a preset: search longer. */
const extreme = 2 ** 31;

export interface LzmaConfig {
  readonly format: number;
  readonly check: number;
  readonly preset: number | null;
  /** The filters as they were given, to be written back. */
  readonly filters: readonly unknown[] | null;
  readonly chain: LzmaFilters;
  readonly effort: LzmaEffort;
}

export function parse(configuration: unknown, origin: Origin): LzmaConfig {
  const given = parseConfiguration(configuration, origin, ["format", "check", "preset", "filters"]);
  const at = (name: string) => field(origin, name);
  const format = parseInteger(given["format"], at("format"), 1, 3, formats.xz);
  const check = parseInteger(given["check"], at("check"), -1, 10, -1);
  if (!checks.includes(check)) throw invalid(at("check"), `expected one of ${checks.join(", ")}, found ${check}`);
  if (check > 0 && format !== formats.xz)
    throw invalid(at("check"), `only .xz (format 1) holds a check, found ${check}`);
  const preset = parsePreset(given["preset"] ?? null, at("preset"));
  const filters = parseList(given["filters"], at("filters"));
  if (filters === null && format === formats.raw)
    throw invalid(at("filters"), "a raw stream (format 3) needs its filters");

  const base = effortOf(preset ?? undefined);
  const { chain, effort } = parseFilters(filters, at("filters"), format, base);
  return { format, check, preset, filters, chain, effort };
}

function parsePreset(value: unknown, path: string): number | null {
  if (value === null) return null;
  if (typeof value === "number" && value >= extreme) return parseInteger(value - extreme, path, 0, 9) + extreme;
  return parseInteger(value, path, 0, 9);
}

function parseList(value: unknown, path: string): readonly unknown[] | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value) || value.length === 0)
    throw invalid(path, `expected null or a list of filters, found ${show(value)}`);
  return value.map(withExactId);
}
