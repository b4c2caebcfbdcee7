import { type CallOptions, isObject, type Store, type Writable, ZarrError } from "@zarrkit/plugin-api";
import { parseJson } from "../json/parse.js";
import { parseGroup3 } from "../metadata/group-3.js";
import { groupDocument2 } from "../metadata/write-version-2.js";
import { groupDocument3 } from "../metadata/write-version-3.js";
import { withLock } from "../schedule/lock.js";
import { joinKey } from "../store/path.js";
import { writeDocument } from "./write-document.js";

/**
 * Makes every ancestor of a path a group of that format, writing documents where there are none (zarr-specs v3.1: there are
 * no implicit groups; v2: all ancestors must be groups).
 */
export async function requireAncestors(
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
      return writeDocument(store, key, groupDocument3(undefined), options);
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
    await writeDocument(store, key, groupDocument2(), options);
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
