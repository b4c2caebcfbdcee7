import type { CodecPlugin } from "@zarrkit/plugin-api";

/**
 * transpose: axis i of the stored array is axis `order[i]` of the decoded one.
 * zarr-specs v3.1, codecs/transpose. Configuration: `{ "order": [2, 0, 1] }`. It costs nothing when read or written: the
 * bytes codec walks the caller's memory by permuted strides.
 */
export function transpose(configuration?: { readonly order: readonly number[] }): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "transpose",
    stage: "array-array",
    usesTools: false,
    ...(configuration && { configuration: { order: [...configuration.order] } }),
    load: async () => (await import("./transpose-module.js")).transposeModule,
  };
}
