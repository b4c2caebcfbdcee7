import { type Origin, parseConfiguration } from "@zarrkit/plugin-api";

/** Of codecs without fields. */
export interface PlainConfiguration {
  readonly origin: Origin;
}

export function parsePlain(configuration: unknown, origin: Origin): PlainConfiguration {
  parseConfiguration(configuration, origin, []);
  return { origin };
}
