import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  type Key,
  keySegments,
  type Place,
  prefixSegments,
  type Store,
  type Version,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";
import { readValue } from "./body.js";
import { failure } from "./failure.js";
import { type Location, parseLocation } from "./location.js";
import type { S3Options } from "./options.js";
import { head, readPiece, readPieces, versionOf } from "./read.js";
import { createSender } from "./sender.js";

export type { S3Credentials, S3Options } from "./options.js";

/** The store of the folder around a URL, and the last name of the URL as path in it; a URL that ends in "/" is the folder. */
export function openS3(url: string, options: S3Options): Place {
  const location = parseLocation(url);
  return { store: storeAt(location, options), path: location.name };
}

/** A store of what lies below an `s3:` or `gs:` URL. Nothing is fetched yet. */
export function s3Store(url: string, options: S3Options = {}) {
  const location = parseLocation(url);
  const { folder, name } = location;
  return storeAt({ ...location, folder: name === "" ? folder : `${folder}${name}/`, name: "" }, options);
}

function storeAt(location: Location, options: S3Options) {
  const { scheme, bucket, folder } = location;
  const inPage = globalThis.location?.origin !== undefined;
  const { suffixRanges = !inPage, versions = !inPage, concurrency = 32, partSize = 2 ** 24 } = options;
  const { conditionalWrites = scheme === "gs" ? "none" : "version" } = options;
  const { send, presign } = createSender(location, options);
  const whole = (key: Key) => folder + keySegments(key).join("/");

  function checkCondition(key: Key, { onlyIf }: WriteOptions): void {
    const able = onlyIf === "absent" ? conditionalWrites !== "none" : conditionalWrites === "version";
    if (onlyIf === undefined || able) return;
    const message = `${key} was not written: this server is not known to keep conditions on writes. If it does, pass conditionalWrites: "version".`;
    throw new ZarrError("unsupported", message, { fields: { key } });
  }

  const store = {
    traits: {
      concurrency,
      // What arrives in the time of a request's latency is cheaper than a further request.
      coalesceGap: 131_072,
      suffixRanges,
      atomicWrites: true,
      conditionalWrites: conditionalWrites === "version" && !versions ? "create" : conditionalWrites,
      // What options say does not cross into a worker.
      ...(Object.keys(options).length === 0 &&
        !folder.includes("|") && { location: `${scheme}://${bucket}/${folder}` }),
    },

    async get(key: Key, options?: CallOptions): Promise<Bytes | undefined> {
      return send({ ...options, key: whole(key) }, (answer) => readValue(answer));
    },

    async getRange(key: Key, range: ByteRange, options?: CallOptions): Promise<Bytes | undefined> {
      return (await readPiece(send, whole(key), checkRange(range), suffixRanges, options))?.bytes;
    },

    async getRanges(key: Key, ranges: readonly ByteRange[], options?: CallOptions): Promise<Bytes[] | undefined> {
      return (await readPieces(send, whole(key), ranges, suffixRanges, options))?.pieces;
    },

    async size(key: Key, options?: CallOptions): Promise<number | undefined> {
      return (await head(send, whole(key), options))?.size;
    },

    async set(key: Key, bytes: Bytes, options: WriteOptions = {}): Promise<void> {
      const at = whole(key);
      checkCondition(key, options);
      const { write } = await import("./write.js");
      await write(send, at, bytes, partSize, options);
    },

    async delete(key: Key, options: WriteOptions = {}): Promise<void> {
      const at = whole(key);
      checkCondition(key, options);
      const { remove } = await import("./remove.js");
      await remove(send, at, options);
    },

    /** Deletes many keys by few requests; missing ones are no error. */
    async deleteMany(keys: Iterable<Key>, options?: CallOptions): Promise<void> {
      const all = Array.from(keys, whole);
      const { removeMany } = await import("./remove.js");
      await removeMany(send, all, options);
    },

    async *list(prefix: string, options?: CallOptions): AsyncGenerator<Key> {
      prefixSegments(prefix);
      const { listKeys } = await import("./list.js");
      for await (const key of listKeys(send, folder + prefix, options)) yield key.slice(folder.length);
    },

    async *listChildren(prefix: string, options?: CallOptions) {
      prefixSegments(prefix);
      const { listFolder } = await import("./list.js");
      yield* listFolder(send, folder + prefix, options);
    },

    /** A URL by which anybody may read the key for that many seconds (at most a week). Needs credentials. */
    presign: async (key: Key, seconds: number): Promise<string> => presign(whole(key), seconds),
  };

  const versioned = {
    /** Versions are ETags. */
    async getVersioned(key: Key, options?: CallOptions) {
      return send({ ...options, key: whole(key) }, async (answer) => {
        const bytes = await readValue(answer);
        const version = versionOf(answer.response);
        if (version) return { bytes, version };
        throw failure(answer.asked, "tells no ETag", "Pass versions: false to read without.", { code: "unsupported" });
      });
    },

    async getRangesVersioned(
      key: Key,
      ranges: readonly ByteRange[],
      options?: CallOptions & { readonly version?: Version | undefined },
    ) {
      const at = whole(key);
      if (ranges.length === 0) {
        const found = await head(send, at, options);
        return found && { pieces: [], version: told(key, found.version), size: found.size };
      }
      const read = await readPieces(send, at, ranges, suffixRanges, options);
      return read && { ...read, version: told(key, read.version) };
    },
  };
  return { ...store, ...(versions && versioned) } satisfies Store & Record<string, unknown>;
}

function told(key: Key, version: Version | undefined): Version {
  if (version !== undefined) return version;
  throw new ZarrError("unsupported", `The server tells no ETag of ${key}. Pass versions: false to read without.`, {
    fields: { key },
  });
}
