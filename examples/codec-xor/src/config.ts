import { field, type Origin, parseConfiguration, parseInteger } from "@zarrkit/plugin-api";

export interface XorConfiguration {
  /** In bytes; `undefined` stands for one element of the array the bytes came from. */
  readonly distance: number | undefined;
}

/** The largest element a document could reasonably name; a larger distance is a mistake. */
const largestDistance = 2 ** 16;

export function parse(configuration: unknown, origin: Origin): XorConfiguration {
  const { distance } = parseConfiguration(configuration, origin, ["distance"]);
  if (distance === undefined) return { distance };
  return { distance: parseInteger(distance, field(origin, "distance"), 1, largestDistance) };
}
