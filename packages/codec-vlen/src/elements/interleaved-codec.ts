import type { ArrayToBytes, ChunkSpec, Tools } from "@zarrkit/plugin-api";
import { interleave, separate } from "./interleaved.js";
import type { ElementKind } from "./joined.js";
import { elementCount, valueCodec } from "./value-codec.js";

/** A codec of numcodecs' framing, for one kind of element. */
export function interleavedCodec<T>(codec: string, kind: ElementKind<T>, spec: ChunkSpec, tools: Tools): ArrayToBytes {
  const count = elementCount(spec.shape);
  return valueCodec<T>(
    spec,
    tools,
    (values) => interleave(codec, kind.join(values), tools.limits.decodedBytes),
    (source) => kind.split(separate(codec, source, count)),
  );
}
