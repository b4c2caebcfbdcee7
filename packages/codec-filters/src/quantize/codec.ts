import {
  type ChunkSpec,
  type CodecModule,
  type DataType,
  field,
  invalid,
  type Origin,
  type Tools,
} from "@zarrkit/plugin-api";
import type { Entries } from "../array/entries.js";
import { encodedFillIfAny, fillEntries } from "../array/fill.js";
import { resolveType, type StoredType, spelledType } from "../array/numpy-type.js";
import { type ValueCodec, valueCodec } from "../array/value-codec.js";
import { viewedAs } from "../array/viewed-as.js";
import { castKernel } from "../number/cast.js";
import { throughDoubles } from "../number/doubles.js";
import { halfToEven } from "../number/float-format.js";
import { refuseToDecode, refuseToEncode } from "../number/misfit.js";
import type { NumberType } from "../number/number-type.js";
import { requireNumber } from "../number/require-number.js";
import { parseQuantize, type QuantizeConfiguration } from "./config.js";

type Module = CodecModule<QuantizeConfiguration, "array-array">;

export const parse: Module["parse"] = parseQuantize;

export const toConfiguration: Module["toConfiguration"] = ({ digits, dtype, astype }, target, spec) => ({
  digits,
  dtype: spelledType(dtype, spec, target, "dtype"),
  ...(astype && { astype: spelledType(astype, spec, target, "astype") }),
});

export const bind: Module["bind"] = async (config, spec, tools) => {
  const { dtype, astype, origin } = config;
  const decoded = dtype && (await resolveType(dtype, tools));
  const encoded = astype && (await resolveType(astype, tools));
  return viewedAs(spec, decoded, field(origin, "dtype"), tools, (seen) => bindTo(config, seen, encoded ?? seen, tools));
};

function bindTo(
  { digits, origin }: QuantizeConfiguration,
  spec: ChunkSpec,
  encoded: StoredType,
  tools: Tools,
): ValueCodec {
  const from = requireFloat(spec.dataType, origin);
  const to = requireFloat(encoded.dataType, origin);
  const scale = 2 ** Math.ceil(Math.log2(10 ** digits));
  const fill = fillEntries(spec, spec.fillValue, tools);
  const misfit = refuseToEncode("quantize", to, fill && quantized(Number(fill[0]), scale));
  const transform = (values: Float64Array) => {
    for (let i = 0; i < values.length; i++) values[i] = quantized(values[i]!, scale);
  };
  const encode = (source: Entries, destination: Entries) =>
    throughDoubles(source, from, destination, to, transform, misfit);
  const { dataType, byteOrder } = encoded;
  const fillValue = encodedFillIfAny(spec, spec.fillValue, encoded, tools, encode);
  const encodedSpec = { shape: spec.shape, dataType, fillValue, ...(byteOrder && { byteOrder }) };
  const decode = castKernel(to, from, refuseToDecode("quantize", from));
  return valueCodec(spec, encodedSpec, tools, { encode, decode, elementwise: true });
}

/**
 * The nearest multiple of 1 / scale, a power of two. numcodecs scales in the array's own type, where a large number
 * becomes infinite; a double has the room, and what is too large even for that is such a multiple already.
 */
function quantized(value: number, scale: number): number {
  const scaled = value * scale;
  return Number.isFinite(scaled) ? halfToEven(scaled) / scale : value;
}

function requireFloat(dataType: DataType, origin: Origin): NumberType {
  const type = requireNumber(dataType, origin);
  if (type.kind === "float") return type;
  throw invalid(origin.path, `quantize works on floats, not on ${dataType.name}`);
}
