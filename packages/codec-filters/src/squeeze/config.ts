import { type Origin, parseConfiguration } from "@zarrkit/plugin-api";

export function parseSqueeze(configuration: unknown, origin: Origin): object {
  return parseConfiguration(configuration, origin, []);
}
