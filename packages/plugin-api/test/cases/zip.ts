import { type AdapterPlugin, type Bytes, keySegments, type Store, type StoreLike, ZarrError } from "../../src/index.js";

/** `inner|zip:path`: a store inside one value of another. Stored entries only, read by ranges. */
export function zip(): AdapterPlugin {
  return {
    kind: "adapter",
    api: 1,
    name: "zip",
    suffixes: [".zip", ".ozx"],
    load: async () => ({
      async open({ store, path: key }, path) {
        return { store: await zipStore(rangesOf(store, key)), path };
      },
    }),
  };
}

type ReadEnd = (offset: number, length: number) => Promise<Bytes>;

/** Reads of the archive, whatever the store that holds it can do. */
function rangesOf(store: StoreLike, key: string): { readonly size: () => Promise<number>; readonly read: ReadEnd } {
  const whole = async () => (await store.get(key)) ?? notThere(key);
  const readable: Store | undefined = store instanceof Map ? undefined : store;
  return {
    size: async () => (await readable?.size?.(key)) ?? (await whole()).length,
    read: async (offset, length) =>
      (await readable?.getRange?.(key, { offset, length })) ?? (await whole()).subarray(offset, offset + length),
  };
}

async function zipStore(archive: ReturnType<typeof rangesOf>): Promise<Store> {
  const size = await archive.size();
  const end = await archive.read(size - 22, 22);
  const ending = new DataView(end.buffer, end.byteOffset, end.byteLength);
  if (ending.getUint32(0, true) !== 0x06054b50) throw new ZarrError("store-failed", "No zip directory at the end.");
  const directory = await archive.read(ending.getUint32(16, true), ending.getUint32(12, true));
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries = new Map<string, { readonly offset: number; readonly length: number }>();
  for (let at = 0; at < directory.length; ) {
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(directory.slice(at + 46, at + 46 + nameLength));
    entries.set(name, { offset: view.getUint32(at + 42, true), length: view.getUint32(at + 24, true) });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return {
    traits: { immutable: true },
    async get(key, options) {
      options?.signal?.throwIfAborted();
      keySegments(key);
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      const local = await archive.read(entry.offset, 30);
      const header = new DataView(local.buffer, local.byteOffset, local.byteLength);
      const start = entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
      return archive.read(start, entry.length);
    },
    async *list(prefix, options) {
      options?.signal?.throwIfAborted();
      for (const name of entries.keys()) if (name.startsWith(prefix)) yield name;
    },
    async *listChildren(prefix, options) {
      options?.signal?.throwIfAborted();
      const seen = new Set<string>();
      for (const name of entries.keys()) {
        if (name.startsWith(prefix)) seen.add(name.slice(prefix.length).replace(/\/.*/s, "/"));
      }
      for (const name of seen) yield { name: name.replace("/", ""), prefix: name.endsWith("/") };
    },
  };
}

function notThere(key: string): never {
  throw new ZarrError("not-found", `There is no archive at ${key}.`, { fields: { key } });
}
