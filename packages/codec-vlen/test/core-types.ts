import { type ChunkSpec, codecTools, createRegistry, type DataType } from "@zarrkit/core";

/** What codecs are handed at `bind`. */
export const coreTools = codecTools(createRegistry());

export async function typeOf(json: unknown): Promise<DataType> {
  return (await coreTools.dataType(json, { name: "data_type", format: 3, path: "data_type" })).dataType;
}

/** A chunk of one of core's data types. */
export async function chunkOf(json: unknown, shape: readonly number[], fill: unknown): Promise<ChunkSpec> {
  const dataType = await typeOf(json);
  return { shape, dataType, fillValue: dataType.fillFromScalar(fill) };
}
