import { type CodecModule, invalid } from "@zarrkit/plugin-api";
import { type PlainConfiguration, parsePlain } from "../config.js";
import { byteStrings } from "../elements/byte-strings.js";
import { interleavedCodec } from "../elements/interleaved-codec.js";

type Module = CodecModule<PlainConfiguration, "array-bytes">;

export const parse: Module["parse"] = parsePlain;

export const toConfiguration: Module["toConfiguration"] = () => ({});

export const bind: Module["bind"] = ({ origin }, spec, tools) => {
  const { name } = spec.dataType;
  if (name !== "bytes") throw invalid(origin.path, `vlen-bytes stores byte strings, not ${name}`);
  return interleavedCodec("vlen-bytes", byteStrings("vlen-bytes"), spec, tools);
};
