import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  isZarrError,
  type Key,
  type Place,
  rangeWithin,
  type Store,
  ZarrError,
} from "@zarrkit/plugin-api";
import { addressing, parseRoot, splitRoot, withoutSecrets } from "./address.js";
import { discard, isEncoded } from "./body.js";
import { failure } from "./failure.js";
import type { HttpOptions } from "./options.js";
import { contentRange, type Part, rangeHeader, readPart, readWhole, versionOf } from "./part.js";
import { createSender } from "./sender.js";

export type { HttpOptions, HttpRequest } from "./options.js";

/** The store of the folder around a URL, and the last name of the URL as path in it; a URL that ends in "/" is the folder. */
export function openHttp(url: string, options: HttpOptions): Place {
  const { folder, name } = splitRoot(parseRoot(url));
  return { store: httpStore(folder, options), path: name };
}

/** A read-only store of what lies below a URL, whose query string goes to every key. Nothing is fetched yet. */
export function httpStore(url: string | URL, options: HttpOptions = {}) {
  const root = parseRoot(url);
  const origin = globalThis.location?.origin;
  const elsewhere = origin !== undefined && origin !== root.origin;
  const { suffixRanges = !elsewhere, wholeLimit = 64 * 2 ** 20, concurrency = 32 } = options;
  const address = addressing(root);
  const send = createSender(address, elsewhere, options);
  /** A size that is no longer true shows in the length of the range asked with it. */
  const sizes = new Map<Key, number>();
  let suffixesFail = !suffixRanges;
  let rangesIgnored = false;

  /** The size, or all bytes where the server tells no size (HEAD refused, Content-Encoding, no Content-Length). */
  async function measure(key: Key, options?: CallOptions): Promise<number | Bytes | undefined> {
    const ask = { ...options, key, range: "bytes=0-" };
    const head = await send({ ...ask, method: "HEAD" }, ({ response }) => {
      return isEncoded(response.headers) ? 0 : Number(response.headers.get("content-length"));
    }).catch((error: unknown) => {
      if (isZarrError(error) && error.fields.status !== undefined && !error.retryable) return 0;
      throw error;
    });
    // Zero or missing may only mean that the server does not care for HEAD.
    const size =
      head ||
      (await send<number | Bytes | "unknown">(ask, (answer) => {
        const { status, headers } = answer.response;
        const { total = headers.get("content-length") } = contentRange(answer.response);
        if (status === 200 && !total) return readWhole(answer, wholeLimit, true);
        discard(answer.response);
        return status === 416 ? 0 : isEncoded(headers) || total === null ? "unknown" : Number(total);
      }));
    if (size === "unknown") return send({ ...options, key }, (answer) => readWhole(answer, wholeLimit, true));
    if (typeof size === "number") sizes.set(key, size);
    return size;
  }

  async function readSuffix(
    key: Key,
    range: { readonly suffix: number },
    options?: CallOptions,
  ): Promise<Part | undefined> {
    for (let known = sizes.get(key); ; known = undefined) {
      const measured = known ?? (await measure(key, options));
      if (measured === undefined) return undefined;
      const size = typeof measured === "number" ? measured : measured.length;
      const { offset, length } = rangeWithin(range, size);
      if (typeof measured !== "number") return { bytes: measured.subarray(offset) };
      if (size === 0) return { bytes: new Uint8Array(0) };
      try {
        return await send({ ...options, key, range: `bytes=${offset}-` }, (answer) =>
          readPart(answer, { offset, length }, wholeLimit),
        );
      } catch (error) {
        sizes.delete(key);
        if (known === undefined) throw error;
      }
    }
  }

  async function read(key: Key, range: ByteRange, options?: CallOptions): Promise<Part | undefined> {
    checkRange(range);
    const suffix = "suffix" in range;
    if ((suffix ? range.suffix : range.length) === 0) {
      return (await measure(key, options)) === undefined ? undefined : { bytes: new Uint8Array(0) };
    }
    if (suffix && suffixesFail) return readSuffix(key, range, options);
    let misunderstood = false;
    const part = await send({ ...options, key, range: rangeHeader(range) }, async (answer) => {
      const found = await readPart(answer, range, wholeLimit);
      misunderstood = !found;
      return found;
    });
    rangesIgnored ||= part?.rangeIgnored ?? false;
    if (misunderstood && suffix) {
      suffixesFail = true;
      return readSuffix(key, range, options);
    }
    if (part?.unproven) {
      const measured = await measure(key, options);
      const size = typeof measured === "number" ? measured : measured?.length;
      if (size === undefined || rangeWithin(range, size).length !== part.bytes.length) {
        throw changed(
          key,
          `sent ${part.bytes.length} bytes of a range, which is not its length in a value of ${size} bytes`,
        );
      }
    }
    return part;
  }

  function changed(key: Key, what: string): ZarrError {
    const where = withoutSecrets(address(key));
    return new ZarrError("conflict", `${where} ${what}: it changes while it is read. Read once more.`, {
      fields: { key, url: where },
      retryable: true,
    });
  }

  return {
    traits: {
      concurrency,
      // What arrives in the time of one round trip over a middling line is cheaper than another request.
      coalesceGap: 65_536,
      suffixRanges,
      // Functions do not cross into a worker: what they add to requests would be missing there.
      ...(!options.fetch &&
        !options.transformRequest && { location: `${root.origin}${root.pathname.replace(/\/*$/, "/")}${root.search}` }),
    },

    get(key: Key, options?: CallOptions): Promise<Bytes | undefined> {
      return send({ ...options, key }, (answer) => readWhole(answer));
    },

    async getRange(key: Key, range: ByteRange, options?: CallOptions): Promise<Bytes | undefined> {
      return (await read(key, range, options))?.bytes;
    },

    async getRanges(key: Key, ranges: readonly ByteRange[], options?: CallOptions) {
      ranges.forEach(checkRange);
      options?.signal?.throwIfAborted();
      if (rangesIgnored && ranges.length > 1) {
        const whole = await send({ ...options, key }, (answer) => readWhole(answer, wholeLimit, true));
        return whole && ranges.map((range) => cut(whole, range));
      }
      const siblings = new AbortController();
      const stop = () => siblings.abort(options?.signal?.reason);
      options?.signal?.addEventListener("abort", stop);
      try {
        const parts = await Promise.all(
          ranges.map((range) => read(key, range, { ...options, signal: siblings.signal })),
        );
        const [first] = parts;
        const versions = new Set(parts.flatMap((part) => part?.version ?? []));
        if (versions.size > 1 || parts.some((part) => !part !== !first)) {
          throw changed(key, "has answered ranges of two versions");
        }
        return parts.length > 0 && !first ? undefined : parts.map((part) => (part as Part).bytes);
      } finally {
        siblings.abort();
        options?.signal?.removeEventListener("abort", stop);
      }
    },

    async size(key: Key, options?: CallOptions): Promise<number | undefined> {
      const measured = await measure(key, options);
      return typeof measured === "number" ? measured : measured?.length;
    },

    /** Versions are ETags, else Last-Modified; where neither is visible the call is `unsupported`. */
    getVersioned(key: Key, options?: CallOptions) {
      return send({ ...options, key }, async (answer) => {
        const version = versionOf(answer.response);
        if (version) return { bytes: await readWhole(answer), version };
        const remedy = "Have the server send an ETag, and show it to other origins by Access-Control-Expose-Headers.";
        throw failure(answer.asked, "told no version of the value", remedy, { code: "unsupported" });
      });
    },
  } satisfies Store;
}

function cut(whole: Bytes, range: ByteRange): Bytes {
  const { offset, length } = rangeWithin(range, whole.length);
  return whole.subarray(offset, offset + length);
}
