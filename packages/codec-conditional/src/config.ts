import {
  type Extension,
  field,
  invalid,
  type Origin,
  parseCodecList,
  parseConfiguration,
  parseInteger,
} from "@zarrkit/plugin-api";

export interface ConditionalConfig {
  readonly codecs: readonly Extension[];
  /** A multiple of 8, no less than there are codecs. */
  readonly headerBits: number;
  readonly origin: Origin;
}

/** The specification names no greatest header. This one is far beyond any list of codecs, and still a small read. */
const mostBits = 2 ** 16;

export function parse(configuration: unknown, origin: Origin): ConditionalConfig {
  const given = parseConfiguration(configuration, origin, ["codecs", "header_bits"]);
  const codecs = parseCodecList(given["codecs"], field(origin, "codecs"));
  const path = field(origin, "header_bits");
  const fewest = Math.ceil(codecs.length / 8) * 8;
  const headerBits = parseInteger(given["header_bits"], path, codecs.length, mostBits, fewest);
  if (headerBits % 8 !== 0) throw invalid(path, `${headerBits} is no multiple of 8`);
  return { codecs, headerBits, origin };
}
