import { type Origin, parseInteger, parseObject } from "@zarrkit/plugin-api";

export interface DecimalConfiguration {
  readonly scale: number;
}

/** 10^19 is more than a 64-bit integer holds. */
const mostDigits = 18;

export function parseConfiguration(configuration: unknown, { path }: Origin): DecimalConfiguration {
  const { scale } = parseObject(configuration, `${path}.configuration`, ["scale"]);
  return { scale: parseInteger(scale, `${path}.configuration.scale`, 0, mostDigits) };
}
