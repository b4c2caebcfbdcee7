import type { ArrayCodecs, ArrayToArray, ChunkSpec, Region, View } from "@zarrkit/plugin-api";
import { copy } from "../shape/copy.js";
import { allocateView, subview } from "../shape/view.js";
import { guarded } from "./guarded.js";

interface ArrayStage {
  readonly name: string;
  readonly codec: ArrayToArray;
  /** The decoded form. */
  readonly spec: ChunkSpec;
}

/** Where the fully encoded elements go, and what makes the destination's of them once they are there. */
export interface Decoding {
  readonly view: View;
  /** What the view holds of the encoded array; `undefined`: all of it. */
  readonly region: Region | undefined;
  finish(): void;
}

/**
 * Several array → array codecs as one. Layout codecs cost nothing: they push the destination down as strides, so that each
 * element is written where it belongs. Value codecs compute from a scratch array.
 */
export class ArrayChain implements ArrayCodecs {
  readonly #stages: readonly ArrayStage[];
  readonly encodedSpec: ChunkSpec;

  constructor(stages: readonly ArrayStage[], encodedSpec: ChunkSpec) {
    this.#stages = stages;
    this.encodedSpec = encodedSpec;
  }

  encodedRegion(region: Region): Region | undefined {
    let encoded: Region | undefined = region;
    for (const { codec } of this.#stages) encoded = encoded && codec.encodedRegion?.(encoded);
    return encoded;
  }

  decoding(destination: View, region?: Region): Decoding {
    const steps: (() => void)[] = [];
    let [view, part] = [destination, region];
    for (const stage of this.#stages) {
      const { codec, spec } = stage;
      const encoded = part && codec.encodedRegion?.(part);
      if (part && !encoded) {
        // The whole chunk is needed to know any part of it.
        const [wanted, target, whole] = [part, view, allocateView(spec.dataType, spec.shape)];
        steps.push(() => copy(subview(whole, wanted), target));
        view = whole;
      }
      const decoded = view;
      if (codec.layout === undefined) {
        const scratch = scratchFor(codec, encoded);
        steps.push(() => guarded(stage, () => codec.decode(scratch, decoded)));
        view = scratch;
      } else {
        let laidOut = codec.layout(decoded);
        if (!laidOut) {
          // A layout that strides cannot express on this view can on a fresh one.
          const fresh = allocateView(spec.dataType, decoded.shape);
          steps.push(() => copy(fresh, decoded));
          laidOut = codec.layout(fresh)!;
        }
        view = laidOut;
      }
      part = encoded;
    }
    return { view, region: part, finish: () => steps.reverse().forEach((step) => step()) };
  }

  encode(source: View, region?: Region): View {
    let [view, part] = [source, region];
    for (const stage of this.#stages) {
      const { codec, spec } = stage;
      const decoded = view;
      part = part && codec.encodedRegion?.(part);
      if (codec.layout === undefined) {
        const encoded = scratchFor(codec, part);
        guarded(stage, () => codec.encode(decoded, encoded));
        view = encoded;
      } else {
        let laidOut = codec.layout(decoded);
        if (!laidOut) {
          const fresh = allocateView(spec.dataType, decoded.shape);
          copy(decoded, fresh);
          laidOut = codec.layout(fresh)!;
        }
        view = laidOut;
      }
    }
    return view;
  }
}

/** Memory for what a codec encodes to, or for a region of that. */
function scratchFor({ encodedSpec }: ArrayToArray, region: Region | undefined): View {
  return allocateView(encodedSpec.dataType, (region ?? encodedSpec).shape);
}
