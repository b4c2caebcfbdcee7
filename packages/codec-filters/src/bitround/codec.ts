import { loadFilters } from "@zarrkit/engines/filters";
import { type CodecModule, invalid } from "@zarrkit/plugin-api";
import { encodedFill } from "../array/fill.js";
import { valueCodec } from "../array/value-codec.js";
import { roundBits } from "./bitround.js";
import { type BitroundConfiguration, parseBitround } from "./config.js";

type Module = CodecModule<BitroundConfiguration, "array-array">;

export const parse: Module["parse"] = parseBitround;

export const toConfiguration: Module["toConfiguration"] = ({ keepbits }) => ({ keepbits });

export const bind: Module["bind"] = async ({ keepbits, origin }, spec, tools) => {
  const encode = roundBits(spec.dataType.name, keepbits, await loadFilters());
  if (encode === undefined) {
    throw invalid(
      origin.path,
      `bitround works on integers, floats, complex numbers and times, not on ${spec.dataType.name}`,
    );
  }
  const fillValue = encodedFill(spec, spec.fillValue, spec, tools, encode);
  return valueCodec<Float64Array, Float64Array>(spec, { ...spec, fillValue }, tools, {
    encode,
    decode: (source, destination) => destination.set(source),
    elementwise: true,
  });
};
