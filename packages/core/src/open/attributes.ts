import { isObject, ZarrError } from "@zarrkit/plugin-api";
import { type Exact, parseJson } from "../json/parse.js";
import { exact } from "../json/plain.js";
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
  const key = joinKey(path, format === 3 ? "zarr.json" : ".zattrs");
  await withLock(target, key, async () => {
    const before = target.getVersioned
      ? await target.getVersioned(key, options)
      : await target.get(key, options).then((bytes) => bytes && { bytes, version: undefined });
    const document = before ? parseJson(new TextDecoder().decode(before.bytes.slice()), key) : {};
    if (!isObject(document) || (format === 3 && !before)) {
      throw new ZarrError("not-found", `${key} is gone: the node cannot be changed any more.`, { fields: { key } });
    }
    const old = (format === 3 ? (document["attributes"] ?? {}) : document) as { [key: string]: Exact };
    const merged = merge(old, changes);
    const text = printJson(format === 3 ? { ...(document as object), attributes: merged } : merged);
    const conditional = target.traits?.conditionalWrites === "version";
    const onlyIf = before ? { version: before.version! } : ("absent" as const);
    await target.set(key, new TextEncoder().encode(text), { ...options, ...(conditional && { onlyIf }) });
  });
  // What was consolidated above does not know of the change.
  return open({ store, path }, { ...options, registry: parts.registry, limits: parts.limits, format });
}

function merge(old: { readonly [key: string]: Exact }, changes: Attributes): { [key: string]: Exact } {
  const kept = Object.entries(old).filter(([name]) => !Object.hasOwn(changes, name));
  const added = Object.entries(exact(changes) as { [key: string]: Exact });
  return Object.fromEntries([...kept, ...added]);
}
