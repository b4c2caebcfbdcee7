import type { DataType, Extension, Limits } from "@zarrkit/plugin-api";
import { automaticChunks, automaticShards } from "../grid/automatic.js";
import { parseChunkShape } from "../grid/regular.js";
import { resolveGrid } from "../grid/resolve.js";
import type { ArrayMetadata, Document } from "../metadata/array-metadata.js";
import { parseArray3 } from "../metadata/version-3.js";
import { arrayDocument3 } from "../metadata/write-version-3.js";
import type { CodecEntry } from "../pipeline/codec-list.js";
import { completeCodecs } from "../pipeline/complete.js";
import type { Registry } from "../registry/registry.js";
import { fillOf } from "../shape/fill.js";
import { shardingEntries } from "./create-codecs.js";
import type { CreateArrayOptions } from "./create-options.js";

/** What `createArray` has worked out, whatever the format. */
export interface ArrayPlan {
  readonly shape: readonly number[];
  readonly dataType: DataType;
  readonly entries: readonly CodecEntry[];
  readonly options: CreateArrayOptions;
  readonly registry: Registry;
  readonly limits: Limits;
}

/** A node's documents by name, and what they mean. */
export interface Described {
  readonly metadata: ArrayMetadata;
  readonly documents: Readonly<Record<string, Document>>;
}

export async function describe3(plan: ArrayPlan): Promise<Described> {
  const { shape, dataType, entries, options, registry, limits } = plan;
  const { chunks, shards } = shapesOf(plan);
  const chunkGrid = gridOf(shards ?? chunks, shape);
  const grid = await resolveGrid(chunkGrid, shape, { name: chunkGrid.name, format: 3, path: "chunks" }, registry);
  const codecs = shards ? await shardingEntries(parseChunkShape(chunks, "chunks", shape), entries, registry) : entries;
  const fillValue = fillOf(dataType, options.fillValue);
  // Where chunks differ in shape, what holds for the first holds for all: codecs depend on rank and type.
  const chunkShape = grid.chunkShape ?? grid.axes.map((axis) => axis.size(0));
  const context = { lookup: registry, limits, creates: true };
  const written = await completeCodecs(codecs, { shape: chunkShape, dataType, fillValue }, context);
  const document = arrayDocument3({
    shape,
    dataType,
    chunkGrid,
    keyEncoding: keyEncodingOf(options.chunkKeyEncoding ?? "default"),
    fillValue,
    codecs: written.map(({ extension }) => extension),
    attributes: options.attributes,
    dimensionNames: options.dimensionNames,
  });
  return { metadata: await parseArray3(document as never, registry), documents: { "zarr.json": document } };
}

/** What the user gave, or what suits the array. */
function shapesOf({ shape, dataType, options }: ArrayPlan) {
  const itemSize = dataType.itemSize ?? 64;
  const { chunks: given = "auto", shards: wanted } = options;
  const chunks = given === "auto" ? automaticChunks(shape, itemSize) : given;
  if (wanted !== "auto") return { chunks, shards: wanted };
  return { chunks, shards: automaticShards(shape, parseChunkShape(chunks, "chunks", shape), itemSize) };
}

function gridOf(chunks: readonly (number | readonly number[])[], shape: readonly number[]): Extension {
  if (chunks.every((length) => typeof length === "number")) {
    return { name: "regular", configuration: { chunk_shape: parseChunkShape(chunks, "chunks", shape) } };
  }
  return { name: "rectilinear", configuration: { kind: "inline", chunk_shapes: chunks } };
}

function keyEncodingOf(given: NonNullable<CreateArrayOptions["chunkKeyEncoding"]>): Extension {
  const { name, separator, configuration } = typeof given === "string" ? { name: given } : given;
  const isCore = name === "default" || name === "v2";
  const core = { separator: separator ?? (name === "v2" ? "." : "/") };
  return { name, ...(isCore ? { configuration: { ...core, ...configuration } } : configuration && { configuration }) };
}
