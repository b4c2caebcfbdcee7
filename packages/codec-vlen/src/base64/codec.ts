import { type CodecModule, checkDecodedLength, codecFailed } from "@zarrkit/plugin-api";
import { type PlainConfiguration, parsePlain } from "../config.js";
import { decodeBase64, decodedLength, encodeBase64 } from "./base64.js";

type Module = CodecModule<PlainConfiguration, "bytes-bytes">;

export const parse: Module["parse"] = parsePlain;

export const toConfiguration: Module["toConfiguration"] = () => ({});

const encodedLength = (length: number) => Math.ceil(length / 3) * 4;

export const bind: Module["bind"] = () => ({
  encodedSize: (size) =>
    "exact" in size ? { exact: encodedLength(size.exact) } : { atMost: encodedLength(size.atMost) },
  encode: encodeBase64,
  decode(source, size, out) {
    if (source.length % 4 !== 0) throw codecFailed("base64", `${source.length} letters are no whole number of fours`);
    const length = decodedLength(source);
    checkDecodedLength("base64", length, size);
    const decoded = out ?? new Uint8Array(length);
    const wrong = decodeBase64(source, decoded);
    if (wrong !== undefined) throw codecFailed("base64", `byte ${wrong} of the text is no letter of base64`);
    return decoded;
  },
});
