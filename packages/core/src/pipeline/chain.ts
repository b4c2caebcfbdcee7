import type { Bytes, ChunkSpec, Pipeline, Region, View } from "@zarrkit/plugin-api";
import { copy } from "../shape/copy.js";
import { allocateView, subview } from "../shape/view.js";
import { ArrayChain } from "./array-chain.js";
import type { BoundStages } from "./bind.js";
import { BytesChain } from "./bytes-chain.js";
import { guarded } from "./guarded.js";

/** Bound stages as one array → bytes codec. */
export function chain(spec: ChunkSpec, stages: BoundStages): Pipeline {
  const { leaf } = stages;
  const { codec } = leaf;
  const arrays = new ArrayChain(stages.arrays);
  const bytes = new BytesChain(stages.bytes, codec.encodedSize);

  /** Decodes from the array → bytes codec's own encoded form. */
  function decodeArray(source: Bytes, destination: View, region?: Region): void {
    const decode = (view: View, part?: Region) => guarded(leaf, () => codec.decodeInto!(source, view, part));
    arrays.decode(decode, destination, region);
  }

  /** Bytes for the array → bytes codec; its own copy where it may call further codecs before it has read them. */
  function decodeBytes(source: Bytes): Bytes {
    const decoded = bytes.decode(source);
    return bytes.result === "borrowed" && leaf.usesTools ? new Uint8Array(decoded) : decoded;
  }

  const { ranges, decodeRanges } = codec;
  return {
    spec,
    encodedSize: bytes.encodedSize(),
    ...(codec.decodeInto &&
      bytes.decodesSync &&
      !bytes.prefersAsync && {
        decodeInto: (source: Bytes, destination: View, region?: Region) =>
          decodeArray(decodeBytes(source), destination, region),
      }),
    ...(codec.encode &&
      bytes.encodesSync && {
        encode(source: View) {
          const view = arrays.encode(source);
          return bytes.encode(guarded(leaf, () => codec.encode!(view)));
        },
      }),
    ...(ranges &&
      decodeRanges &&
      stages.bytes.length === 0 && {
        ranges(region: Region) {
          let encoded: Region | undefined = region;
          for (const stage of stages.arrays) encoded = encoded && stage.codec.encodedRegion?.(encoded);
          return encoded && ranges(encoded);
        },
        decodeRanges(pieces: readonly Bytes[], destination: View, region: Region) {
          guarded(leaf, () => arrays.decode((view, part) => decodeRanges(pieces, view, part!), destination, region));
        },
      }),
    async decodeIntoAsync(source, destination, region, signal) {
      const decoded = await bytes.decodeAsync(source, undefined, signal);
      if (codec.decodeInto) return decodeArray(decoded, destination, region);
      const whole = allocateView(leaf.spec.dataType, leaf.spec.shape);
      await guarded(leaf, () => codec.decodeIntoAsync!(decoded, whole, undefined, signal));
      arrays.decode((view, part) => copy(part ? subview(whole, part) : whole, view), destination, region);
    },
    async encodeAsync(source, signal) {
      const view = arrays.encode(source);
      const encoded = codec.encode
        ? guarded(leaf, () => codec.encode!(view))
        : await guarded(leaf, () => codec.encodeAsync!(view, signal));
      return bytes.encodeAsync(encoded, signal);
    },
  };
}
