import { packbits } from "@zarrkit/codec-filters/packbits";
import { vlenUtf8 } from "@zarrkit/codec-vlen/vlen-utf8";
import { codecTools, createRegistry } from "@zarrkit/core";
import type { ChunkSpec } from "@zarrkit/plugin-api";
import { optional, optionalType } from "../src/index.js";

export const registry = createRegistry(optional(), optionalType(), packbits(), vlenUtf8());

/** Core's tools, which bind the inner codecs. */
export const tools = codecTools(registry);

const origin = { name: "zarrs.optional", format: 3, path: "data_type" } as const;

/** The form of a chunk whose elements may be missing. */
export async function optionalChunk(inner: unknown, shape: readonly number[], fillValue: unknown): Promise<ChunkSpec> {
  const { dataType } = await tools.dataType({ name: "zarrs.optional", configuration: inner }, origin);
  return { shape, dataType, fillValue };
}
