import { field, invalid, type Origin, parseChoice, parseConfiguration, parseInteger, show } from "@zarrkit/plugin-api";

export type ChecksumLocation = "start" | "end";

export interface LocationConfiguration {
  readonly location: ChecksumLocation;
}

export function parseLocation(
  configuration: unknown,
  origin: Origin,
  fallback: ChecksumLocation,
): LocationConfiguration {
  const { location } = parseConfiguration(configuration, origin, ["location"]);
  return { location: parseChoice(location, field(origin, "location"), ["start", "end"], fallback) };
}

export interface JenkinsLookup3Configuration {
  readonly initval: number;
  readonly prefix: Uint8Array;
}

export function parseJenkinsLookup3(configuration: unknown, origin: Origin): JenkinsLookup3Configuration {
  const { initval, prefix } = parseConfiguration(configuration, origin, ["initval", "prefix"]);
  return {
    initval: parseInteger(initval, field(origin, "initval"), 0, 0xffffffff, 0),
    prefix: parseBytes(prefix ?? [], field(origin, "prefix")),
  };
}

function parseBytes(value: unknown, path: string): Uint8Array {
  if (!Array.isArray(value)) throw invalid(path, `expected null or a list of bytes, found ${show(value)}`);
  return Uint8Array.from(value, (byte, index) => parseInteger(byte, `${path}[${index}]`, 0, 255));
}
