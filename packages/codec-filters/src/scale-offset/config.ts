import { type Origin, parseConfiguration } from "@zarrkit/plugin-api";

export interface ScaleOffsetConfiguration {
  /** JSON as a fill value of the array's data type, which only `bind` knows. */
  readonly offset: unknown;
  readonly scale: unknown;
  readonly origin: Origin;
}

export function parseScaleOffset(configuration: unknown, origin: Origin): ScaleOffsetConfiguration {
  const { offset, scale } = parseConfiguration(configuration, origin, ["offset", "scale"]);
  return { offset, scale, origin };
}
