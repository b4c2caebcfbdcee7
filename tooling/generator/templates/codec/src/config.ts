import { field, type Origin, parseConfiguration, parseInteger } from "@zarrkit/plugin-api";

export interface SampleNameConfiguration {
  readonly mask: number;
}

export function parse(configuration: unknown, origin: Origin): SampleNameConfiguration {
  const { mask } = parseConfiguration(configuration, origin, ["mask"]);
  return { mask: parseInteger(mask, field(origin, "mask"), 0, 255, 255) };
}
