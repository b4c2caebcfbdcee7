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
  type Version,
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

/** Version and size, then the parts; the version alone where it is not the one asked for. Lua counts characters from 1. */
const readRanges = `
local found = redis.call('GET', KEYS[1])
if not found then return {} end
local version = redis.sha1hex(found)
if ARGV[1] ~= '' and ARGV[1] ~= version then return { version } end
local answer = { version, #found }
for i = 2, #ARGV, 2 do
  local first, last = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  if first >= 0 then first = first + 1 end
  if last >= 0 then last = last + 1 end
  answer[#answer + 1] = string.sub(found, first, last)
end
return answer`;

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
    throw changed(key);
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

    /** With it core reads and rewrites parts of a shard of one version, without transferring the rest. */
    async getRangesVersioned(
      key: Key,
      ranges: readonly ByteRange[],
      options?: CallOptions & { readonly version?: Version | undefined },
    ) {
      const all = ranges.flatMap((range) => bounds(checkRange(range)));
      const answer = await ask(options, "EVAL", readRanges, 1, named(key), options?.version ?? "", ...all);
      const [version, size, ...pieces] = answer as readonly [Uint8Array?, number?, ...Uint8Array[]];
      if (!version) return undefined;
      if (size === undefined) throw changed(key);
      return { pieces, version: text.decode(version), size };
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

function changed(key: Key): ZarrError {
  return new ZarrError("conflict", `${key} is not what it was expected to be: read it again.`, { fields: { key } });
}

const text = new TextDecoder();

/** First and last byte as GETRANGE wants them: negative ones count from the end. */
function bounds(range: ByteRange): readonly [start: number, end: number] {
  if ("suffix" in range) return range.suffix === 0 ? [1, 0] : [-range.suffix, -1];
  const { offset, length } = range;
  return [offset, length === undefined ? -1 : offset + length - 1];
}
