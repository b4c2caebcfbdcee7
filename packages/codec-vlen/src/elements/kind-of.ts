import { type ChunkSpec, invalid, type Origin } from "@zarrkit/plugin-api";
import { byteStrings } from "./byte-strings.js";
import type { ElementKind } from "./joined.js";
import { strings } from "./strings.js";

/** The kind of element that a data type has; refused for types whose elements are not strings or byte strings. */
export function kindOf({ dataType }: ChunkSpec, { name, path }: Origin): ElementKind {
  if (dataType.name === "string" || dataType.name === "fixed_length_utf32") return strings(name) as ElementKind;
  if (dataType.name === "bytes") return byteStrings(name) as ElementKind;
  throw invalid(path, `${name} stores strings and byte strings, not ${dataType.name}`);
}
