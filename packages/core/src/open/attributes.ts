import { type CallOptions, isObject, type Key, type Store, type Writable, ZarrError } from "@zarrkit/plugin-api";
import { exact } from "../json/exact.js";
import { type Exact, parseJson } from "../json/parse.js";
import { printJson } from "../json/print.js";
import type { Attributes } from "../metadata/array-metadata.js";
import { writable } from "../node/set.js";
import type { ZarrArray } from "../node/zarr-array.js";
import type { ZarrGroup } from "../node/zarr-group.js";
import { withLock } from "../schedule/lock.js";
import { joinKey } from "../store/path.js";
import { type OpenOptions, open } from "./open.js";

/**
 * Sets some attributes of a node and leaves the others; `undefined` removes one. Everything else in the document stays as
 * it was, unknown fields included. Answers a new handle; the old one keeps what it read.
 *
 * Errors: `unsupported` for a read-only store; `conflict` when somebody else changed the document meanwhile.
 */
export async function updateAttributes(
  node: ZarrArray | ZarrGroup,
  changes: Attributes,
  options: Pick<OpenOptions, "signal"> = {},
): Promise<ZarrArray | ZarrGroup> {
  const { store, path, format, parts } = node;
  const target = writable(store, `the attributes of "${path}"`);
  if (format === 3) {
    await rewrite(target, joinKey(path, "zarr.json"), options, (document) => {
      return document && { ...document, attributes: merge(document["attributes"] as Tree | undefined, changes) };
    });
  } else {
    await rewrite(target, joinKey(path, ".zattrs"), options, (document) => merge(document, changes));
    // A consolidated group bears its own attributes a second time.
    const key = joinKey(path, ".zmetadata");
    if (node.kind === "group" && (await target.get(key, options)))
      await rewrite(target, key, options, (document) => withAttributes(document, changes));
  }
  // What was consolidated above does not know of the change.
  return open({ store, path }, { ...options, registry: parts.registry, limits: parts.limits, format });
}

type Tree = { readonly [key: string]: Exact };

/** Writes what `change` makes of a document, unless somebody else wrote it meanwhile. `undefined`: it ought to be there. */
async function rewrite(
  store: Store & Writable,
  key: Key,
  options: CallOptions,
  change: (document: Tree | undefined) => Tree | undefined,
): Promise<void> {
  await withLock(store, key, async () => {
    const before = store.getVersioned
      ? await store.getVersioned(key, options)
      : await store.get(key, options).then((bytes) => bytes && { bytes, version: undefined });
    const document = before && parseJson(new TextDecoder().decode(before.bytes.slice()), key);
    const changed = change(isObject(document) ? document : undefined);
    if (!changed) {
      throw new ZarrError("not-found", `${key} is gone: the node cannot be changed any more.`, { fields: { key } });
    }
    const conditional = store.traits?.conditionalWrites === "version" && store.getVersioned !== undefined;
    const onlyIf = before ? { version: before.version! } : ("absent" as const);
    const bytes = new TextEncoder().encode(printJson(changed as Exact));
    await store.set(key, bytes, { ...options, ...(conditional && { onlyIf }) });
  });
}

/** .zmetadata with changed attributes of the group itself. */
function withAttributes(document: Tree | undefined, changes: Attributes): Tree | undefined {
  const metadata = document?.["metadata"];
  if (!isObject(metadata)) return undefined;
  return { ...document, metadata: { ...metadata, ".zattrs": merge(metadata[".zattrs"] as Tree | undefined, changes) } };
}

function merge(old: Tree = {}, changes: Attributes): { [key: string]: Exact } {
  const kept = Object.entries(old).filter(([name]) => !Object.hasOwn(changes, name));
  const added = Object.entries(exact(changes) as { [key: string]: Exact });
  return Object.fromEntries([...kept, ...added]);
}
