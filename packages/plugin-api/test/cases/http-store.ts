import {
  type ByteRange,
  type CallOptions,
  inherit,
  type Key,
  keySegments,
  type Layered,
  type RangeReadable,
  type Readable,
  type Store,
  type StoreTraits,
  ZarrError,
} from "../../src/index.js";

export type HttpStore = Readable & RangeReadable & { readonly traits: StoreTraits };

/** A store that can only read: the methods it lacks are not there, in the type as at runtime. */
export function httpStore(root: string, request: typeof fetch = fetch): HttpStore {
  async function read(key: string, headers: Record<string, string>, method: "GET" | "HEAD", signal?: AbortSignal) {
    const url = `${root}/${keySegments(key).map(encodeURIComponent).join("/")}`;
    const response = await request(url, { headers, method, ...(signal && { signal }) });
    if (response.status === 404) return undefined;
    if (response.ok) return response;
    throw new ZarrError("store-failed", `${url} answered ${response.status}.`, {
      fields: { key, url, status: response.status },
      retryable: response.status >= 500,
    });
  }
  return {
    traits: { location: root, concurrency: 16, coalesceGap: 65_536, suffixRanges: false },
    async get(key, options) {
      const response = await read(key, {}, "GET", options?.signal);
      return response && new Uint8Array(await response.arrayBuffer());
    },
    async getRange(key, range, options) {
      const response = await read(key, { range: headerOf(range) }, "GET", options?.signal);
      return response && new Uint8Array(await response.arrayBuffer());
    },
    async size(key, options) {
      const response = await read(key, {}, "HEAD", options?.signal);
      return response && Number(response.headers.get("content-length"));
    },
  };
}

function headerOf(range: ByteRange): string {
  if ("suffix" in range) return `bytes=-${range.suffix}`;
  return `bytes=${range.offset}-${range.length === undefined ? "" : range.offset + range.length - 1}`;
}

/** A layer: what the inner store can, the layer can, and nothing else. */
export function counted<S extends Store>(inner: S): Layered<S> & { readonly reads: string[] } {
  const reads: string[] = [];
  return {
    ...inherit(inner),
    reads,
    get(key: Key, options?: CallOptions) {
      reads.push(key);
      return inner.get(key, options);
    },
  };
}
