import { memoryBytes } from "@zarrkit/engines/memory";
import type { Entries } from "./entries.js";
import type { Kernel } from "./value-codec.js";

/** Does a kernel's work over bytes; answers whether it did. */
export type EngineKernel = (source: Uint8Array, destination: Uint8Array) => boolean;

/** The plain kernel, done by an engine where there is one and it takes these numbers. */
export function throughEngine(engine: EngineKernel | undefined, plain: Kernel): Kernel {
  if (engine === undefined) return plain;
  return (source, destination) => {
    const { byteOffset, length } = source;
    if (engine(bytesOf(source), bytesOf(destination))) return;
    // The engines' memory may have grown meanwhile: a view of it is lost then, what it showed is not.
    const isLost = source.length !== length;
    plain(
      isLost ? Reflect.construct(source.constructor, [memoryBytes().buffer, byteOffset, length]) : source,
      destination,
    );
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Entries): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
