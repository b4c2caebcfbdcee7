import { type Origin, parseConfiguration } from "@zarrkit/plugin-api";

export interface NumcodecsPackbitsConfiguration {
  readonly origin: Origin;
}

export function parseNumcodecsPackbits(configuration: unknown, origin: Origin): NumcodecsPackbitsConfiguration {
  parseConfiguration(configuration, origin, []);
  return { origin };
}
