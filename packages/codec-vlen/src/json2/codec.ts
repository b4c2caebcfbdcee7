import { type Bytes, type CodecModule, codecFailed } from "@zarrkit/plugin-api";
import { documentCodec } from "../elements/document-codec.js";
import { type Json2Configuration, parseJson2 } from "./config.js";
import { parseJson } from "./parse-json.js";
import { printJson } from "./print-json.js";

type Module = CodecModule<Json2Configuration, "array-bytes">;

export const parse: Module["parse"] = parseJson2;

export const toConfiguration: Module["toConfiguration"] = ({ options }) => ({ ...options });

export const bind: Module["bind"] = ({ options, origin }, spec, tools) => {
  // json2's predecessor is the same without the shape at the end.
  const withoutShape = /^(numcodecs\.)?json$/.test(origin.name);
  return documentCodec(
    "json2",
    spec,
    origin,
    tools,
    (document) => new TextEncoder().encode(printJson(withoutShape ? document.slice(0, -1) : document, options)),
    (source) => {
      const document = parseJson(textOf(source), options.strict);
      return withoutShape && Array.isArray(document) ? [...document, spec.shape] : document;
    },
  );
};

function textOf(source: Bytes): string {
  // Browsers decode no shared memory.
  const bytes = source.buffer instanceof ArrayBuffer ? source : source.slice();
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw codecFailed("json2", "its bytes are no UTF-8");
  }
}
