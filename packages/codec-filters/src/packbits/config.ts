import { field, invalid, type Origin, parseChoice, parseConfiguration, parseInteger } from "@zarrkit/plugin-api";

const paddings = ["none", "first_byte", "last_byte"] as const;

export interface PackbitsConfiguration {
  readonly padding: (typeof paddings)[number];
  readonly firstBit: number | undefined;
  readonly lastBit: number | undefined;
  readonly origin: Origin;
}

export function parsePackbits(configuration: unknown, origin: Origin): PackbitsConfiguration {
  const fields = parseConfiguration(configuration, origin, ["padding_encoding", "first_bit", "last_bit"]);
  const firstBit = parseBit(fields["first_bit"], field(origin, "first_bit"));
  const lastBit = parseBit(fields["last_bit"], field(origin, "last_bit"));
  if (lastBit !== undefined && lastBit < (firstBit ?? 0)) {
    throw invalid(field(origin, "last_bit"), `bit ${lastBit} comes before first_bit, ${firstBit}`);
  }
  const padding = parseChoice(fields["padding_encoding"], field(origin, "padding_encoding"), paddings, "none");
  return { padding, firstBit, lastBit, origin };
}

function parseBit(value: unknown, path: string): number | undefined {
  return value === undefined || value === null ? undefined : parseInteger(value, path, 0, 63);
}
