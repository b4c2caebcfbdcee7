import {
  type ChunkSpec,
  type CodecModule,
  type DataType,
  field,
  invalid,
  isZarrError,
  type Tools,
} from "@zarrkit/plugin-api";
import type { Entries } from "../array/entries.js";
import { encodedFill, fillEntries } from "../array/fill.js";
import { numberFromJson } from "../array/scalar-json.js";
import { type Kernel, valueCodec } from "../array/value-codec.js";
import { type NumberType, numberType } from "../number/number-type.js";
import { castValueKernel, type ScalarMap } from "./cast-value.js";
import { type CastValueConfiguration, type Pairs, parseCastValue } from "./config.js";

type Module = CodecModule<CastValueConfiguration, "array-array">;

export const parse: Module["parse"] = parseCastValue;

export const toConfiguration: Module["toConfiguration"] = ({
  dataType,
  rounding,
  outOfRange,
  encodeMap,
  decodeMap,
}) => {
  const scalarMap = {
    ...(encodeMap.length > 0 && { encode: encodeMap }),
    ...(decodeMap.length > 0 && { decode: decodeMap }),
  };
  return {
    data_type: dataType,
    ...(rounding !== "nearest-even" && { rounding }),
    ...(outOfRange && { out_of_range: outOfRange }),
    ...(Object.keys(scalarMap).length > 0 && { scalar_map: scalarMap }),
  };
};

export const bind: Module["bind"] = async (config, spec, tools) => {
  const { rounding, outOfRange, origin } = config;
  const at = (name: string) => field(origin, name);
  const target = await tools.dataType(config.dataType, { name: "data_type", format: 3, path: at("data_type") });
  const from = requireReal(spec.dataType, origin.path);
  const to = requireReal(target.dataType, at("data_type"));
  if (outOfRange === "wrap" && to.kind !== "integer") {
    throw invalid(at("out_of_range"), `"wrap" is for integers, not for ${to.name}`);
  }
  const map = (pairs: Pairs, name: string, one: DataType, other: DataType) =>
    scalarMap(pairs, one, other, `${at("scalar_map")}.${name}`, config, tools);
  const encodes = map(config.encodeMap, "encode", spec.dataType, target.dataType);
  const decodes = map(config.decodeMap, "decode", target.dataType, spec.dataType);

  const encode = castValueKernel(from, to, { rounding, outOfRange, map: encodes, code: "invalid-argument" });
  const decode = castValueKernel(to, from, { rounding, outOfRange, map: decodes, code: "codec-failed" });
  const fillValue = survivingFill(spec, target.dataType, encode, decode, origin.path, tools);
  const encodedSpec = { shape: spec.shape, dataType: target.dataType, fillValue };
  return valueCodec(spec, encodedSpec, tools, { encode, decode, elementwise: true });
};

function requireReal(dataType: DataType, path: string): NumberType {
  const type = numberType(dataType);
  if (type !== undefined && type.name !== "bool") return type;
  throw invalid(path, `cast_value works on integers and floats, not on ${dataType.name}`);
}

function scalarMap(
  pairs: Pairs,
  from: DataType,
  to: DataType,
  path: string,
  { origin }: CastValueConfiguration,
  tools: Tools,
): ScalarMap {
  const map = new Map<number | bigint, number | bigint>();
  for (const [i, [key, value]] of pairs.entries()) {
    const scalar = (json: unknown, type: DataType, place: number) =>
      numberFromJson(json, type, { ...origin, path: `${path}[${i}][${place}]` }, tools);
    const number = scalar(key, from, 0);
    const replacement = scalar(value, to, 1);
    // "If the same input scalar is repeated, readers MUST use the first occurrence."
    if (!map.has(number)) map.set(number, replacement);
  }
  return map;
}

/** The encoded fill value; one that would not come back the same is an error (specification, "data_type"). */
function survivingFill(spec: ChunkSpec, target: DataType, encode: Kernel, decode: Kernel, path: string, tools: Tools) {
  try {
    const encoded = encodedFill(spec, spec.fillValue, { dataType: target }, tools, encode);
    const before = fillEntries(spec, spec.fillValue, tools);
    const stored = fillEntries({ dataType: target }, encoded, tools);
    if (before === undefined || stored === undefined) return undefined;
    const after = tools.scratch({ ...spec, shape: [] }).data as Entries;
    decode(stored, after);
    if (before[0] === after[0] || (Number.isNaN(before[0]) && Number.isNaN(after[0]))) return encoded;
    throw invalid(path, `the fill value ${before[0]} is stored as ${stored[0]} and comes back as ${after[0]}`);
  } catch (error) {
    if (!isZarrError(error) || error.code === "invalid-metadata") throw error;
    throw invalid(path, `the fill value cannot be cast: ${error.message}`);
  }
}
