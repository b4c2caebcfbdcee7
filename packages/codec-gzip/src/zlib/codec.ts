import { decodeZlib, decodeZlibAsync, encodeZlib } from "@zarrkit/engines/zlib";
import { deflateCodec } from "../deflate-codec.js";

export const { parse, toConfiguration, bind } = deflateCodec({
  name: "zlib",
  decode: decodeZlib,
  decodeAsync: decodeZlibAsync,
  encode: encodeZlib,
});
