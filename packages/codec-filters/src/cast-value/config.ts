import { field, invalid, isObject, type Origin, parseChoice, parseConfiguration, show } from "@zarrkit/plugin-api";

const roundings = ["nearest-even", "towards-zero", "towards-positive", "towards-negative", "nearest-away"] as const;

export type Rounding = (typeof roundings)[number];

/** Numbers of one type, as its fill values are written, and what stands for them in another. */
export type Pairs = readonly (readonly [from: unknown, to: unknown])[];

export interface CastValueConfiguration {
  readonly dataType: unknown;
  readonly rounding: Rounding;
  readonly outOfRange: "clamp" | "wrap" | undefined;
  readonly encodeMap: Pairs;
  readonly decodeMap: Pairs;
  readonly origin: Origin;
}

export function parseCastValue(configuration: unknown, origin: Origin): CastValueConfiguration {
  const fields = parseConfiguration(configuration, origin, ["data_type", "rounding", "out_of_range", "scalar_map"]);
  const at = (name: string) => field(origin, name);
  const dataType = fields["data_type"];
  if (typeof dataType !== "string" && !(isObject(dataType) && typeof dataType["name"] === "string")) {
    throw invalid(at("data_type"), `expected the data type to store, found ${show(dataType)}`);
  }
  const map = fields["scalar_map"] ?? {};
  if (!isObject(map)) throw invalid(at("scalar_map"), `expected an object, found ${show(map)}`);
  for (const key of Object.keys(map)) {
    if (key !== "encode" && key !== "decode") {
      throw invalid(`${at("scalar_map")}.${key}`, "is not a known field; known are encode, decode");
    }
  }
  return {
    dataType,
    rounding: parseChoice(fields["rounding"], at("rounding"), roundings, "nearest-even"),
    outOfRange: parseOutOfRange(fields["out_of_range"], at("out_of_range")),
    encodeMap: parsePairs(map["encode"], `${at("scalar_map")}.encode`),
    decodeMap: parsePairs(map["decode"], `${at("scalar_map")}.decode`),
    origin,
  };
}

function parseOutOfRange(value: unknown, path: string): CastValueConfiguration["outOfRange"] {
  return value === undefined ? undefined : parseChoice(value, path, ["clamp", "wrap"] as const);
}

function parsePairs(value: unknown, path: string): Pairs {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw invalid(path, `expected a list of pairs, found ${show(value)}`);
  return value.map((pair: unknown, i) => {
    if (Array.isArray(pair) && pair.length === 2) return [pair[0], pair[1]] as const;
    throw invalid(`${path}[${i}]`, `expected a pair of numbers, found ${show(pair)}`);
  });
}
