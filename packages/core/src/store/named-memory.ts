import type { Bytes, Key, Place } from "@zarrkit/plugin-api";

const named = new Map<string, Map<Key, Bytes>>();

/** `memory://name/path`: the store of that name, made when it is first asked for. */
export async function open(url: string): Promise<Place> {
  const [name = "", ...path] = url.replace(/^memory:(\/\/)?/, "").split("/");
  let map = named.get(name);
  if (!map) named.set(name, (map = new Map()));
  return { store: map, path: path.filter((part) => part !== "").join("/") };
}
