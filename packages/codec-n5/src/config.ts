import {
  type Extension,
  field,
  invalid,
  type Origin,
  parseCodecList,
  parseConfiguration,
  show,
} from "@zarrkit/plugin-api";

export interface N5Config {
  /** `transpose`, `bytes`, and at most one more. */
  readonly codecs: readonly Extension[];
  /** How many axes the transposition turns round. */
  readonly dimensions: number;
  /** False where `bytes` says no byte order, which only types of one byte may leave out. */
  readonly hasEndian: boolean;
  readonly origin: Origin;
}

export function parse(configuration: unknown, origin: Origin): N5Config {
  const path = field(origin, "codecs");
  const codecs = parseCodecList(parseConfiguration(configuration, origin, ["codecs"])["codecs"], path);
  if (codecs.length < 2 || codecs.length > 3) {
    throw invalid(path, `expected "transpose", "bytes" and at most one compressor, found ${codecs.length} codecs`);
  }
  const order = parameter(codecs[0]!, "transpose", "order", `${path}[0]`);
  if (!Array.isArray(order) || order.some((axis, i) => axis !== order.length - 1 - i)) {
    const expected = "every axis once, last to first, as N5 stores them";
    throw invalid(`${path}[0].configuration.order`, `expected ${expected}, found ${show(order)}`);
  }
  const endian = parameter(codecs[1]!, "bytes", "endian", `${path}[1]`);
  if (endian !== undefined && endian !== "big") {
    throw invalid(`${path}[1].configuration.endian`, `expected "big", as N5 stores numbers, found ${show(endian)}`);
  }
  return { codecs, dimensions: order.length, hasEndian: endian === "big", origin };
}

/** One parameter of the codec that must stand here; a codec without parameters may stand as its bare name. */
function parameter(codec: Extension | string, name: string, key: string, path: string): unknown {
  const found = typeof codec === "string" ? { name: codec } : codec;
  if (found.name !== name) throw invalid(path, `expected "${name}", found ${show(found.name)}`);
  return found.configuration?.[key];
}
