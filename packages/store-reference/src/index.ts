import type { AdapterPlugin } from "@zarrkit/plugin-api";
import type { ReferenceOptions } from "./options.js";

export type { ReferenceOptions } from "./options.js";

/**
 * Zarr by reference: a document says which bytes of which files (NetCDF, HDF5, GRIB, TIFF …) are the chunks.
 *
 * - Specification: kerchunk, "References specification" versions 0 and 1, and its Parquet directories as fsspec writes them
 * - `https://h/refs.json|reference:`, `s3://b/refs.parq|reference:path/in/it`
 * - Checked against: references by kerchunk and VirtualiZarr over NetCDF4, read by xarray
 *
 * ```ts
 * registry.register(reference({ allow: ["s3://measurements/"] }));
 * ```
 */
export function reference(options: ReferenceOptions = {}) {
  return {
    kind: "adapter",
    api: 1,
    name: "reference",
    aliases: ["kerchunk"],
    async load() {
      const { openReference } = await import("./store.js");
      return { open: (inner, path, tools) => openReference(inner, path, tools, options) };
    },
  } satisfies AdapterPlugin;
}
