import { type ArrayBytesSample, sampleType } from "@zarrkit/conformance";
import shards from "./fixtures/shards.json" with { type: "json" };

const decoded = Int32Array.from({ length: 24 }, (_, i) => (i < 12 && i % 6 > 2 ? -1 : i));

/** The same array in two shards that zarr-python wrote (test/fixtures/generate.py), index at the end and at the start. */
export const samples: readonly ArrayBytesSample[] = (["end", "start"] as const).map((location) => ({
  name: `index at the ${location}`,
  spec: { shape: [4, 6], dataType: sampleType("int32"), fillValue: new Uint8Array(4).fill(255) },
  configuration: {
    chunk_shape: [2, 3],
    codecs: [{ name: "bytes", configuration: { endian: "little" } }],
    index_codecs: [{ name: "bytes", configuration: { endian: "little" } }],
    index_location: location,
  },
  decoded,
  encoded: Uint8Array.from(atob(shards[location]), (character) => character.charCodeAt(0)),
}));
