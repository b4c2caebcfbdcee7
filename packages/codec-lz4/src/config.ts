import { field, type Origin, parseConfiguration, parseInteger } from "@zarrkit/plugin-api";

export interface Lz4Config {
  readonly acceleration: number;
}

/** liblz4 takes a C int. */
const most = 2 ** 31 - 1;

export function parse(configuration: unknown, origin: Origin): Lz4Config {
  const { acceleration } = parseConfiguration(configuration, origin, ["acceleration"]);
  return { acceleration: parseInteger(acceleration, field(origin, "acceleration"), -most - 1, most, 1) };
}
