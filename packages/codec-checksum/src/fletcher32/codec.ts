import { type CodecModule, parseConfiguration } from "@zarrkit/plugin-api";
import { checksumCodec } from "../checksum-codec.js";
import { fletcher32 } from "./fletcher32.js";

type Module = CodecModule<object, "bytes-bytes">;

export const parse: Module["parse"] = (configuration, origin) => {
  parseConfiguration(configuration, origin, []);
  return {};
};

export const toConfiguration: Module["toConfiguration"] = () => ({});

export const bind: Module["bind"] = () => checksumCodec("fletcher32", fletcher32, "end");
