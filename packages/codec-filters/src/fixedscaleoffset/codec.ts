import { type Filters, loadFilters } from "@zarrkit/engines/filters";
import { type ChunkSpec, type CodecModule, field, type Tools } from "@zarrkit/plugin-api";
import { encodedFillIfAny, fillEntries } from "../array/fill.js";
import { resolveType, type StoredType, spelledType } from "../array/numpy-type.js";
import { type ValueCodec, valueCodec } from "../array/value-codec.js";
import { viewedAs } from "../array/viewed-as.js";
import { refuseToDecode, refuseToEncode } from "../number/misfit.js";
import { requireNumber } from "../number/require-number.js";
import { type FixedscaleoffsetConfiguration, parseFixedscaleoffset } from "./config.js";
import { scaled, scaleKernel, unscaleKernel } from "./scale.js";

type Module = CodecModule<FixedscaleoffsetConfiguration, "array-array">;

export const parse: Module["parse"] = parseFixedscaleoffset;

export const toConfiguration: Module["toConfiguration"] = ({ offset, scale, dtype, astype }, target, spec) => ({
  offset,
  scale,
  dtype: spelledType(dtype, spec, target, "dtype"),
  ...(astype && { astype: spelledType(astype, spec, target, "astype") }),
});

export const bind: Module["bind"] = async (config, spec, tools) => {
  const { dtype, astype, origin } = config;
  const decoded = dtype && (await resolveType(dtype, tools));
  const encoded = astype && (await resolveType(astype, tools));
  const engine = await loadFilters();
  const bindTo = (seen: ChunkSpec) => bindBetween(seen, encoded ?? seen, config, tools, engine);
  return viewedAs(spec, decoded, field(origin, "dtype"), tools, bindTo);
};

function bindBetween(
  spec: ChunkSpec,
  encoded: StoredType,
  config: FixedscaleoffsetConfiguration,
  tools: Tools,
  engine: Filters | undefined,
): ValueCodec {
  const from = requireNumber(spec.dataType, config.origin);
  const to = requireNumber(encoded.dataType, config.origin);
  const fill = fillEntries(spec, spec.fillValue, tools);
  const misfit = refuseToEncode("fixedscaleoffset", to, fill && scaled(config, from, fill));
  const encode = scaleKernel(config, from, to, misfit, engine);
  const { dataType, byteOrder } = encoded;
  const fillValue = encodedFillIfAny(spec, spec.fillValue, encoded, tools, encode);
  const encodedSpec = { shape: spec.shape, dataType, fillValue, ...(byteOrder && { byteOrder }) };
  const decode = unscaleKernel(config, from, to, refuseToDecode("fixedscaleoffset", from), engine);
  return valueCodec(spec, encodedSpec, tools, { encode, decode, elementwise: true });
}
