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
    guarded(leaf, () => arrays.decode((view, part) => codec.decodeInto!(source, view, part), destination, region));
  }

  const isSync = codec.decodeInto && codec.encode && bytes.sync && !bytes.prefersAsync;
  return {
    spec,
    encodedSize: bytes.encodedSize,
    ...(isSync && {
      decodeInto: (source: Bytes, destination: View, region?: Region) =>
        decodeArray(bytes.decode(source), destination, region),
      encode: (source: View) => bytes.encode(guarded(leaf, () => codec.encode!(arrays.encode(source)))),
    }),
    async decodeIntoAsync(source, destination, region, signal) {
      const decoded = await bytes.decodeAsync(source, signal);
      if (codec.decodeInto) return decodeArray(decoded, destination, region);
      const whole = allocateView(leaf.spec.dataType, leaf.spec.shape);
      await codec.decodeIntoAsync!(decoded, whole, undefined, signal);
      arrays.decode((view, part) => copy(part ? subview(whole, part) : whole, view), destination, region);
    },
    async encodeAsync(source, signal) {
      const view = arrays.encode(source);
      const encoded = codec.encode ? guarded(leaf, () => codec.encode!(view)) : await codec.encodeAsync!(view, signal);
      return bytes.encodeAsync(encoded, signal);
    },
  };
}
