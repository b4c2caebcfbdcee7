import type { ArrayToBytes, Bytes, ChunkSpec, Origin, Tools, View } from "@zarrkit/plugin-api";
import { fromDocument, toDocument } from "./nested.js";
import { part } from "./part.js";

/** A codec that writes a chunk as one document of a self-describing format. */
export function documentCodec(
  codec: string,
  spec: ChunkSpec,
  origin: Origin,
  tools: Tools,
  print: (document: unknown[]) => Uint8Array,
  parse: (source: Bytes) => unknown,
): ArrayToBytes {
  // Refuses a data type without a name in such documents before anything is written.
  toDocument(tools.scratch({ ...spec, shape: [0] }), spec, origin);
  return {
    encodedSize: { atMost: tools.limits.decodedBytes },
    encode(source: View) {
      const elements = tools.scratch({ ...spec, shape: source.shape });
      tools.copy(source, elements);
      return print(toDocument(elements, spec, origin));
    },
    decodeInto(source, destination, region) {
      const elements = tools.scratch(spec);
      fromDocument(parse(source), codec, spec, elements);
      tools.copy(region ? part(elements, region) : elements, destination);
    },
  };
}
