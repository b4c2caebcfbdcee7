import { type CallOptions, type Listable, type Store, type Writable, ZarrError } from "@zarrkit/plugin-api";
import type { Document } from "../metadata/array-metadata.js";
import { writable } from "../node/set.js";
import { withLock } from "../schedule/lock.js";
import { joinKey } from "../store/path.js";
import { requireAncestors } from "./ancestors.js";
import { writeDocument } from "./write-document.js";

/** Any of these at a path means that a node is there. */
const documentNames = ["zarr.json", ".zarray", ".zgroup"];

export interface WriteNodeOptions extends CallOptions {
  readonly overwrite?: boolean | undefined;
}

/** A node's documents, by name. The one that says what the node is comes first. */
export type NodeDocuments = Readonly<Record<string, Document>>;

/**
 * Writes a node's documents, and group documents of the same format at all ancestors that have none. Without `overwrite` an existing node is a `conflict`; with it,
 * everything below the path is deleted first.
 */
export async function writeNode(
  given: Store,
  path: string,
  documents: NodeDocuments,
  options: WriteNodeOptions,
): Promise<void> {
  const store = writable(given, `at "${path}"`);
  await requireAncestors(store, path, "zarr.json" in documents ? 3 : 2, options);
  if (options.overwrite) await deleteBelow(store, path, options);
  else await refuseExisting(store, path, options);
  const [main, ...others] = Object.entries(documents);
  // What says that there is a node is written last: until then there is none.
  for (const [name, document] of others) await writeDocument(store, joinKey(path, name), document, options);
  await create(store, joinKey(path, main![0]), main![1], options);
}

async function refuseExisting(store: Store, path: string, { signal }: CallOptions): Promise<void> {
  const found = await Promise.all(documentNames.map((name) => store.get(joinKey(path, name), { signal })));
  const at = found.findIndex((bytes) => bytes !== undefined);
  if (at >= 0) throw taken(joinKey(path, documentNames[at]!));
}

async function create(
  store: Store & Writable,
  key: string,
  document: Document,
  options: WriteNodeOptions,
): Promise<void> {
  await withLock(store, key, async () => {
    // Two processes that create the same node at once: one wins, where the store can decide it.
    const canDecide = (store.traits?.conditionalWrites ?? "none") !== "none";
    if (!options.overwrite && !canDecide && (await store.get(key, { signal: options.signal })) !== undefined)
      throw taken(key);
    await writeDocument(store, key, document, options, !options.overwrite && canDecide);
  });
}

async function deleteBelow(store: Store & Writable, path: string, { signal }: CallOptions): Promise<void> {
  if (!store.list) {
    throw new ZarrError(
      "unsupported",
      `Cannot overwrite "${path}": the store cannot list what lies there. Delete it by other means first.`,
    );
  }
  const keys: string[] = [];
  for await (const key of (store as Listable).list(path === "" ? "" : `${path}/`, { signal })) keys.push(key);
  for (const key of keys) await store.delete(key, { signal });
}

function taken(key: string): ZarrError {
  return new ZarrError(
    "conflict",
    `${key} is already there. Open the node instead, or pass { overwrite: true } to replace it with all below it.`,
    {
      fields: { key },
    },
  );
}
