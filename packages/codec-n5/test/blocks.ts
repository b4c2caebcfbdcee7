import { gzip } from "@zarrkit/codec-gzip";
import { zstd } from "@zarrkit/codec-zstd";
import { sampleType } from "@zarrkit/conformance";
import { codecTools, createRegistry } from "@zarrkit/core";
import type { Bytes, ChunkSpec } from "@zarrkit/plugin-api";
import { n5 } from "../src/index.js";
import blocks from "./fixtures/blocks.json" with { type: "json" };

export const registry = createRegistry(n5(), gzip(), zstd());

/** Core's tools, which bind the inner codecs. */
export const tools = codecTools(registry);

export const compressions = ["raw", "gzip", "zstd"] as const;
export type Compression = (typeof compressions)[number];

const own = {
  raw: [],
  gzip: [{ name: "gzip", configuration: { level: 5 } }],
  zstd: [{ name: "zstd", configuration: { level: 3, checksum: false } }],
};

export const transpose = { name: "transpose", configuration: { order: [1, 0] } };
export const bigEndian = { name: "bytes", configuration: { endian: "big" } };

/** The configuration under which Zarr reads N5 data of two dimensions. */
export const configurationOf = (compression: Compression) => ({ codecs: [transpose, bigEndian, ...own[compression]] });

export const bytesOf = (base64: string): Bytes => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Blocks that TensorStore wrote (test/fixtures/generate.py), by their keys. */
export function blocksOf(compression: Compression, edge: "padded" | "truncated"): Map<string, Bytes> {
  const { padded, truncated } = blocks[compression];
  const chosen = { ...padded, ...(edge === "truncated" && truncated) };
  return new Map(Object.entries(chosen).map(([key, base64]) => [key, bytesOf(base64)]));
}

/** A block of [6, 3], for the chunk of [4, 2]: element [x, y] is 100 x + y. */
export const larger = (compression: Compression): Bytes => bytesOf(blocks[compression].larger);

/** A chunk of the same array; missing elements are -1, to tell them from the zeros that TensorStore pads with. */
export const spec: ChunkSpec = {
  shape: [4, 2],
  dataType: sampleType("int16"),
  fillValue: Uint8Array.of(0xff, 0xff),
};
