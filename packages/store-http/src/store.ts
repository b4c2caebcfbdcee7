import type { ByteRange, Bytes, CallOptions, Key, Place, Store } from "@zarrkit/plugin-api";
import { addressing, folderOf, parseRoot, splitRoot } from "./address.js";
import { failure } from "./failure.js";
import type { HttpOptions } from "./options.js";
import { createSender } from "./sender.js";
import { readWhole } from "./whole.js";

export type { HttpOptions, HttpRequest } from "./options.js";

/** The store of the folder around a URL, and the last name of the URL as path in it; a URL that ends in "/" is the folder. */
export function openHttp(url: string, options: HttpOptions): Place {
  const { folder, name } = splitRoot(parseRoot(url));
  return { store: httpStore(folder, options), path: name };
}

/** A read-only store of what lies below a URL, whose query string goes to every key. Nothing is fetched yet. */
export function httpStore(url: string | URL, options: HttpOptions = {}) {
  const root = parseRoot(url);
  const address = addressing(root);
  const origin = globalThis.location?.origin;
  const elsewhere = origin !== undefined && origin !== root.origin;
  const { suffixRanges = !elsewhere, wholeLimit = 2 ** 26, concurrency = 32 } = options;
  const send = createSender(address, elsewhere, options);
  let loading: Promise<ReturnType<typeof import("./parts.js").createParts>> | undefined;
  const parts = () =>
    (loading ??= import("./parts.js").then((module) => module.createParts(send, address, suffixRanges, wholeLimit)));

  return {
    traits: {
      concurrency,
      // What arrives in the time of a round trip is cheaper than a further request.
      coalesceGap: 65_536,
      suffixRanges,
      // Functions do not cross into a worker, and without them it might not be let in.
      ...(!options.fetch && !options.transformRequest && { location: folderOf(root) }),
    },

    async get(key: Key, options?: CallOptions): Promise<Bytes | undefined> {
      return send({ ...options, key }, (answer) => readWhole(answer));
    },

    async getRange(key: Key, range: ByteRange, options?: CallOptions): Promise<Bytes | undefined> {
      return (await parts()).getRange(key, range, options);
    },

    async getRanges(key: Key, ranges: readonly ByteRange[], options?: CallOptions): Promise<Bytes[] | undefined> {
      return (await parts()).getRanges(key, ranges, options);
    },

    async size(key: Key, options?: CallOptions): Promise<number | undefined> {
      return (await parts()).size(key, options);
    },

    /** Versions are ETags, else Last-Modified; `unsupported` where neither is visible. */
    async getVersioned(key: Key, options?: CallOptions) {
      return send({ ...options, key }, async (answer) => {
        const { headers } = answer.response;
        const version = headers.get("etag") ?? headers.get("last-modified");
        if (version) return { bytes: await readWhole(answer), version };
        const remedy = "Have the server send ETag, and show it to pages (Access-Control-Expose-Headers).";
        throw failure(answer.asked, "tells no version", remedy, { code: "unsupported" });
      });
    },
  } satisfies Store;
}
