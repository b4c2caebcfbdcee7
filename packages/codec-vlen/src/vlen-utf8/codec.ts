import { type CodecModule, invalid } from "@zarrkit/plugin-api";
import { type PlainConfiguration, parsePlain } from "../config.js";
import { interleavedCodec } from "../elements/interleaved-codec.js";
import { strings } from "../elements/strings.js";

type Module = CodecModule<PlainConfiguration, "array-bytes">;

export const parse: Module["parse"] = parsePlain;

export const toConfiguration: Module["toConfiguration"] = () => ({});

export const bind: Module["bind"] = ({ origin }, spec, tools) => {
  const { name } = spec.dataType;
  if (name !== "string" && name !== "fixed_length_utf32")
    throw invalid(origin.path, `vlen-utf8 stores strings, not ${name}`);
  return interleavedCodec("vlen-utf8", strings("vlen-utf8"), spec, tools);
};
