import { invalid, type Lookup, show } from "@zarrkit/plugin-api";
import { parseExtension } from "../json/extension.js";
import type { ArrayMetadata } from "./array-metadata.js";

type StorageTransformers = ArrayMetadata["storageTransformers"];

/**
 * The plugins for a v3 document's `storage_transformers`, in the order in which they wrap the store: the document's last one
 * asks the store, the array asks the first (zarr-specs v3.1, "Storage transformers").
 */
export async function parseStorageTransformers(list: unknown, lookup: Lookup): Promise<StorageTransformers> {
  if (!Array.isArray(list)) throw invalid("storage_transformers", `expected a list, found ${show(list)}`);
  const result: StorageTransformers[number][] = [];
  for (const [i, entry] of list.entries()) {
    const path = `storage_transformers[${i}]`;
    const { name, configuration, mustUnderstand } = parseExtension(entry, path);
    const plugin = lookup.find("storage-transformer", name);
    if (plugin) result.unshift({ plugin, configuration });
    else if (mustUnderstand) throw await lookup.missing("storage-transformer", name, path);
  }
  return result;
}
