import { invalid, isObject, show, ZarrError } from "@zarrkit/plugin-api";
import type { Exact } from "../json/parse.js";
import { plain } from "../json/plain.js";
import type { Attributes, Document } from "./array-metadata.js";

/** The parts that documents of both formats and of both node types share. */

export function asDocument(json: Exact): Document {
  if (!isObject(json)) throw invalid("document", `expected an object, found ${show(json)}`);
  return json as Document;
}

export function checkFormat(document: Document, format: 2 | 3): void {
  if (document["zarr_format"] !== BigInt(format)) {
    throw invalid("zarr_format", `expected ${format}, found ${show(document["zarr_format"])}`);
  }
}

/** As many as NumPy 2 knows (NPY_MAXDIMS). What works axis by axis calls itself for each, so thousands would end the stack. */
const mostAxes = 64;

export function parseShape(json: Exact | undefined): number[] {
  const shape = json === undefined ? undefined : plain(json);
  const isWrong = (length: unknown) => !Number.isSafeInteger(length) || (length as number) < 0;
  if (!Array.isArray(shape) || shape.length > mostAxes || shape.some(isWrong)) {
    throw invalid("shape", `expected a list of at most ${mostAxes} integers from 0, found ${show(shape)}`);
  }
  return shape;
}

export function parseAttributes(json: Exact | undefined, path: string): Attributes {
  if (json === undefined) return {};
  if (!isObject(json)) throw invalid(path, `expected an object, found ${show(json)}`);
  return plain(json) as Attributes;
}

/**
 * Every other field must say that it need not be understood, or opening fails (zarr-specs v3.1, "must_understand"): it might
 * change what the data mean.
 */
export function refuseUnknownFields(document: Document, known: readonly string[]): void {
  for (const [name, value] of Object.entries(document)) {
    if (known.includes(name)) continue;
    if (isObject(value) && value["must_understand"] === false) continue;
    throw new ZarrError(
      "unsupported-extension",
      `${name.slice(0, 300)}: this field is not known here, and the document does not say "must_understand": false; the data may mean something else than they seem to.`,
      { fields: { path: name } },
    );
  }
}

export function checkNodeType(document: Document, expected: "array" | "group"): void {
  if (document["node_type"] !== expected) {
    throw invalid("node_type", `expected "${expected}", found ${show(document["node_type"])}`);
  }
}
