import type { Bytes, CallOptions, Key, Place, Store } from "@zarrkit/plugin-api";
import { addressing, folderOf, parseRoot, splitRoot } from "./address.js";
import { failure } from "./failure.js";
import type { HttpOptions } from "./options.js";
import { versionOf } from "./part.js";
import { createParts } from "./parts.js";
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
  const parts = createParts(send, address, suffixRanges, wholeLimit);

  return {
    ...parts,

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

    /** Versions are ETags, else Last-Modified; `unsupported` where neither is visible. */
    async getVersioned(key: Key, options?: CallOptions) {
      return send({ ...options, key }, async (answer) => {
        const version = versionOf(answer.response);
        if (version) return { bytes: await readWhole(answer), version };
        const remedy = "Have the server send ETag, and show it to pages (Access-Control-Expose-Headers).";
        throw failure(answer.asked, "tells no version", remedy, { code: "unsupported" });
      });
    },
  } satisfies Store;
}
