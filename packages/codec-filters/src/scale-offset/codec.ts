import { type CodecModule, field, invalid, isZarrError } from "@zarrkit/plugin-api";
import { encodedFill } from "../array/fill.js";
import { numberFromJson } from "../array/scalar-json.js";
import { valueCodec } from "../array/value-codec.js";
import { numberType } from "../number/number-type.js";
import { parseScaleOffset, type ScaleOffsetConfiguration } from "./config.js";
import { scaleKernels } from "./scale-offset.js";

type Module = CodecModule<ScaleOffsetConfiguration, "array-array">;

export const parse: Module["parse"] = parseScaleOffset;

export const toConfiguration: Module["toConfiguration"] = ({ offset, scale }) => ({
  ...(offset !== undefined && { offset }),
  ...(scale !== undefined && { scale }),
});

export const bind: Module["bind"] = (config, spec, tools) => {
  const { origin } = config;
  const { dataType } = spec;
  const type = numberType(dataType);
  if (type === undefined || type.name === "bool") {
    throw invalid(origin.path, `scale_offset works on integers and floats, not on ${dataType.name}`);
  }
  const scalar = (name: "offset" | "scale", fallback: number) =>
    numberFromJson(config[name] ?? fallback, dataType, { ...origin, path: field(origin, name) }, tools);
  const [offset, scale] = [scalar("offset", 0), scalar("scale", 1)];
  if (Number(scale) === 0) throw invalid(field(origin, "scale"), "0 would make every element the same");

  const kernels = scaleKernels(type, offset, scale);
  return valueCodec(spec, { ...spec, fillValue: fillOrInvalid() }, tools, { ...kernels, elementwise: true });

  function fillOrInvalid() {
    try {
      return encodedFill(spec, spec.fillValue, spec, tools, kernels.encode);
    } catch (error) {
      throw isZarrError(error) ? invalid(origin.path, `the fill value cannot be encoded: ${error.message}`) : error;
    }
  }
};
