import type { AdapterPlugin, OpenTools, Place } from "@zarrkit/plugin-api";
import type { ZipOptions } from "./options.js";

export type { ZipOptions } from "./options.js";

/**
 * Zarr in a zip archive, read over any store that has byte ranges: `https://h/a.zip`, `s3://b/a.ozx|zip:inner`. Rules:
 * PKWARE APPNOTE.TXT 6.3.10, and RFC-9 of OME-NGFF for `.ozx`. Checked against zip.js, fflate, yauzl, Python's zipfile and
 * zarr-python's ZipStore.
 *
 * ```ts
 * registry.register(zip());
 * ```
 */
export function zip(options: ZipOptions = {}) {
  return {
    kind: "adapter",
    api: 1,
    name: "zip",
    suffixes: [".zip", ".ozx"],
    async load() {
      const { openZip } = await import("./store.js");
      return {
        open: (inner: Place, path: string, { signal }: OpenTools) => openZip(inner, path, options, { signal }),
      };
    },
  } satisfies AdapterPlugin;
}
