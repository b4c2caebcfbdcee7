import type { CodecModule } from "@zarrkit/plugin-api";
import { checksumCodec } from "../checksum-codec.js";
import { type JenkinsLookup3Configuration, parseJenkinsLookup3 } from "../config.js";
import { jenkinsLookup3 } from "./jenkins-lookup3.js";

type Module = CodecModule<JenkinsLookup3Configuration, "bytes-bytes">;

export const parse: Module["parse"] = parseJenkinsLookup3;

export const toConfiguration: Module["toConfiguration"] = ({ initval, prefix }) => ({
  initval,
  prefix: prefix.length === 0 ? null : [...prefix],
});

export const bind: Module["bind"] = ({ initval, prefix }) =>
  checksumCodec("jenkins_lookup3", (data) => jenkinsLookup3(prefixed(prefix, data), initval), "end");

function prefixed(prefix: Uint8Array, data: Uint8Array): Uint8Array {
  if (prefix.length === 0) return data;
  const joined = new Uint8Array(prefix.length + data.length);
  joined.set(prefix);
  joined.set(data, prefix.length);
  return joined;
}
