import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  type Child,
  checkRange,
  type Key,
  keySegments,
  prefixSegments,
  type Store,
  until,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";
import { Connection, type Word } from "./connection.js";

/** Redis runs a script as one step, so nobody writes between the look at a version and the write. */
const writeIf = `
local found = redis.call('GET', KEYS[1])
local version = found and redis.sha1hex(found) or ''
if version ~= ARGV[1] then return 0 end
if ARGV[2] == 'set' then redis.call('SET', KEYS[1], ARGV[3]) else redis.call('DEL', KEYS[1]) end
return 1`;

const readVersioned = `
local found = redis.call('GET', KEYS[1])
if not found then return {} end
return { found, redis.sha1hex(found) }`;

/** The values below a path of a database, `redis://host:port/path`. A version is the SHA-1 of the bytes. */
export function redisStore(url: string) {
  const { protocol, hostname, port, pathname, search, hash } = new URL(url);
  const path = decodeURIComponent(pathname).replace(/^\/+|\/+$/g, "");
  if (protocol !== "redis:" || hostname === "" || search || hash) {
    throw new ZarrError(
      "invalid-argument",
      `${JSON.stringify(url)} is no address of a Redis: write redis://host:port/path.`,
    );
  }
  const folder = path === "" ? "" : `${keySegments(path).join("/")}/`;
  const connection = new Connection(hostname, Number(port || 6379));
  const named = (key: Key) => folder + keySegments(key).join("/");
  const ask = (options: CallOptions | undefined, ...words: Word[]) => {
    options?.signal?.throwIfAborted();
    return until(options?.signal, connection.send(...words));
  };

  async function write(key: Key, action: "set" | "delete", bytes: Bytes, options: WriteOptions): Promise<void> {
    const name = named(key);
    const { onlyIf } = options;
    if (onlyIf === undefined) {
      await (action === "set" ? ask(options, "SET", name, bytes) : ask(options, "DEL", name));
      return;
    }
    const expected = onlyIf === "absent" ? "" : onlyIf.version;
    if ((await ask(options, "EVAL", writeIf, 1, name, expected, action, bytes)) === 1) return;
    throw new ZarrError("conflict", `${key} is not what it was expected to be: read it again.`, { fields: { key } });
  }

  async function* list(prefix: string, options?: CallOptions): AsyncGenerator<Key> {
    prefixSegments(prefix);
    const pattern = `${(folder + prefix).replace(/[\\*?[\]]/g, "\\$&")}*`;
    // SCAN may name a key twice.
    const seen = new Set<string>();
    let cursor = "0";
    do {
      const scan = await ask(options, "SCAN", cursor, "MATCH", pattern, "COUNT", 1000);
      const [next, names] = scan as [Uint8Array, Uint8Array[]];
      for (const name of names.map((bytes) => text.decode(bytes))) {
        options?.signal?.throwIfAborted();
        if (seen.has(name)) continue;
        seen.add(name);
        yield name.slice(folder.length);
      }
      cursor = text.decode(next);
    } while (cursor !== "0");
    options?.signal?.throwIfAborted();
  }

  return {
    traits: {
      concurrency: 64,
      atomicWrites: true,
      conditionalWrites: "version",
      location: `redis://${hostname}:${port || 6379}/${folder.split("/").map(encodeURIComponent).join("/")}`,
    },

    async get(key: Key, options?: CallOptions) {
      return ((await ask(options, "GET", named(key))) as Uint8Array | null) ?? undefined;
    },

    async getRange(key: Key, range: ByteRange, options?: CallOptions) {
      const [start, end] = bounds(checkRange(range));
      // To Redis a missing value is an empty one, so it is asked about both at once.
      const name = named(key);
      const part = end < start && end >= 0 ? undefined : ask(options, "GETRANGE", name, start, end);
      const [there, bytes] = await Promise.all([ask(options, "EXISTS", name), part]);
      return there === 1 ? ((bytes as Uint8Array | undefined) ?? new Uint8Array(0)) : undefined;
    },

    async size(key: Key, options?: CallOptions) {
      const name = named(key);
      const [there, size] = await Promise.all([ask(options, "EXISTS", name), ask(options, "STRLEN", name)]);
      return there === 1 ? (size as number) : undefined;
    },

    async getVersioned(key: Key, options?: CallOptions) {
      const [bytes, version] = (await ask(options, "EVAL", readVersioned, 1, named(key))) as readonly Uint8Array[];
      return bytes && version && { bytes, version: text.decode(version) };
    },

    set: (key: Key, bytes: Bytes, options: WriteOptions = {}) => write(key, "set", bytes, options),
    delete: (key: Key, options: WriteOptions = {}) => write(key, "delete", new Uint8Array(0), options),

    list,

    async *listChildren(prefix: string, options?: CallOptions): AsyncGenerator<Child> {
      const seen = new Set<string>();
      for await (const key of list(prefix, options)) {
        const [name = "", ...deeper] = key.slice(prefix.length).split("/");
        const child = { name, prefix: deeper.length > 0 };
        const id = `${name}${child.prefix ? "/" : ""}`;
        if (seen.has(id)) continue;
        seen.add(id);
        yield child;
      }
    },

    /** Redis has what it answered; when that is on disk is its own configuration's to say. */
    async flush() {},

    async close() {
      connection.close();
    },
  } satisfies Store;
}

const text = new TextDecoder();

/** First and last byte as GETRANGE wants them: negative ones count from the end. */
function bounds(range: ByteRange): readonly [start: number, end: number] {
  if ("suffix" in range) return range.suffix === 0 ? [1, 0] : [-range.suffix, -1];
  const { offset, length } = range;
  return [offset, length === undefined ? -1 : offset + length - 1];
}
