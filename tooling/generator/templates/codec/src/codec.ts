import { type BytesToBytes, checkDecodedLength } from "@zarrkit/plugin-api";
import type { SampleNameConfiguration } from "./config.js";

export { parse } from "./config.js";

export const toConfiguration = ({ mask }: SampleNameConfiguration) => ({ mask });

export function bind({ mask }: SampleNameConfiguration): BytesToBytes {
  return {
    encodedSize: (decoded) => decoded,

    encode: (source) => Uint8Array.from(source, (byte) => byte ^ mask),

    decode(source, size, out = new Uint8Array(source.length)) {
      checkDecodedLength("sample-name", source.length, size);
      for (let i = 0; i < out.length; i++) out[i] = source[i]! ^ mask;
      return out;
    },
  };
}
