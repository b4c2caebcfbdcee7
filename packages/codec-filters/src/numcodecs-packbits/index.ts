import type { CodecPlugin } from "@zarrkit/plugin-api";

/**
 * Eight bools to a byte, the first one in the highest bit, after a byte that counts the bits added at the end. The v3
 * codec `packbits` is another one: it has no such byte and begins at the lowest bit.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/filter/packbits.html
 * - Names: `numcodecs.packbits`; v2 id `packbits`
 * - Configuration: none
 * - Checked against: numcodecs, zarr-python
 */
export function numcodecsPackbits(): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.packbits",
    stage: "array-array",
    changesShape: true,
    load: () => import("./codec.js"),
  };
}
