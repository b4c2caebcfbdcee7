/** What the page of the offline tests runs: arrays of another origin, seen through a cache that stays in the browser. */
import { crc32c } from "@zarrkit/codec-checksum/crc32c";
import { sharding } from "@zarrkit/codec-sharding";
import { createRegistry, get, isZarrError, openArray } from "@zarrkit/core";
import { httpStore } from "@zarrkit/store-http/store";
import { indexeddbStore } from "@zarrkit/store-indexeddb/store";
import { opfsStore } from "@zarrkit/store-opfs/store";
import { persistentCache } from "../../src/persistent-cache.js";

const registry = createRegistry(sharding(), crc32c());

export type Place = "indexeddb" | "opfs";

function open(place: Place, url: string) {
  const store = place === "opfs" ? opfsStore("cache") : indexeddbStore("cache");
  // Servers with simple CORS show a page no versions, so the application vouches for the values.
  return persistentCache(httpStore(url, { retries: 0 }), { store, immutable: true });
}

/** The pixels of a part of an array. */
export async function view(place: Place, url: string, path: string, selection: string): Promise<readonly number[]> {
  const array = await openArray({ store: open(place, url), path }, { registry });
  return Array.from((await get(array, selection)).data as Uint16Array);
}

export async function prefetch(place: Place, url: string, path: string, selection: string): Promise<number> {
  const cache = open(place, url);
  await cache.prefetch("trip", async (store) => get(await openArray({ store, path }, { registry }), selection));
  return (await cache.usage()).pinned;
}

/** Opens the array twice, each time comparing what is kept: the pixels of the second view. */
export async function compare(place: Place, url: string, path: string, selection: string): Promise<readonly number[]> {
  const store = place === "opfs" ? opfsStore("compared") : indexeddbStore("compared");
  const source = httpStore(url, { retries: 0 });
  const cache = () => persistentCache(source, { store, maxAge: 0 });
  const first = cache();
  await get(await openArray({ store: first, path }, { registry }), selection);
  await first.flush();
  const again = await openArray({ store: cache(), path }, { registry });
  return Array.from((await get(again, selection)).data as Uint16Array);
}

/** What a view fails with. */
export async function failure(place: Place, url: string, path: string, selection: string) {
  try {
    await view(place, url, path, selection);
    return undefined;
  } catch (error) {
    return isZarrError(error)
      ? { code: error.code, message: error.message, kept: error.fields["kept"] }
      : String(error);
  }
}
