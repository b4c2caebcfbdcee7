import { decodeGzip, decodeGzipAsync, encodeGzip } from "@zarrkit/engines/gzip";
import { deflateCodec } from "../deflate-codec.js";

export const { parse, toConfiguration, bind } = deflateCodec({
  name: "gzip",
  decode: decodeGzip,
  decodeAsync: decodeGzipAsync,
  encode: encodeGzip,
});
