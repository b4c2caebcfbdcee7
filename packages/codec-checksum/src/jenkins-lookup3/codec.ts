import { type CodecModule, field, invalid, parseConfiguration, parseInteger, show } from "@zarrkit/plugin-api";
import { checksumCodec } from "../checksum-codec.js";
import { jenkinsLookup3 } from "./jenkins-lookup3.js";

export interface JenkinsLookup3Configuration {
  readonly initval: number;
  readonly prefix: Uint8Array;
}

type Module = CodecModule<JenkinsLookup3Configuration, "bytes-bytes">;

export const parse: Module["parse"] = (configuration, origin) => {
  const fields = parseConfiguration(configuration, origin, ["initval", "prefix"]);
  return {
    initval: parseInteger(fields["initval"], field(origin, "initval"), 0, 0xffffffff, 0),
    prefix: parsePrefix(fields["prefix"], field(origin, "prefix")),
  };
};

export const toConfiguration: Module["toConfiguration"] = ({ initval, prefix }) => ({
  initval,
  prefix: prefix.length === 0 ? null : [...prefix],
});

export const bind: Module["bind"] = ({ initval, prefix }) =>
  checksumCodec("jenkins_lookup3", (data) => jenkinsLookup3(prefixed(prefix, data), initval), "end");

function parsePrefix(value: unknown, path: string): Uint8Array {
  if (value === undefined || value === null) return new Uint8Array();
  if (!Array.isArray(value)) throw invalid(path, `expected null or a list of bytes, found ${show(value)}`);
  return Uint8Array.from(value, (byte, index) => parseInteger(byte, `${path}[${index}]`, 0, 255));
}

function prefixed(prefix: Uint8Array, data: Uint8Array): Uint8Array {
  if (prefix.length === 0) return data;
  const joined = new Uint8Array(prefix.length + data.length);
  joined.set(prefix);
  joined.set(data, prefix.length);
  return joined;
}
