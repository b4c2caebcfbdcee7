import { type CodecModule, field } from "@zarrkit/plugin-api";
import { encodedFillIfAny, fillEntries } from "../array/fill.js";
import { resolveType, spelledType } from "../array/numpy-type.js";
import { valueCodec } from "../array/value-codec.js";
import { viewedAs } from "../array/viewed-as.js";
import { castKernel, checkedCastKernel } from "../number/cast.js";
import { refuseToDecode, refuseToEncode } from "../number/misfit.js";
import { requireNumber } from "../number/require-number.js";
import { type AstypeConfiguration, parseAstype } from "./config.js";

type Module = CodecModule<AstypeConfiguration, "array-array">;

export const parse: Module["parse"] = parseAstype;

export const toConfiguration: Module["toConfiguration"] = ({ encodeDtype, decodeDtype }, target, spec) => ({
  encode_dtype: spelledType(encodeDtype, spec, target, "encode_dtype"),
  decode_dtype: spelledType(decodeDtype, spec, target, "decode_dtype"),
});

export const bind: Module["bind"] = async ({ encodeDtype, decodeDtype, origin }, spec, tools) => {
  const encoded = await resolveType(encodeDtype, tools);
  const decoded = decodeDtype && (await resolveType(decodeDtype, tools));
  return viewedAs(spec, decoded, field(origin, "decode_dtype"), tools, (seen) => {
    const from = requireNumber(seen.dataType, origin);
    const to = requireNumber(encoded.dataType, origin);
    const fill = fillEntries(seen, seen.fillValue, tools);
    const misfit = refuseToEncode("astype", to, fill && Number(fill[0]));
    const encode = checkedCastKernel(from, to, misfit);
    const fillValue = encodedFillIfAny(seen, seen.fillValue, encoded, tools, encode);
    const encodedSpec = { shape: seen.shape, ...encoded, fillValue };
    const decode = castKernel(to, from, refuseToDecode("astype", from));
    return valueCodec(seen, encodedSpec, tools, { encode, decode, elementwise: true });
  });
};
