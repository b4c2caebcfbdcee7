import { type CallOptions, isObject, type Listable, type Store, type Writable, ZarrError } from "@zarrkit/plugin-api";
import { parseJson } from "../json/parse.js";
import { printJson } from "../json/print.js";
import type { Document } from "../metadata/array-metadata.js";
import { parseGroup3 } from "../metadata/version-3.js";
import { groupDocument2 } from "../metadata/write-version-2.js";
import { groupDocument3 } from "../metadata/write-version-3.js";
import { writable } from "../node/set.js";
import { withLock } from "../schedule/lock.js";
import { joinKey } from "../store/path.js";

/** Any of these at a path means that a node is there. */
const documentNames = ["zarr.json", ".zarray", ".zgroup"];

export interface WriteNodeOptions extends CallOptions {
  readonly overwrite?: boolean | undefined;
}

/** A node's documents, by name. The one that says what the node is comes first. */
export type NodeDocuments = Readonly<Record<string, Document>>;

/**
 * Writes a node's documents, and group documents of the same format at all ancestors that have none (zarr-specs v3.1: there
 * are no implicit groups; v2: all ancestors must be groups). Without `overwrite` an existing node is a `conflict`; with it,
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
  for (const [name, document] of others) await write(store, joinKey(path, name), document, options);
  await create(store, joinKey(path, main![0]), main![1], options);
}

async function refuseExisting(store: Store, path: string, { signal }: CallOptions): Promise<void> {
  const found = await Promise.all(documentNames.map((name) => store.get(joinKey(path, name), { signal })));
  const at = found.findIndex((bytes) => bytes !== undefined);
  if (at >= 0) throw taken(joinKey(path, documentNames[at]!));
}

async function requireAncestors(
  store: Store & Writable,
  path: string,
  format: 2 | 3,
  options: CallOptions,
): Promise<void> {
  const names = path.split("/");
  for (let depth = 0; path !== "" && depth < names.length; depth++) {
    const ancestor = names.slice(0, depth).join("/");
    if (format === 3) await requireGroup3(store, ancestor, path, options);
    else await requireGroup2(store, ancestor, path, options);
  }
}

async function requireGroup3(
  store: Store & Writable,
  ancestor: string,
  path: string,
  options: CallOptions,
): Promise<void> {
  const key = joinKey(ancestor, "zarr.json");
  await withLock(store, key, async () => {
    const bytes = await store.get(key, { signal: options.signal });
    if (bytes === undefined) {
      await refuseOther(store, ancestor, [".zgroup", ".zarray"], 2, path, options);
      return write(store, key, groupDocument3(undefined), options);
    }
    const json = parseJson(new TextDecoder().decode(bytes.slice()), key);
    if (isObject(json) && json["node_type"] === "array") throw below(path, key);
    parseGroup3(json);
  });
}

async function requireGroup2(
  store: Store & Writable,
  ancestor: string,
  path: string,
  options: CallOptions,
): Promise<void> {
  const key = joinKey(ancestor, ".zgroup");
  const array = joinKey(ancestor, ".zarray");
  await withLock(store, key, async () => {
    if ((await store.get(array, { signal: options.signal })) !== undefined) throw below(path, array);
    if ((await store.get(key, { signal: options.signal })) !== undefined) return;
    await refuseOther(store, ancestor, ["zarr.json"], 3, path, options);
    await write(store, key, groupDocument2(), options);
  });
}

/** A group of the other format would be hidden by a document of this one, its attributes and children with it. */
async function refuseOther(
  store: Store,
  ancestor: string,
  names: readonly string[],
  format: 2 | 3,
  path: string,
  { signal }: CallOptions,
): Promise<void> {
  for (const name of names) {
    const key = joinKey(ancestor, name);
    if ((await store.get(key, { signal })) === undefined) continue;
    throw new ZarrError(
      "conflict",
      `"${path}" cannot be created: ${key} above it is of format ${format}. Pass { format: ${format} }, or create it elsewhere.`,
      { fields: { key, path } },
    );
  }
}

function below(path: string, key: string): ZarrError {
  return new ZarrError("wrong-node", `"${path}" cannot be created: its ancestor ${key} is an array.`, {
    fields: { key, path },
  });
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
    await write(store, key, document, options, !options.overwrite && canDecide);
  });
}

function write(
  store: Writable,
  key: string,
  document: Document,
  { signal }: CallOptions,
  onlyIfAbsent = false,
): Promise<void> {
  const bytes = new TextEncoder().encode(printJson(document as never));
  return store.set(key, bytes, { signal, ...(onlyIfAbsent && { onlyIf: "absent" as const }) });
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
