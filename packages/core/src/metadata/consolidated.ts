import { invalid, isObject, show } from "@zarrkit/plugin-api";
import type { Exact } from "../json/parse.js";
import { joinKey } from "../store/path.js";
import type { Document } from "./array-metadata.js";
import { asDocument } from "./fields.js";

/**
 * Documents of a whole hierarchy, read at once: below `root`, a key that is not among them is known to be absent. Nothing
 * is interpreted until a node is opened.
 */
export interface Consolidated {
  readonly root: string;
  /** By full key. */
  readonly documents: ReadonlyMap<string, Exact>;
}

/** .zmetadata (written by zarr-python; in no specification). */
export function parseConsolidated2(json: Exact, root: string): Consolidated {
  const document = asDocument(json);
  if (document["zarr_consolidated_format"] !== 1n) {
    throw invalid("zarr_consolidated_format", `expected 1, found ${show(document["zarr_consolidated_format"])}`);
  }
  return { root, documents: entries(document["metadata"], (key) => joinKey(root, key)) };
}

/** The field `consolidated_metadata` of a v3 group, if it has one of the kind that is known. */
export function parseConsolidated3(group: Document, root: string): Consolidated | undefined {
  const field = group["consolidated_metadata"];
  if (field === undefined || field === null) return undefined;
  if (!isObject(field)) throw invalid("consolidated_metadata", `expected an object, found ${show(field)}`);
  if (field["kind"] !== "inline") {
    if (field["must_understand"] === false) return undefined;
    throw invalid("consolidated_metadata.kind", `expected "inline", found ${show(field["kind"])}`);
  }
  return { root, documents: entries(field["metadata"] as Exact, (path) => joinKey(joinKey(root, path), "zarr.json")) };
}

function entries(json: Exact | undefined, key: (name: string) => string): Map<string, Exact> {
  if (!isObject(json)) throw invalid("metadata", `expected an object of documents, found ${show(json)}`);
  return new Map(Object.entries(json as Document).map(([name, document]) => [key(name), document]));
}
