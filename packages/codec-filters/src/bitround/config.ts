import { field, type Origin, parseConfiguration, parseInteger } from "@zarrkit/plugin-api";

export interface BitroundConfiguration {
  readonly keepbits: number;
  readonly origin: Origin;
}

/** zarr-extensions asks for at least 1, its schema and numcodecs for 0. */
export function parseBitround(configuration: unknown, origin: Origin): BitroundConfiguration {
  const { keepbits } = parseConfiguration(configuration, origin, ["keepbits"]);
  return { keepbits: parseInteger(keepbits, field(origin, "keepbits"), 0, 64), origin };
}
