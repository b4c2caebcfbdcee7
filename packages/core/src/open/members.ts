import { type Listable, type Store, ZarrError } from "@zarrkit/plugin-api";
import type { ZarrArray } from "../node/zarr-array.js";
import type { ZarrGroup } from "../node/zarr-group.js";
import { isNodeName, joinKey } from "../store/path.js";
import { type OpenOptions, open } from "./open.js";

const documentNames = ["zarr.json", ".zarray", ".zgroup"];

/**
 * Names of a group's direct children, sorted. From consolidated metadata without a request, else by listing the store.
 *
 * Errors: `unsupported` where the store cannot list and nothing is consolidated (most web servers).
 */
export async function keys(group: ZarrGroup, options: OpenOptions = {}): Promise<string[]> {
  const { consolidated } = group.parts;
  if (consolidated && options.consolidated !== false)
    return consolidatedChildren(consolidated.documents.keys(), group.path);
  const store = listable(group.store, group.path);
  const names: string[] = [];
  for await (const { name, prefix } of store.listChildren(group.path === "" ? "" : `${group.path}/`, options)) {
    if (prefix && isNodeName(name) && (await isNode(store, joinKey(group.path, name), options))) names.push(name);
  }
  return names.sort();
}

/** A group's direct children, opened one after the other, by name. Errors as for `keys` and `open`. */
export async function* members(
  group: ZarrGroup,
  options: OpenOptions = {},
): AsyncGenerator<readonly [name: string, node: ZarrArray | ZarrGroup]> {
  for (const name of await keys(group, options)) yield [name, await open(group, { ...options, path: name })] as const;
}

function consolidatedChildren(documents: Iterable<string>, path: string): string[] {
  const prefix = path === "" ? "" : `${path}/`;
  const names = new Set<string>();
  for (const key of documents) {
    if (!key.startsWith(prefix)) continue;
    // A child has a document of its own; without one it could not be opened.
    const [name = "", document = "", ...deeper] = key.slice(prefix.length).split("/");
    if (deeper.length === 0 && documentNames.includes(document) && isNodeName(name)) names.add(name);
  }
  return [...names].sort();
}

async function isNode(store: Store, path: string, { signal }: OpenOptions): Promise<boolean> {
  for (const name of documentNames) {
    if ((await store.get(joinKey(path, name), { signal })) !== undefined) return true;
  }
  return false;
}

function listable(store: Store, path: string): Store & Listable {
  if (store.listChildren) return store as Store & Listable;
  throw new ZarrError(
    "unsupported",
    `The children of group "${path}" cannot be listed: its store cannot list keys and the group has no consolidated metadata. Open children by name.`,
    { fields: { path } },
  );
}
