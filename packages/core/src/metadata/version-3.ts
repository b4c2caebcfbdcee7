import { invalid, type Lookup, type Origin, show } from "@zarrkit/plugin-api";
import { resolveDataType } from "../dtype/resolve.js";
import { resolveGrid, resolveKeyEncoding } from "../grid/resolve.js";
import { parseRequired } from "../json/extension.js";
import type { Exact } from "../json/parse.js";
import { plain } from "../json/plain.js";
import { type CodecEntry, checkOrder, resolveCodecs } from "../pipeline/codec-list.js";
import type { ArrayMetadata } from "./array-metadata.js";
import { asDocument, checkFormat, checkNodeType, parseAttributes, parseShape, refuseUnknownFields } from "./fields.js";

/** zarr.json of an array (zarr-specs v3.1, "Array metadata"). */

const required = [
  "zarr_format",
  "node_type",
  "shape",
  "data_type",
  "chunk_grid",
  "chunk_key_encoding",
  "fill_value",
  "codecs",
];
const known = [...required, "attributes", "storage_transformers", "dimension_names"];

export async function parseArray3(json: Exact, lookup: Lookup): Promise<ArrayMetadata> {
  const document = asDocument(json);
  checkFormat(document, 3);
  checkNodeType(document, "array");
  for (const name of required) if (document[name] === undefined) throw invalid(name, "is missing");
  refuseUnknownFields(document, known);

  const shape = parseShape(document["shape"]);
  const at = (path: string): Origin => ({ name: path, format: 3, path });
  const named = (field: string) => parseRequired(plain(document[field]!), field);
  const { dataType } = await resolveDataType(plain(document["data_type"]!), at("data_type"), lookup);
  const grid = await resolveGrid(named("chunk_grid"), shape, at("chunk_grid"), lookup);
  const keyEncoding = await resolveKeyEncoding(named("chunk_key_encoding"), at("chunk_key_encoding"), lookup);
  const fillValue = dataType.fillFromJson(document["fill_value"], {
    name: dataType.name,
    format: 3,
    path: "fill_value",
  });
  const codecs = await resolveCodecs(plain(document["codecs"]!), at("codecs"), lookup);
  await checkOrder(codecs, "codecs");
  return {
    format: 3,
    shape,
    dataType,
    grid,
    keyEncoding,
    fillValue,
    codecs,
    ...(codecs.some(isSharding) && {
      innerChunks: (await import("./inner-chunks.js")).innerChunks(codecs, shape.length),
    }),
    attributes: parseAttributes(document["attributes"], "attributes"),
    dimensionNames: parseDimensionNames(document["dimension_names"], shape.length),
    storageTransformers: await parseTransformers(document["storage_transformers"], lookup),
    document,
  };
}

/** By what only the codecs of shards have, so that none need be loaded to know. */
function isSharding({ extension }: CodecEntry): boolean {
  return extension.configuration?.["chunk_shape"] !== undefined;
}

function parseDimensionNames(json: Exact | undefined, rank: number): readonly (string | null)[] | undefined {
  if (json === undefined) return undefined;
  if (!Array.isArray(json) || json.length !== rank || json.some((name) => name !== null && typeof name !== "string")) {
    throw invalid("dimension_names", `expected ${rank} names or nulls, one per axis, found ${show(json)}`);
  }
  return json as (string | null)[];
}

/** None are registered anywhere today; one that nobody answers to would silently change the data, so it is refused. */
async function parseTransformers(
  json: Exact | undefined,
  lookup: Lookup,
): Promise<ArrayMetadata["storageTransformers"]> {
  if (json === undefined || (Array.isArray(json) && json.length === 0)) return [];
  return (await import("./storage-transformers.js")).parseStorageTransformers(plain(json), lookup);
}
