import { field, type Origin, parseConfiguration, parseInteger } from "@zarrkit/plugin-api";

export interface LevelConfig {
  /** 0 to 9, or −1 for zlib's own default. */
  readonly level: number;
}

/** Zarr's own codec requires a level of 0 to 9; numcodecs has a default and knows −1. */
export function parse(configuration: unknown, origin: Origin): LevelConfig {
  const { level } = parseConfiguration(configuration, origin, ["level"]);
  return isNumcodecs(origin)
    ? { level: parseInteger(level, field(origin, "level"), -1, 9, 1) }
    : { level: parseInteger(level, field(origin, "level"), 0, 9) };
}

export function isNumcodecs({ name, format }: Origin): boolean {
  return format === 2 || name.startsWith("numcodecs.");
}
