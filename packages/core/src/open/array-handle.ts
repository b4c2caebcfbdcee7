import type { ArrayMetadata } from "../metadata/array-metadata.js";
import { ZarrArray } from "../node/zarr-array.js";
import type { Located } from "./source.js";

/** The handle of an array, its store behind the storage transformers that the document names. */
export async function arrayHandle(located: Located, metadata: ArrayMetadata): Promise<ZarrArray> {
  let { store } = located;
  for (const { plugin, configuration } of metadata.storageTransformers) {
    store = await (await plugin.load()).wrap(store, configuration, {
      name: plugin.name,
      format: 3,
      path: "storage_transformers",
    });
  }
  const { path, registry, limits, consolidated } = located;
  return new ZarrArray({ store, path, metadata, registry, limits, consolidated });
}
