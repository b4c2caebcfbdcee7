import type { ArrayToArray, ChunkSpec, Region, View } from "@zarrkit/plugin-api";
import { copy } from "../shape/copy.js";
import { allocateView, subview } from "../shape/view.js";
import { guarded } from "./guarded.js";

/** Reads the fully encoded array, or a region of it, into a view. */
type Leaf = (destination: View, region?: Region) => void;

interface ArrayStage {
  readonly name: string;
  readonly codec: ArrayToArray;
  /** The decoded form. */
  readonly spec: ChunkSpec;
}

/**
 * Several array → array codecs as one. Layout codecs cost nothing: they push the destination down as strides, so that the
 * leaf writes each element where it belongs. Value codecs compute from a scratch array.
 */
export class ArrayChain {
  readonly #stages: readonly ArrayStage[];

  constructor(stages: readonly ArrayStage[]) {
    this.#stages = stages;
  }

  decode(leaf: Leaf, destination: View, region?: Region): void {
    this.#decode(0, leaf, destination, region);
  }

  #decode(at: number, leaf: Leaf, destination: View, region: Region | undefined): void {
    const stage = this.#stages[at];
    if (!stage) return leaf(destination, region);
    const { codec, spec } = stage;
    const inner = region && codec.encodedRegion?.(region);
    if (region && !inner) {
      // The whole chunk is needed to know any part of it.
      const whole = allocateView(spec.dataType, spec.shape);
      this.#decode(at, leaf, whole, undefined);
      return copy(subview(whole, region), destination);
    }
    const encoded = codec.layout?.(destination);
    if (encoded) return this.#decode(at + 1, leaf, encoded, inner);
    const { dataType, shape } = codec.encodedSpec;
    const scratch = allocateView(dataType, inner?.shape ?? shape);
    this.#decode(at + 1, leaf, scratch, inner);
    if (codec.layout === undefined) return guarded(stage, () => codec.decode(scratch, destination));
    // A layout that strides cannot express on this view can on a fresh one.
    const decoded = allocateView(spec.dataType, destination.shape);
    copy(scratch, codec.layout(decoded)!);
    copy(decoded, destination);
  }

  /** The encoded array: the source itself seen through strides, or scratch. */
  encode(source: View): View {
    let view = source;
    for (const { name, codec, spec } of this.#stages) {
      if (codec.layout === undefined) {
        const decoded = view;
        const encoded = allocateView(codec.encodedSpec.dataType, codec.encodedSpec.shape);
        guarded({ name }, () => codec.encode(decoded, encoded));
        view = encoded;
      } else {
        let laidOut = codec.layout(view);
        if (!laidOut) {
          const fresh = allocateView(spec.dataType, spec.shape);
          copy(view, fresh);
          laidOut = codec.layout(fresh)!;
        }
        view = laidOut;
      }
    }
    return view;
  }
}
