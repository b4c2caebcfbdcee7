import {
  type ByteOrder,
  type Extension,
  invalid,
  isObject,
  type Lookup,
  type Origin,
  parseChoice,
  show,
} from "@zarrkit/plugin-api";
import type { Version2Codec } from "../dtype/object-type.js";
import { type ResolvedDataType, resolveDataType } from "../dtype/resolve.js";
import { parseChunkShape, regularGrid } from "../grid/regular.js";
import { keyEncoding } from "../grid/resolve.js";
import type { Exact } from "../json/parse.js";
import { plain } from "../json/plain.js";
import { type CodecEntry, checkOrder, findCodec } from "../pipeline/codec-list.js";
import type { ArrayMetadata, Attributes, GroupMetadata } from "./array-metadata.js";
import { asDocument, checkFormat, parseAttributes, parseShape } from "./fields.js";

/** .zarray, .zgroup and .zattrs (zarr-specs v2). Other keys are ignored, as that specification asks. */

const required = ["shape", "chunks", "dtype", "compressor", "fill_value", "order", "filters"];

export async function parseArray2(
  json: Exact,
  attributesJson: Exact | undefined,
  lookup: Lookup,
): Promise<ArrayMetadata> {
  const document = asDocument(json);
  checkFormat(document, 2);
  for (const name of required) if (document[name] === undefined) throw invalid(name, "is missing");

  const shape = parseShape(document["shape"]);
  const chunks = parseChunkShape(plain(document["chunks"]!), "chunks", shape);
  const origin: Origin = { name: "dtype", format: 2, path: "dtype" };
  const listed = listCodecs(plain(document["filters"]!), plain(document["compressor"]!));
  const { dataType, byteOrder } = await resolveElements(plain(document["dtype"]!), listed, origin, lookup);
  const fill = document["fill_value"]!;
  const attributes = parseAttributes(attributesJson, ".zattrs");
  const order = parseChoice(document["order"], "order", ["C", "F"]);
  return {
    format: 2,
    shape,
    dataType,
    byteOrder,
    grid: regularGrid(chunks, shape),
    keyEncoding: keyEncoding(
      "v2",
      parseChoice(document["dimension_separator"], "dimension_separator", [".", "/"], "."),
    ),
    fillValue:
      fill === null ? undefined : dataType.fillFromJson(fill, { name: dataType.name, format: 2, path: "fill_value" }),
    codecs: await parseCodecs(listed, order, byteOrder, shape.length, lookup),
    attributes,
    dimensionNames: dimensionNames(attributes, shape.length),
    storageTransformers: [],
    document,
  };
}

export function parseGroup2(json: Exact, attributesJson: Exact | undefined): GroupMetadata {
  const document = asDocument(json);
  checkFormat(document, 2);
  return { format: 2, attributes: parseAttributes(attributesJson, ".zattrs"), document };
}

/** Filters and compressor in the order they encode. */
function listCodecs(filters: unknown, compressor: unknown): Version2Codec[] {
  if (filters !== null && !Array.isArray(filters))
    throw invalid("filters", `expected a list or null, found ${show(filters)}`);
  const listed = ((filters as unknown[] | null) ?? []).map((json, i) => ({ json, path: `filters[${i}]` }));
  return compressor === null ? listed : [...listed, { json: compressor, path: "compressor" }];
}

/** Bare names stand in v2 documents for types only that NumPy has no spelling for ("bfloat16", written by TensorStore). */
const spelledByNumPy = /^(bool|u?int(8|16|32|64)|float(16|32|64)|complex(64|128))$/;

/** Of object arrays ("|O") only the codecs know what the elements are. */
async function resolveElements(
  dtype: unknown,
  codecs: readonly Version2Codec[],
  origin: Origin,
  lookup: Lookup,
): Promise<ResolvedDataType> {
  if (typeof dtype === "string" && spelledByNumPy.test(dtype)) {
    throw invalid(
      origin.path,
      `${show(dtype)} is a name of v3: v2 spells it as NumPy does, byte order included ("<i2")`,
    );
  }
  if (dtype !== "|O") return resolveDataType(dtype, origin, lookup);
  const { objectType } = await import("../dtype/object-type.js");
  return { dataType: await objectType(codecs, origin, (json, inner) => resolveDataType(json, inner, lookup)) };
}

/**
 * v2's order, filters and compressor as one v3 codec list. Filters see the chunk in its stored order, so Fortran order is
 * a transpose before them; `bytes` goes where the list turns from arrays to bytes.
 */
async function parseCodecs(
  listed: readonly Version2Codec[],
  order: "C" | "F",
  byteOrder: ByteOrder | undefined,
  rank: number,
  lookup: Lookup,
): Promise<CodecEntry[]> {
  const entries: CodecEntry[] = [];
  for (const { json, path } of listed) {
    const extension = parseCodec(json, path);
    const plugin = findCodec(extension.name, 2, lookup);
    if (!plugin) throw await lookup.missing("codec", extension.name, path);
    entries.push({ extension, plugin, origin: { name: extension.name, format: 2, path } });
  }
  if (!entries.some((entry) => entry.plugin.stage === "array-bytes")) {
    const firstBytes = entries.findIndex((entry) => entry.plugin.stage === "bytes-bytes");
    entries.splice(
      firstBytes < 0 ? entries.length : firstBytes,
      0,
      builtIn("bytes", "dtype", lookup, byteOrder && { endian: byteOrder }),
    );
  }
  if (order === "F" && rank > 1) {
    const reversed = Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
    entries.unshift(builtIn("transpose", "order", lookup, { order: reversed }));
  }
  await checkOrder(entries, "filters");
  return entries;
}

/** `{ id, …configuration }`. */
function parseCodec(json: unknown, path: string): Extension {
  if (!isObject(json) || typeof json["id"] !== "string")
    throw invalid(path, `expected an object with an "id", found ${show(json)}`);
  const { id, ...configuration } = json;
  return { name: id as string, configuration };
}

function builtIn(
  name: string,
  path: string,
  lookup: Lookup,
  configuration?: Readonly<Record<string, unknown>>,
): CodecEntry {
  const extension = configuration ? { name, configuration } : { name };
  return { extension, plugin: lookup.find("codec", name)!, origin: { name, format: 2, path } };
}

/** xarray's convention for v2. Names that do not fit the shape are left to the attributes. */
function dimensionNames(attributes: Attributes, rank: number): readonly string[] | undefined {
  const names = attributes["_ARRAY_DIMENSIONS"];
  const fits = Array.isArray(names) && names.length === rank && names.every((name) => typeof name === "string");
  return fits ? names : undefined;
}
