import {
  type Bytes,
  type Key,
  type OpenTools,
  type Place,
  rangeWithin,
  type Store,
  ZarrError,
} from "@zarrkit/plugin-api";
import type { ReferenceOptions } from "../src/options.js";
import { referenceStore } from "../src/store.js";

export type Files = Map<Key, Bytes>;

/** A store of files with ranges and versions, as a server would be. */
export function fileStore(files: Files, location?: string): Store {
  const part = (key: Key, range: Parameters<typeof rangeWithin>[0]) => {
    const bytes = files.get(key);
    if (!bytes) return undefined;
    const { offset, length } = rangeWithin(range, bytes.length);
    return bytes.subarray(offset, offset + length);
  };
  return {
    ...(location !== undefined && { traits: { location } }),
    get: async (key, call) => (call?.signal?.throwIfAborted(), files.get(key)),
    size: async (key, call) => (call?.signal?.throwIfAborted(), files.get(key)?.length),
    getRange: async (key, range, call) => (call?.signal?.throwIfAborted(), part(key, range)),
    getRangesVersioned: async (key, ranges, call) => {
      call?.signal?.throwIfAborted();
      const bytes = files.get(key);
      if (!bytes) return undefined;
      const version = `v${bytes.length}`;
      if (call?.version !== undefined && call.version !== version) throw new ZarrError("conflict", "changed");
      return { pieces: ranges.map((range) => part(key, range) as Bytes), version };
    },
  };
}

/** Opens `scheme://host/path` among the files of each host, and tells what was asked for. */
export function network(hosts: Record<string, Files | Store>): OpenTools & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async resolve(url): Promise<Place> {
      asked.push(url);
      const [, host = "", path = ""] = /^([a-z0-9]+:\/\/[^/]*)\/?(.*)$/.exec(url) ?? [];
      const found = hosts[host];
      if (!found) throw new ZarrError("missing-store", `no store for ${host}`);
      return { store: found instanceof Map ? fileStore(found) : found, path: decodeURIComponent(path) };
    },
  };
}

export const text = (value: unknown): Bytes =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

/** A document at https://lab.org/refs.json, beside these files. */
export function documentOf(
  json: unknown,
  options: ReferenceOptions = {},
  hosts: Record<string, Files> = {},
): Promise<Store> {
  const files: Files = new Map([...(hosts["https://lab.org"] ?? []), ["refs.json", text(json)]]);
  const tools = network({ "https://lab.org": files, ...hosts });
  const place = { store: fileStore(files, "https://lab.org/"), path: "refs.json" };
  return referenceStore(place, tools, options);
}

export async function keysOf(store: Store, prefix = ""): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.list?.(prefix) ?? []) keys.push(key);
  return keys;
}
