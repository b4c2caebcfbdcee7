import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  isZarrError,
  type Key,
  keySegments,
  type OpenTools,
  type Place,
  type Store,
  type Version,
  ZarrError,
} from "@zarrkit/plugin-api";
import { allowing } from "./allowed.js";
import { parseDocument, type References } from "./document.js";
import { Home } from "./home.js";
import { listChildren, listKeys } from "./listing.js";
import type { ReferenceOptions } from "./options.js";
import { inlineVersion, readInline, readRanges, readVersion, readVersioned, readWhole, sizeOf } from "./read.js";
import { asStore, Targets } from "./targets.js";

export type { ReferenceOptions } from "./options.js";

/** The store of a document, and a path in it. */
export async function openReference(
  inner: Place,
  path: string,
  tools: OpenTools,
  options: ReferenceOptions = {},
): Promise<Place> {
  const trimmed = path.replace(/^\/+|\/+$/g, "");
  return { store: await referenceStore(inner, tools, options), path: trimmed };
}

/**
 * The read-only store of a document: a JSON value at a place, or a directory of Parquet files. Targets are opened through
 * `tools.resolve`, such as core's `resolveUrl` with a registry.
 */
export async function referenceStore(
  place: Place,
  { resolve, signal }: OpenTools,
  options: ReferenceOptions = {},
): Promise<Store> {
  const { allow = [], references: most = 1_000_000 } = options;
  const home = new Home(asStore(place.store), place.path);
  const targets = new Targets(home, resolve, allowing(home.url, allow));
  const references = await openReferences(home, most, { signal });

  const find = async (key: Key, call: CallOptions | undefined) => {
    call?.signal?.throwIfAborted();
    keySegments(key);
    const reference = await references.find(key);
    call?.signal?.throwIfAborted();
    return reference;
  };

  async function getRanges(key: Key, ranges: readonly ByteRange[], call?: CallOptions) {
    const reference = await find(key, call);
    if (!reference || "inline" in reference) return reference && readInline(key, reference.inline, ranges).pieces;
    return readRanges(key, reference, await targets.find(key, reference.target, call), ranges, call);
  }

  return {
    traits: {
      concurrency: 32,
      coalesceGap: 65_536,
      // Functions and lists of options do not cross into a worker.
      ...(home.address && Object.keys(options).length === 0 && { location: `${home.address}|reference:` }),
    },

    async get(key: Key, call?: CallOptions): Promise<Bytes | undefined> {
      const reference = await find(key, call);
      if (!reference || "inline" in reference) return reference?.inline;
      return readWhole(key, reference, await targets.find(key, reference.target, call), call);
    },

    getRange: async (key: Key, range: ByteRange, call?: CallOptions) => (await getRanges(key, [range], call))?.[0],

    getRanges,

    async getVersioned(key: Key, call?: CallOptions) {
      const reference = await find(key, call);
      if (!reference || "inline" in reference) return reference && { bytes: reference.inline, version: inlineVersion };
      return readVersion(key, reference, await targets.find(key, reference.target, call), call);
    },

    async getRangesVersioned(
      key: Key,
      ranges: readonly ByteRange[],
      call?: CallOptions & { readonly version?: Version | undefined },
    ) {
      const reference = await find(key, call);
      if (!reference || "inline" in reference) {
        return reference && readInline(key, reference.inline, ranges, call?.version);
      }
      return readVersioned(key, reference, await targets.find(key, reference.target, call), ranges, call);
    },

    async size(key: Key, call?: CallOptions): Promise<number | undefined> {
      const reference = await find(key, call);
      if (!reference || "inline" in reference) return reference?.inline.length;
      return sizeOf(key, reference, await targets.find(key, reference.target, call), call);
    },

    list: (prefix: string, call?: CallOptions) => listKeys(references, prefix, call),
    listChildren: (prefix: string, call?: CallOptions) => listChildren(references, prefix, call),
  };
}

/** A directory says so by its ".zmetadata"; a name that ends in ".json" is not tried as one. */
async function openReferences({ store, path }: Home, most: number, options: CallOptions): Promise<References> {
  if (!path.endsWith(".json")) {
    const folder = path === "" ? "" : `${path}/`;
    const key = `${folder}.zmetadata`;
    const metadata = await store.get(key, options);
    if (metadata) {
      const { parquetReferences } = await import("./parquet.js");
      return inFile(key, () => parquetReferences(store, folder, metadata, most));
    }
  }
  const bytes = path === "" ? undefined : await store.get(path, options);
  if (bytes) return inFile(path, () => parseDocument(bytes, most));
  const problem = path === "" ? "there is no .zmetadata here" : `there is nothing at ${path}`;
  throw new ZarrError(
    "not-found",
    `No reference document was found: ${problem}. It is a JSON file, or a directory of Parquet files with .zmetadata in it.`,
    { fields: { key: path } },
  );
}

/** Errors name the file that the references stand in, too. */
async function inFile<T>(key: Key, parse: () => T | Promise<T>): Promise<T> {
  try {
    return await parse();
  } catch (error) {
    if (!isZarrError(error)) throw error;
    const { code, fields, message, retryable } = error;
    throw new ZarrError(code, `${key}: ${message}`, { fields: { ...fields, key }, retryable, cause: error });
  }
}
