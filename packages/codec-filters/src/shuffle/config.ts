import { field, type Origin, parseConfiguration, parseInteger } from "@zarrkit/plugin-api";

export interface ShuffleConfiguration {
  /** `undefined`: as many bytes as the array's data type has. */
  readonly elementsize: number | undefined;
}

/** numcodecs' default for v2; in v3 zarr-python takes the data type's. 0 and 1 leave the bytes as they are. */
export function parseShuffle(configuration: unknown, origin: Origin): ShuffleConfiguration {
  const { elementsize } = parseConfiguration(configuration, origin, ["elementsize"]);
  if (elementsize === undefined || elementsize === null) return { elementsize: origin.format === 2 ? 4 : undefined };
  return { elementsize: parseInteger(elementsize, field(origin, "elementsize"), 0, 2 ** 31 - 1) };
}
