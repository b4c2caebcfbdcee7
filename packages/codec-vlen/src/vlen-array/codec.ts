import { type CodecModule, field, invalid } from "@zarrkit/plugin-api";
import { arrays } from "../elements/arrays.js";
import { interleavedCodec } from "../elements/interleaved-codec.js";
import { kindOf } from "../elements/kind-of.js";
import { parseVlenArray, type VlenArrayConfiguration } from "./config.js";

type Module = CodecModule<VlenArrayConfiguration, "array-bytes">;

export const parse: Module["parse"] = parseVlenArray;

export const toConfiguration: Module["toConfiguration"] = ({ dtype }) => (dtype === undefined ? {} : { dtype });

export const bind: Module["bind"] = async ({ dtype, origin }, spec, tools) => {
  if (dtype === undefined) return interleavedCodec("vlen-array", kindOf(spec, origin), spec, tools);
  const path = field(origin, "dtype");
  const { dataType: inner, byteOrder = "little" } = await tools.dataType(dtype, { name: "dtype", format: 2, path });
  if (inner.itemSize === undefined) throw invalid(path, `${inner.name} varies in size itself`);
  if (spec.dataType.name !== "vlen-array") {
    throw invalid(origin.path, `vlen-array stores arrays ("|O" in v2), not ${spec.dataType.name}`);
  }
  return interleavedCodec("vlen-array", arrays("vlen-array", inner, byteOrder), spec, tools);
};
