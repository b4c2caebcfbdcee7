import { type Bytes, chunkMemory, type Pipeline, type Region, rangeWithin, type Tools } from "@zarrkit/plugin-api";

/**
 * Bytes that reading a region of an encoded chunk decodes: the whole chunk; of a shard, the inner chunks that are stored and
 * that the region touches, at every depth. Without a region: all of it. `codec-failed` for an index that cannot be read.
 */
export function decodedBytes(pipeline: Pipeline, source: Bytes, region: Region | undefined, tools: Tools): number {
  const { spec, subchunks, arrayCodecs } = pipeline;
  if (!subchunks) return chunkMemory(spec);
  const { shape } = arrayCodecs?.encodedSpec ?? spec;
  const wanted = region && arrayCodecs ? arrayCodecs.encodedRegion(region) : region;
  const { offset, length } = rangeWithin(subchunks.indexRange, source.length);
  const places = subchunks.readIndex(source.subarray(offset, offset + length), source.length);
  let total = 0;
  for (const part of tools.partition(shape, subchunks.shape, wanted ?? { start: shape.map(() => 0), shape })) {
    const place = places.locate(part.position);
    if (!place) continue;
    const inner = source.subarray(place.offset, place.offset + place.length);
    total += decodedBytes(subchunks.pipeline, inner, part.region, tools);
  }
  return total;
}
