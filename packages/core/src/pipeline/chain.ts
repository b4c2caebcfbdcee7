import type { Bytes, ChunkSpec, EncodeOptions, Pipeline, Region, View } from "@zarrkit/plugin-api";
import { ArrayChain, type Decoding } from "./array-chain.js";
import type { BoundStages } from "./bind.js";
import { BytesChain } from "./bytes-chain.js";
import { decodePart } from "./decode-part.js";
import { guarded } from "./guarded.js";

/** Bound stages as one array → bytes codec. */
export function chain(spec: ChunkSpec, stages: BoundStages): Pipeline {
  const { leaf } = stages;
  const { codec } = leaf;
  const arrays = new ArrayChain(stages.arrays, leaf.spec);
  const bytes = new BytesChain(stages.bytes, codec.encodedSize);

  /** Decodes from the array → bytes codec's own encoded form. */
  function decodeArray(source: Bytes, { view, region, finish }: Decoding): void {
    guarded(leaf, () => codec.decodeInto!(source, view, region));
    finish();
  }

  /** Bytes for the array → bytes codec; its own copy where it may call further codecs before it has read them. */
  function decodeBytes(source: Bytes): Bytes {
    const decoded = bytes.decode(source);
    return bytes.result === "borrowed" && leaf.usesTools ? new Uint8Array(decoded) : decoded;
  }

  const { subchunks } = codec;
  // A shard may hold thousands of chunks: its asynchronous mode leaves others their turns of the event loop between them.
  const decodesSync = codec.decodeInto && !(subchunks && codec.decodeIntoAsync);
  const encodesSync = codec.encode && !(subchunks && codec.encodeAsync);
  return {
    spec,
    encodedSize: bytes.encodedSize(),
    ...(decodesSync &&
      bytes.decodesSync &&
      !bytes.prefersAsync && {
        decodeInto(source: Bytes, destination: View, region?: Region) {
          const decoding = arrays.decoding(destination, region);
          const { view, region: encoded, finish } = decoding;
          const isDone = encoded && guarded(leaf, () => decodePart(codec, bytes, source, view, encoded));
          if (isDone) finish();
          else decodeArray(decodeBytes(source), decoding);
        },
      }),
    ...(encodesSync &&
      bytes.encodesSync && {
        encode(source: View, options?: EncodeOptions) {
          const view = arrays.encode(source);
          return bytes.encode(guarded(leaf, () => codec.encode!(view, options)));
        },
      }),
    // Parts of what is stored: not where further codecs make one frame or one checksum of all of it.
    ...(stages.bytes.length === 0 &&
      subchunks && { subchunks, ...(stages.arrays.length > 0 && { arrayCodecs: arrays }) }),
    ...(stages.bytes.length === 0 &&
      codec.ranges &&
      codec.decodeRanges && {
        ranges(region: Region) {
          const encoded = arrays.encodedRegion(region);
          return encoded && codec.ranges!(encoded);
        },
        decodeRanges(pieces: readonly Bytes[], destination: View, region: Region) {
          const { view, region: encoded, finish } = arrays.decoding(destination, region);
          guarded(leaf, () => codec.decodeRanges!(pieces, view, encoded!));
          finish();
        },
      }),
    async decodeIntoAsync(source, destination, region, signal) {
      const decoded = await bytes.decodeAsync(source, undefined, signal);
      const decoding = arrays.decoding(destination, region);
      if (decodesSync) return decodeArray(decoded, decoding);
      await guarded(leaf, () => codec.decodeIntoAsync!(decoded, decoding.view, decoding.region, signal));
      decoding.finish();
    },
    async encodeAsync(source, signal, options) {
      const view = arrays.encode(source);
      const encoded = encodesSync
        ? guarded(leaf, () => codec.encode!(view, options))
        : await guarded(leaf, () => codec.encodeAsync!(view, signal, options));
      return bytes.encodeAsync(encoded, signal);
    },
  };
}
