import { type Listable, type Store, ZarrError } from "@zarrkit/plugin-api";
import { exact } from "../json/exact.js";
import { type Exact, parseJson } from "../json/parse.js";
import { printJson } from "../json/print.js";
import { writable } from "../node/set.js";
import type { ZarrGroup } from "../node/zarr-group.js";
import { withLock } from "../schedule/lock.js";
import { joinKey } from "../store/path.js";
import { type OpenOptions, openGroup } from "./open.js";

const names2 = [".zarray", ".zgroup", ".zattrs"];

/**
 * Writes the documents of everything below a group into one place, so that readers open children without a request: the
 * field `consolidated_metadata` of zarr.json in v3, `.zmetadata` in v2. Must be called again when something below changes.
 *
 * Errors: `unsupported` for a store that cannot write or list.
 */
export async function consolidate(group: ZarrGroup, options: Pick<OpenOptions, "signal"> = {}): Promise<ZarrGroup> {
  const { store, path, format, parts } = group;
  const target = writable(store, `consolidated metadata of "${path}"`);
  const documents = await documentsBelow(listable(store, path), path, format, options);
  const key = joinKey(path, format === 3 ? "zarr.json" : ".zmetadata");
  await withLock(target, key, async () => {
    const content = format === 3 ? consolidated3(documents) : consolidated2(documents);
    await target.set(key, new TextEncoder().encode(printJson(content)), options);
  });
  return openGroup({ store, path }, { ...options, registry: parts.registry, limits: parts.limits, format });
}

/** Documents by key relative to the group, in the order of depth and then of names, as zarr-python has them. */
async function documentsBelow(
  store: Store & Listable,
  path: string,
  format: 2 | 3,
  options: Pick<OpenOptions, "signal">,
) {
  const prefix = path === "" ? "" : `${path}/`;
  const found: [string, Exact][] = [];
  for await (const key of store.list(prefix, options)) {
    const name = key.slice(key.lastIndexOf("/") + 1);
    if (format === 3 ? name !== "zarr.json" : !names2.includes(name)) continue;
    const bytes = await store.get(key, options);
    if (bytes) found.push([key.slice(prefix.length), parseJson(new TextDecoder().decode(bytes.slice()), key)]);
  }
  const depth = (key: string) => key.split("/").length;
  return found.sort(([a], [b]) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

function consolidated3(documents: readonly [string, Exact][]): Exact {
  const own = documents.find(([key]) => key === "zarr.json")?.[1] as { [key: string]: Exact };
  const metadata = documents.flatMap(([key, document]) => {
    if (key === "zarr.json") return [];
    // A nested group's own copy would be a second truth.
    const { consolidated_metadata: _, ...rest } = document as { [key: string]: Exact };
    return [[key.slice(0, -"/zarr.json".length), rest] as const];
  });
  const field = { kind: "inline", must_understand: false, metadata: Object.fromEntries(metadata) };
  return { ...own, consolidated_metadata: field };
}

function consolidated2(documents: readonly [string, Exact][]): Exact {
  return { metadata: Object.fromEntries(documents), zarr_consolidated_format: exact(1) };
}

function listable(store: Store, path: string): Store & Listable {
  if (store.list) return store as Store & Listable;
  throw new ZarrError(
    "unsupported",
    `The metadata of "${path}" cannot be consolidated: its store cannot list what lies below.`,
  );
}
