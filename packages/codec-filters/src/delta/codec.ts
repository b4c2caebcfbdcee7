import { loadFilters } from "@zarrkit/engines/filters";
import { type ChunkSpec, type CodecModule, field, type Tools } from "@zarrkit/plugin-api";
import { encodedFillIfAny } from "../array/fill.js";
import { resolveType, type StoredType, spelledType } from "../array/numpy-type.js";
import { type ValueCodec, valueCodec } from "../array/value-codec.js";
import { viewedAs } from "../array/viewed-as.js";
import { castKernel } from "../number/cast.js";
import { requireNumber } from "../number/require-number.js";
import { type DeltaConfiguration, parseDelta } from "./config.js";
import { deltaKernels } from "./delta.js";

type Module = CodecModule<DeltaConfiguration, "array-array">;

export const parse: Module["parse"] = parseDelta;

export const toConfiguration: Module["toConfiguration"] = ({ dtype, astype }, target, spec) => ({
  dtype: spelledType(dtype, spec, target, "dtype"),
  ...(astype && { astype: spelledType(astype, spec, target, "astype") }),
});

export const bind: Module["bind"] = async ({ dtype, astype, origin }, spec, tools) => {
  const decoded = dtype && (await resolveType(dtype, tools));
  const encoded = astype && (await resolveType(astype, tools));
  const engine = await loadFilters();
  return viewedAs(spec, decoded, field(origin, "dtype"), tools, (seen) => bindDelta(seen, encoded ?? seen));

  function bindDelta(spec: ChunkSpec, { dataType, byteOrder }: StoredType): ValueCodec {
    const from = requireNumber(spec.dataType, origin);
    const to = requireNumber(dataType, origin);
    const fillValue = encodedFillIfAny(
      spec,
      spec.fillValue,
      { dataType },
      tools,
      castKernel(from, to, () => {}),
    );
    const encodedSpec = { shape: spec.shape, dataType, fillValue, ...(byteOrder && { byteOrder }) };
    const allocate = (length: number) => entriesOf(spec, length, tools);
    return valueCodec(spec, encodedSpec, tools, { ...deltaKernels(from, to, allocate, engine), elementwise: false });
  }
};

function entriesOf(spec: ChunkSpec, length: number, tools: Tools) {
  return tools.scratch({ ...spec, shape: [length] }).data as Int32Array;
}
