import { field, type Origin, parseBoolean, parseConfiguration, parseInteger } from "@zarrkit/plugin-api";

export interface ZstdConfig {
  readonly level: number;
  readonly checksum: boolean;
}

/** ZSTD_minCLevel and ZSTD_maxCLevel of libzstd. */
const levels = { least: -131072, most: 22 };

/**
 * Zarr's own codec requires a level; numcodecs has the default 0, and hands on levels above 22, for which libzstd takes 22.
 */
export function parse(configuration: unknown, origin: Origin): ZstdConfig {
  const { level, checksum } = parseConfiguration(configuration, origin, ["level", "checksum"]);
  const at = field(origin, "level");
  const numcodecs = origin.format === 2 || origin.name.startsWith("numcodecs.");
  return {
    level: numcodecs
      ? Math.min(levels.most, parseInteger(level, at, levels.least, 2 ** 31 - 1, 0))
      : parseInteger(level, at, levels.least, levels.most),
    checksum: parseBoolean(checksum, field(origin, "checksum"), false),
  };
}
