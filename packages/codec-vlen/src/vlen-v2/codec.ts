import type { CodecModule } from "@zarrkit/plugin-api";
import { type PlainConfiguration, parsePlain } from "../config.js";
import { interleavedCodec } from "../elements/interleaved-codec.js";
import { kindOf } from "../elements/kind-of.js";

type Module = CodecModule<PlainConfiguration, "array-bytes">;

export const parse: Module["parse"] = parsePlain;

export const toConfiguration: Module["toConfiguration"] = () => ({});

export const bind: Module["bind"] = ({ origin }, spec, tools) =>
  interleavedCodec("zarrs.vlen_v2", kindOf(spec, origin), spec, tools);
