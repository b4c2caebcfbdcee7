import type { CodecModule } from "@zarrkit/plugin-api";
import { documentCodec } from "../elements/document-codec.js";
import { type Msgpack2Configuration, parseMsgpack2 } from "./config.js";
import { pack } from "./pack.js";
import { unpack } from "./unpack.js";

type Module = CodecModule<Msgpack2Configuration, "array-bytes">;

export const parse: Module["parse"] = parseMsgpack2;

export const toConfiguration: Module["toConfiguration"] = ({ useSingleFloat, useBinType, raw }) => ({
  use_single_float: useSingleFloat,
  use_bin_type: useBinType,
  raw,
});

export const bind: Module["bind"] = (config, spec, tools) =>
  documentCodec(
    "msgpack2",
    spec,
    config.origin,
    tools,
    (document) => pack(document, config),
    (source) => withTypeAsText(unpack(source, config.raw)),
  );

/** Where all text is read as bytes, the name of the data type is too. */
function withTypeAsText(document: unknown): unknown {
  if (!Array.isArray(document)) return document;
  const type: unknown = document.at(-2);
  return type instanceof Uint8Array ? document.with(-2, String.fromCharCode(...type.subarray(0, 64))) : document;
}
