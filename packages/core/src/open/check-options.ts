import { invalid, isObject, show, ZarrError } from "@zarrkit/plugin-api";
import type { CreateArrayOptions, CreateOptions } from "./create-options.js";

const forNodes = ["attributes", "overwrite", "path", "format", "registry", "limits", "signal", "priority"];

const forArrays = [
  ...["shape", "dataType", "chunks", "shards", "codecs", "fillValue", "dimensionNames", "chunkKeyEncoding"],
  ...forNodes,
];

/** How other tools call the same; an option that is passed over in silence would be data of another form than was meant. */
const otherNames: Readonly<Record<string, string>> = {
  dtype: "dataType",
  data_type: "dataType",
  chunkShape: "chunks",
  chunk_shape: "chunks",
  chunk_size: "chunks",
  fill_value: "fillValue",
  fill: "fillValue",
  compressor: "codecs",
  compressors: "codecs",
  compression: "codecs",
  filters: "codecs",
  dimension_names: "dimensionNames",
  dimensions: "dimensionNames",
  dims: "dimensionNames",
  chunk_key_encoding: "chunkKeyEncoding",
  dimension_separator: "chunkKeyEncoding",
  shard_shape: "shards",
  attrs: "attributes",
  zarr_format: "format",
  zarrFormat: "format",
};

/** Refuses options of `createArray` that it does not know, and lists that are none. */
export function checkArrayOptions(options: CreateArrayOptions): void {
  checkNames("createArray", options, forArrays);
  const { chunks = "auto", codecs = [] } = options;
  if (chunks !== "auto" && !Array.isArray(chunks))
    throw invalid("chunks", `expected "auto" or a list of positive integers, found ${show(chunks)}`);
  if (!Array.isArray(codecs)) throw invalid("codecs", `expected a list of codecs, found ${show(codecs)}`);
}

export function checkGroupOptions(options: CreateOptions): void {
  checkNames("createGroup", options, forNodes);
}

function checkNames(call: string, options: unknown, known: readonly string[]): void {
  if (!isObject(options)) {
    throw new ZarrError("invalid-argument", `${call}() takes its options as an object, found ${show(options)}.`);
  }
  const unknown = Object.keys(options).find((name) => options[name] !== undefined && !known.includes(name));
  if (unknown === undefined) return;
  const meant = Object.hasOwn(otherNames, unknown) ? otherNames[unknown] : undefined;
  const advice = meant && known.includes(meant) ? `say ${meant}` : `known are ${known.join(", ")}`;
  throw new ZarrError("invalid-argument", `${call}() has no option ${show(unknown)}: ${advice}.`);
}
