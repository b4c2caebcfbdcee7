import { Reach } from "@zarrkit/engines/memory";
import type { Entries } from "./entries.js";
import type { Kernel } from "./value-codec.js";

/** Does a kernel's work over bytes; answers whether it did. */
export type EngineKernel = (source: Uint8Array, destination: Uint8Array) => boolean;

/** The plain kernel, done by an engine where there is one and it takes these numbers. */
export function throughEngine(engine: EngineKernel | undefined, plain: Kernel): Kernel {
  if (engine === undefined) return plain;
  return (source, destination) => {
    // The engines' memory may grow meanwhile: a view of it is lost then.
    const reach = new Reach(bytesOf(source));
    if (engine(reach.bytes, bytesOf(destination))) return;
    const { buffer, byteOffset, byteLength } = reach.bytes;
    const length = byteLength / source.BYTES_PER_ELEMENT;
    plain(Reflect.construct(source.constructor, [buffer, byteOffset, length]), destination);
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Entries): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
