import { field, type Origin, parseConfiguration, parseInteger } from "@zarrkit/plugin-api";

export interface Bz2Config {
  readonly level: number;
}

export function parse(configuration: unknown, origin: Origin): Bz2Config {
  const { level } = parseConfiguration(configuration, origin, ["level"]);
  return { level: parseInteger(level, field(origin, "level"), 1, 9, 1) };
}
