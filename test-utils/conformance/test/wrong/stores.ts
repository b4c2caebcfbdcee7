import { type ByteRange, type Bytes, type Store, ZarrError } from "@zarrkit/plugin-api";
import { cut, type MemoryStore, memoryStore, type Place, pause } from "../right/memory-store.js";

/** What a wrong store changes of the right one. `undefined` takes a method away. */
type Override = (
  right: MemoryStore,
  place: Place,
) => { readonly [M in keyof MemoryStore]?: MemoryStore[M] | undefined };

/** A wrong store, and the case that must catch it. */
export interface WrongStore {
  readonly name: string;
  readonly caughtBy: string;
  make(place: Place): Store;
}

function wrong(name: string, caughtBy: string, override: Override): WrongStore {
  return {
    name,
    caughtBy,
    make(place) {
      const right = memoryStore(place);
      return { ...right, ...override(right, place) } as Store;
    },
  };
}

/** A store whose range reads cut like this. */
function cutting(name: string, caughtBy: string, wrongCut: (bytes: Bytes, range: ByteRange) => Bytes): WrongStore {
  return wrong(name, caughtBy, (right) => ({
    async getRange(key, range, options) {
      await right.getRange(key, range, options); // Refuses what is no range.
      const bytes = await right.get(key, options);
      return bytes && wrongCut(bytes, range);
    },
  }));
}

/** A store that reads another key than it was asked for. */
function reading(name: string, caughtBy: string, change: (key: string) => string): WrongStore {
  return wrong(name, caughtBy, (_, { values }) => ({
    async get(key, options) {
      await pause(options);
      return values.get(change(key))?.bytes;
    },
  }));
}

const resolved = (key: string) => new URL(key, "http://x/").pathname.slice(1);
const tail = (range: ByteRange) => ("suffix" in range ? range.suffix : 0);

export const wrongStores: readonly WrongStore[] = [
  wrong("answers empty bytes for a missing key", "a missing key is undefined", (right) => ({
    get: async (key, options) => (await right.get(key, options)) ?? new Uint8Array(0),
  })),
  wrong("throws for a missing key", "a missing key is undefined in a store that is empty", (right) => ({
    async get(key, options) {
      const bytes = await right.get(key, options);
      if (bytes === undefined) throw new ZarrError("not-found", `${key} is not there.`);
      return bytes;
    },
  })),
  wrong("takes a value of no bytes for missing", "a value of no bytes is not missing", (right) => ({
    async get(key, options) {
      const bytes = await right.get(key, options);
      return bytes?.length ? bytes : undefined;
    },
  })),
  wrong("finds a value above the key", "a missing key below a value is undefined", (right) => ({
    get: async (key, options) => (await right.get(key, options)) ?? right.get(key.split("/")[0] ?? "", options),
  })),
  wrong("answers bytes for a prefix", "a key that is only a prefix of others is undefined", (right, { values }) => ({
    async get(key, options) {
      const isPrefix = [...values.keys()].some((other) => other.startsWith(`${key}/`));
      return isPrefix ? new Uint8Array(0) : right.get(key, options);
    },
  })),
  wrong(
    "keeps its values in an object",
    "a key named like a property of every object is undefined",
    (right, { values }) => ({
      async get(key, options) {
        await right.get(key, options);
        const object: Record<string, { bytes: Bytes }> = Object.fromEntries(values);
        return object[key]?.bytes ?? (object[key] === undefined ? undefined : new Uint8Array(0));
      },
    }),
  ),
  wrong("hands out one buffer for all reads", "many reads at once are not mixed up", (right) => {
    const scratch = new Uint8Array(2 ** 21);
    return {
      async get(key, options) {
        const bytes = await right.get(key, options);
        if (bytes === undefined) return undefined;
        scratch.set(bytes);
        return scratch.subarray(0, bytes.length);
      },
    };
  }),
  wrong("counts the bytes of a prefix as size", "size tells the bytes of a value", (_, { values }) => ({
    async size(key, options) {
      await pause(options);
      const below = [...values].filter(([other]) => other.startsWith(key));
      return below.length === 0 ? undefined : below.reduce((sum, [, value]) => sum + value.bytes.length, 0);
    },
  })),
  wrong("answers a version for a missing key", "getVersioned answers the bytes that get answers", (right) => ({
    getVersioned: async (key, options) =>
      (await right.getVersioned(key, options)) ?? { bytes: new Uint8Array(0), version: "" },
  })),
  wrong(
    "overwrites in place what it has handed out",
    "bytes that were read stay as they are when the value is written again",
    (right, { values }) => ({
      async set(key, bytes, options) {
        const old = values.get(key)?.bytes;
        await right.set(key, bytes, options);
        if (old?.length === bytes.length) old.set(bytes);
      },
    }),
  ),

  cutting(
    "counts a long suffix from the wrong side",
    "getRange: a suffix longer than the value is the value",
    (bytes, range) =>
      "suffix" in range ? bytes.subarray((bytes.length - range.suffix) % bytes.length) : cut(bytes, range),
  ),
  cutting(
    "pads a long suffix with zeros",
    "getRange: a suffix far longer than the value is the value",
    (bytes, range) => (tail(range) > bytes.length ? new Uint8Array(tail(range)) : cut(bytes, range)),
  ),
  cutting("takes no suffix for all", "getRange: a suffix of no bytes is empty", (bytes, range) =>
    "suffix" in range ? bytes.slice(-range.suffix) : cut(bytes, range),
  ),
  cutting(
    "pads a range past the end with zeros",
    "getRange: a range past the end is cut at the end",
    (bytes, range) => {
      if ("suffix" in range || range.length === undefined) return cut(bytes, range);
      const padded = new Uint8Array(range.length);
      padded.set(cut(bytes, range));
      return padded;
    },
  ),
  cutting("answers the whole value for a range", "getRange: a range at the start", (bytes) => bytes),
  cutting("takes the length for an end", "getRange: a range in the middle", (bytes, range) =>
    "suffix" in range ? cut(bytes, range) : bytes.subarray(range.offset, range.length),
  ),
  cutting("includes the byte at the end", "getRange: a range in the middle", (bytes, range) =>
    "suffix" in range
      ? cut(bytes, range)
      : bytes.subarray(range.offset, range.length && range.offset + range.length + 1),
  ),
  cutting("answers nothing without a length", "getRange: a range without length goes to the end", (bytes, range) =>
    "suffix" in range ? cut(bytes, range) : bytes.subarray(range.offset, range.offset + (range.length ?? 0)),
  ),
  cutting("takes length 0 for none", "getRange: a range of no bytes is empty", (bytes, range) =>
    "suffix" in range
      ? cut(bytes, range)
      : bytes.subarray(range.offset, range.length ? range.offset + range.length : undefined),
  ),
  cutting("fails behind the end", "getRange: a range that starts behind the end is empty", (bytes, range) => {
    if (!("suffix" in range) && range.offset > bytes.length) throw new ZarrError("store-failed", "416");
    return cut(bytes, range);
  }),
  wrong("answers empty ranges of a missing key", "getRange: a missing key is undefined", (right) => ({
    getRange: async (key, range, options) => (await right.getRange(key, range, options)) ?? new Uint8Array(0),
  })),
  wrong("reads what is no range", "getRange: what is no range is refused", (right) => ({
    async getRange(key, range, options) {
      const bytes = await right.get(key, options);
      return bytes && cut(bytes, range);
    },
  })),
  wrong("sorts its ranges", "getRanges: answers in the order asked, repeats and overlaps included", (right) => ({
    getRanges: (key, ranges, options) =>
      right.getRanges(
        key,
        ranges.toSorted((a, b) => Number("offset" in a && a.offset) - Number("offset" in b && b.offset)),
        options,
      ),
  })),
  wrong(
    "answers a repeated range once",
    "getRanges: answers in the order asked, repeats and overlaps included",
    (right) => ({
      getRanges: (key, ranges, options) =>
        right.getRanges(key, [...new Map(ranges.map((range) => [JSON.stringify(range), range])).values()], options),
    }),
  ),
  wrong("answers no pieces for a missing key", "getRanges: a missing key is undefined", (right) => ({
    getRanges: async (key, ranges, options) => (await right.getRanges(key, ranges, options)) ?? [],
  })),

  wrong(
    "ignores the version of its ranges",
    "getRangesVersioned: answers while the version holds, then conflicts",
    (right) => ({
      getRangesVersioned: (key, ranges) => right.getRangesVersioned(key, ranges),
    }),
  ),
  wrong(
    "names a version of its own for ranges",
    "getRangesVersioned: answers the ranges and the version of the value",
    (right) => ({
      async getRangesVersioned(key, ranges, options) {
        const read = await right.getRangesVersioned(key, ranges, options);
        return read && { ...read, version: `W/${read.version}` };
      },
    }),
  ),
  wrong(
    "tells the size of its pieces for that of the value",
    "getRangesVersioned: answers the ranges and the version of the value",
    (right) => ({
      async getRangesVersioned(key, ranges, options) {
        const read = await right.getRangesVersioned(key, ranges, options);
        return read && { ...read, size: read.pieces.reduce((sum, piece) => sum + piece.length, 0) };
      },
    }),
  ),
  wrong("reads its ranges one after the other", "getRangesVersioned: all pieces are of one version", (right) => ({
    async getRangesVersioned(key, ranges, options) {
      const pieces: Bytes[] = [];
      let version: string | undefined;
      for (const range of ranges) {
        const read = await right.getRangesVersioned(key, [range], options);
        pieces.push(...(read?.pieces ?? []));
        version ??= read?.version;
      }
      return version === undefined ? undefined : { pieces, version };
    },
  })),

  reading("decodes its keys", "a key with an encoded slash is read exactly", (key) => key.replaceAll("%2F", "/")),
  reading("decodes its keys twice", "a key with a doubly encoded slash is read exactly", (key) =>
    key.replaceAll("%25", "%"),
  ),
  reading(
    "cuts a key at a question mark",
    "a key with a question mark is read exactly",
    (key) => key.split("?")[0] ?? "",
  ),
  reading("cuts a key at a hash", "a key with a hash is read exactly", (key) => key.split("#")[0] ?? ""),
  reading("composes letters", "a key with a letter composed of two code points is read exactly", (key) =>
    key.normalize("NFC"),
  ),
  reading("ignores case", "a key with another case is read exactly", (key) => key.toLowerCase()),
  reading("takes a plus for a space", "a key with an ampersand and a plus is read exactly", (key) =>
    key.replaceAll("+", " "),
  ),
  reading("takes a backslash for a slash", "a key is not taken for another that is spelt alike", (key) =>
    key.replaceAll("\\", "/"),
  ),
  reading("resolves dots as a URL does", "a malformed key reads nothing: get", resolved),
  reading("collapses slashes", "a malformed key reads nothing: get", (key) =>
    key.replace(/\/+/g, "/").replace(/^\/|\/$/g, ""),
  ),
  wrong("resolves dots when it reads synchronously", "a malformed key reads nothing: getSync", (right) => ({
    getSync: (key) => right.getSync(resolved(key)),
  })),
  wrong("resolves dots when it asks for a size", "a malformed key reads nothing: size", (right) => ({
    size: (key, options) => right.size(resolved(key), options),
  })),
  wrong("resolves dots when it lists", "a malformed prefix lists nothing: list", (right) => ({
    list: (prefix, options) => right.list(resolved(prefix), options),
  })),
  wrong("resolves dots when it writes", "a malformed key is refused by set", (right) => ({
    set: (key, bytes, options) => right.set(resolved(key) || "x", bytes, options),
  })),
  wrong("resolves dots when it deletes", "a malformed key is refused by delete, or deletes nothing", (right) => ({
    delete: (key, options) => right.delete(resolved(key), options),
  })),
  wrong("cuts long names", "a name of 300 letters is kept exactly or refused", (right) => ({
    set: (key, bytes, options) => right.set(key.slice(0, 255), bytes, options),
    get: (key, options) => right.get(key.slice(0, 255), options),
  })),
  wrong("decodes keys when it writes", "a key with an encoded space is written exactly", (right) => ({
    set: (key, bytes, options) => right.set(key.replaceAll("%20", " "), bytes, options),
  })),

  wrong("lists siblings of a prefix", "list: a prefix does not reach a sibling that starts alike", (right) => ({
    list: (prefix, options) => right.list(prefix.replace(/\/$/, ""), options),
  })),
  wrong("lists direct keys only", "list: every key below a prefix, however deep", (right) => ({
    async *list(prefix, options) {
      for await (const key of right.list(prefix, options)) if (!key.slice(prefix.length).includes("/")) yield key;
    },
  })),
  wrong("lists keys relative to the prefix", "list: every key it names can be read", (right) => ({
    async *list(prefix, options) {
      for await (const key of right.list(prefix, options)) yield key.slice(prefix.length);
    },
  })),
  wrong("lists one page", "list: more than a thousand keys are complete", (right) => ({
    async *list(prefix, options) {
      let left = 1000;
      for await (const key of right.list(prefix, options)) if (left-- > 0) yield key;
    },
  })),
  wrong("names a child once for every key below it", "listChildren: direct children only, each once", (right) => ({
    async *listChildren(prefix, options) {
      for await (const key of right.list(prefix, options)) {
        const [name = "", ...deeper] = key.slice(prefix.length).split("/");
        yield { name, prefix: deeper.length > 0 };
      }
    },
  })),
  wrong(
    "remembers prefixes that are gone",
    "listChildren: a prefix whose last key is deleted is no child",
    (right, { values }) => {
      const seen = new Set([...values.keys()].filter((key) => key.includes("/")).map((key) => key.split("/")[0] ?? ""));
      return {
        async *listChildren(prefix, options) {
          for await (const child of right.listChildren(prefix, options)) if (!child.prefix) yield child;
          for (const name of seen) yield { name, prefix: true };
        },
      };
    },
  ),
  wrong("lists what was there at first", "list: follows what is written and deleted", (_, { values }) => {
    const keys = [...values.keys()];
    return {
      async *list(prefix, options) {
        await pause(options);
        yield* keys.filter((key) => key.startsWith(prefix));
      },
    };
  }),

  wrong("keeps the caller's buffer", "set: the caller may change its bytes afterwards", (right, { values }) => ({
    async set(key, bytes, options) {
      await right.set(key, bytes, options);
      values.set(key, { bytes, version: values.get(key)?.version ?? "" });
    },
  })),
  wrong("stores the buffer behind a view", "set: of a view only the view is stored", (right) => ({
    set: (key, bytes, options) => right.set(key, new Uint8Array(bytes.buffer), options),
  })),
  wrong("writes to the bytes it was handed", "set: the bytes handed over are not written to", (right) => ({
    async set(key, bytes, options) {
      await right.set(key, bytes, options);
      bytes.reverse();
    },
  })),
  wrong("takes the caller's buffer away", "set: the bytes handed over are not written to", (right) => ({
    async set(key, bytes, options) {
      await right.set(key, bytes, options);
      structuredClone(bytes.buffer, { transfer: [bytes.buffer as ArrayBuffer] });
    },
  })),
  wrong(
    "leaves the tail of a longer value",
    "set: a shorter value leaves no tail of a longer one",
    (right, { values }) => ({
      async set(key, bytes, options) {
        const kept = Uint8Array.from(values.get(key)?.bytes ?? bytes);
        if (kept.length <= bytes.length) return right.set(key, bytes, options);
        kept.set(bytes);
        return right.set(key, kept, options);
      },
    }),
  ),
  wrong("deletes where no bytes are written", "set: a value of no bytes is kept and is not missing", (right) => ({
    set: (key, bytes, options) => (bytes.length ? right.set(key, bytes, options) : right.delete(key, options)),
  })),
  wrong("refuses shared memory", "set: bytes on shared memory are accepted", (right) => ({
    async set(key, bytes, options) {
      if (!(bytes.buffer instanceof ArrayBuffer)) throw new TypeError("shared");
      return right.set(key, bytes, options);
    },
  })),
  wrong("gathers two writes in one buffer", "set: of two writes at once to one key one is kept whole", (right) => {
    const half = new Uint8Array(100_000);
    return {
      async set(key, bytes, options) {
        half.set(bytes.subarray(0, bytes.length >> 1));
        await pause(options);
        half.set(bytes.subarray(bytes.length >> 1), bytes.length >> 1);
        await pause(options);
        await right.set(key, half.subarray(0, bytes.length), options);
      },
    };
  }),
  wrong("throws for the delete of a missing key", "delete: a missing key is no error", (right, { values }) => ({
    async delete(key, options) {
      if (!values.has(key)) throw new ZarrError("not-found", `${key} is not there.`);
      return right.delete(key, options);
    },
  })),
  wrong("deletes what starts alike", "delete: keys that start alike stay", (_, { values }) => ({
    async delete(key, options) {
      await pause(options);
      for (const other of values.keys()) if (other.startsWith(key)) values.delete(other);
    },
  })),
  wrong("answers deleted values from a cache", "delete: the value is gone", (right) => {
    const cache = new Map<string, Bytes | undefined>();
    return {
      async get(key, options) {
        const bytes = cache.get(key) ?? (await right.get(key, options));
        cache.set(key, bytes);
        return bytes;
      },
    };
  }),
  wrong("writes in two steps", "atomic writes: a reader never sees half a write", (right, { values }) => ({
    async set(key, bytes, options) {
      const half = Uint8Array.from(bytes);
      half.set(values.get(key)?.bytes.subarray(0, bytes.length >> 1) ?? half.subarray(0, 0));
      await right.set(key, half, options);
      await pause(options);
      await right.set(key, bytes, options);
    },
  })),
  wrong("says immutable and replaces values", "immutable: a value cannot be replaced", () => ({
    traits: { immutable: true },
  })),

  wrong("ignores a condition", "onlyIf absent: never replaces a value", (right) => ({
    traits: {},
    set: (key, bytes, options) => right.set(key, bytes, { signal: options?.signal }),
  })),
  wrong("ignores an unknown version", "onlyIf version: a version that never was replaces nothing", (right) => ({
    set: (key, bytes, options) => right.set(key, bytes, options?.onlyIf === "absent" ? options : {}),
  })),
  wrong(
    "ignores the version of a delete",
    "onlyIf version: delete with a version that never was deletes nothing",
    (right) => ({
      delete: (key, options) => right.delete(key, { signal: options?.signal }),
    }),
  ),
  wrong(
    "looks first and writes later",
    "onlyIf absent: of twenty creations at once exactly one wins",
    (right, { values }) => ({
      async set(key, bytes, options) {
        if (options?.onlyIf === "absent" && values.has(key)) return right.set(key, bytes, options);
        await pause(options);
        return right.set(key, bytes);
      },
    }),
  ),
  wrong("loses an update", "onlyIf version: no update is lost among eight writers", (right, { values }) => ({
    async set(key, bytes, options) {
      const { onlyIf } = options ?? {};
      const past = typeof onlyIf === "object" && onlyIf.version !== values.get(key)?.version;
      if (past || onlyIf === "absent") return right.set(key, bytes, options);
      await pause(options);
      return right.set(key, bytes);
    },
  })),
  wrong("counts bytes for a version", "version: stays while nothing is written, changes with every write", (right) => ({
    async getVersioned(key, options) {
      const bytes = await right.get(key, options);
      return bytes && { bytes, version: String(bytes.length) };
    },
  })),
  wrong(
    "makes up a version at every read",
    "version: stays while nothing is written, changes with every write",
    (right) => {
      let reads = 0;
      return {
        async getVersioned(key, options) {
          const bytes = await right.get(key, options);
          return bytes && { bytes, version: String(reads++) };
        },
      };
    },
  ),
  wrong(
    "reads bytes and version one after the other",
    "version: belongs to the bytes it comes with",
    (right, { values }) => ({
      async getVersioned(key, options) {
        const version = values.get(key)?.version ?? "";
        for (let i = 0; i < 5; i++) await pause(options);
        const bytes = await right.get(key, options);
        return bytes && { bytes, version };
      },
    }),
  ),
  wrong(
    "takes another instance's version for its own",
    "onlyIf version: a version that is past is past for another instance too",
    (right, { values }) => {
      const own = new Map<string, string>();
      return {
        async set(key, bytes, options) {
          const { onlyIf } = options ?? {};
          if (typeof onlyIf !== "object" || own.has(key)) {
            await right.set(key, bytes, options);
          } else await right.set(key, bytes);
          own.set(key, values.get(key)?.version ?? "");
        },
      };
    },
  ),

  wrong(
    "answers an aborted call with undefined",
    "abort: get with an aborted signal rejects with its reason",
    (right) => ({
      get: (key, options) => right.get(key, options).catch(() => undefined),
    }),
  ),
  wrong(
    "does not look at the signal",
    "abort: getVersioned with an aborted signal rejects with its reason",
    (right) => ({
      getVersioned: (key) => right.getVersioned(key),
    }),
  ),
  wrong("rejects with an error of its own", "abort: size with an aborted signal rejects with its reason", (right) => ({
    size: (key, options) =>
      right.size(key, options).catch(() => {
        throw new DOMException("The operation was aborted", "AbortError");
      }),
  })),
  wrong(
    "throws before it answers a promise",
    "abort: getRange with an aborted signal rejects with its reason",
    (right) => ({
      getRange(key, range, options) {
        options?.signal?.throwIfAborted();
        return right.getRange(key, range, options);
      },
    }),
  ),
  wrong(
    "takes an abort on its way for a missing value",
    "abort: get aborted on its way rejects with the reason or answers rightly",
    (right) => ({
      async get(key, options) {
        if (options?.signal?.aborted) throw options.signal.reason;
        return right.get(key, options).catch(() => undefined);
      },
    }),
  ),
  wrong("lets an aborted listing end early", "abort: list with an aborted signal rejects with its reason", (right) => ({
    async *list(prefix, options) {
      if (options?.signal?.aborted) return;
      yield* right.list(prefix, options);
    },
  })),
  wrong(
    "does not hear an abort between two keys",
    "abort: a listing that is aborted half-way rejects with the reason",
    (right) => ({
      async *list(prefix, options) {
        if (options?.signal?.aborted) throw options.signal.reason;
        yield* right.list(prefix);
      },
    }),
  ),
  wrong("writes although it was aborted", "abort: set with an aborted signal writes nothing", (right) => ({
    async set(key, bytes, options) {
      await right.set(key, bytes);
      if (options?.signal?.aborted) throw options.signal.reason;
    },
  })),
  wrong("deletes although it was aborted", "abort: delete with an aborted signal deletes nothing", (right) => ({
    async delete(key, options) {
      await right.delete(key);
      if (options?.signal?.aborted) throw options.signal.reason;
    },
  })),
  wrong(
    "joins callers under the first one's signal",
    "abort: one caller's abort leaves another caller of the same key alone",
    (right) => {
      const flying = new Map<string, Promise<Bytes | undefined>>();
      return {
        get(key, options) {
          const joined = flying.get(key) ?? right.get(key, options).finally(() => flying.delete(key));
          flying.set(key, joined);
          return joined;
        },
      };
    },
  ),

  wrong("reads old bytes synchronously", "getSync: sees what was written", (_, { values }) => {
    const first = new Map(values);
    return { getSync: (key) => first.get(key)?.bytes };
  }),
  wrong("takes a missing value for an empty one, synchronously", "getSync: answers what get answers", (right) => ({
    getSync: (key) => right.getSync(key) ?? new Uint8Array(0),
  })),
  wrong("cuts ranges otherwise when synchronous", "getRangeSync: answers every range rightly", (right) => ({
    getRangeSync: (key, range, into) => right.getRangeSync(key, "suffix" in range ? { offset: 0 } : range, into),
  })),
  wrong("does not write into", "getRangeSync: into writes the bytes there, and nothing else", (right) => ({
    getRangeSync: (key, range) => right.getRangeSync(key, range),
  })),
  wrong(
    "writes to the start of the buffer behind into",
    "getRangeSync: into writes the bytes there, and nothing else",
    (right) => ({
      getRangeSync: (key, range, into) => right.getRangeSync(key, range, into && new Uint8Array(into.buffer)),
    }),
  ),
  wrong("clears the rest of into", "getRangeSync: into writes the bytes there, and nothing else", (right) => ({
    getRangeSync(key, range, into) {
      into?.fill(0);
      return right.getRangeSync(key, range, into);
    },
  })),

  wrong("can write and not delete", "methods that belong together are there together", () => ({ delete: undefined })),
  wrong("promises versions that it cannot read", "traits say what the methods can do", () => ({
    getVersioned: undefined,
  })),
  wrong("keeps writes to itself", "what was written is there for the next visitor", (right) => {
    const own = new Map<string, Bytes>();
    return {
      get: async (key, options) => own.get(key) ?? right.get(key, options),
      async set(key, bytes) {
        own.set(key, bytes);
      },
    };
  }),
  wrong("forgets when it closes", "close: keeps what was written", (_, { values }) => ({
    async close() {
      values.clear();
    },
  })),
  wrong("cannot be closed twice", "close: a second time is no error", () => {
    let closed = false;
    return {
      async close() {
        if (closed) throw new Error("closed already");
        closed = true;
      },
    };
  }),
  wrong("reads through `this`", "a layer made by inherit answers what the store answers", (right) => {
    const secret = new WeakMap<object, MemoryStore>();
    const store = {
      getRange(this: object, ...given: Parameters<MemoryStore["getRange"]>) {
        return secret.get(this)?.getRange(...given) ?? Promise.resolve(undefined);
      },
    };
    secret.set(store, right);
    return store;
  }),
];
