import type { ChunkSpec, Region, Tools, View } from "@zarrkit/plugin-api";
import { type Entries, gather, scatter } from "./entries.js";

/** An array → array codec that computes new elements, as against one that only lays them out differently. */
export interface ValueCodec {
  readonly encodedSpec: ChunkSpec;
  encodedRegion?(region: Region): Region | undefined;
  encode(source: View, destination: View): void;
  decode(source: View, destination: View): void;
}

/** Computes entries in C order from entries in C order; the source is only read, the destination only written. */
export type Kernel<From extends View["data"] = Entries, To extends View["data"] = Entries> = (
  source: From,
  destination: To,
) => void;

export interface Kernels<D extends View["data"], E extends View["data"]> {
  readonly encode: Kernel<D, E>;
  readonly decode: Kernel<E, D>;
  /** True when an element depends on the element at its own place alone, so that any region can be decoded by itself. */
  readonly elementwise: boolean;
}

/** A codec from kernels that know nothing of strides: views whose elements lie in C order are passed without a copy. */
export function valueCodec<D extends View["data"] = Entries, E extends View["data"] = Entries>(
  spec: ChunkSpec,
  encodedSpec: ChunkSpec,
  tools: Tools,
  { encode, decode, elementwise }: Kernels<D, E>,
): ValueCodec {
  return {
    encodedSpec,
    ...(elementwise && { encodedRegion: (region: Region) => region }),
    encode: (source, destination) =>
      scatter<E>(destination, encodedSpec, tools, (entries) => encode(gather<D>(source, spec, tools), entries)),
    decode: (source, destination) =>
      scatter<D>(destination, spec, tools, (entries) => decode(gather<E>(source, encodedSpec, tools), entries)),
  };
}
