import {
  type Bytes,
  type BytesToBytes,
  type CodecModule,
  type CodecPlugin,
  codecFailed,
  isZarrError,
  mostBytes,
  registerShared,
  sharedEntries,
  ZarrError,
} from "@zarrkit/plugin-api";
import { type RunsCodec, runsCodec, runsModule, runsPlugin } from "../right/runs-codec.js";
import { type WrongCodec, wrongCodec } from "./codec.js";

const sample = {
  configuration: { longest: 200 },
  decoded: Uint8Array.from({ length: 90 }, (_, i) => i >> 3),
  verified: true,
};
const foreign = {
  decoded: Uint8Array.of(7, 7, 7, 9),
  encoded: Uint8Array.of(4, 0, 0, 0, 0xcf, 0x26, 0x92, 0x3f, 3, 7, 1, 9),
  canonical: true,
};

type Override = (right: RunsCodec) => { readonly [M in keyof RunsCodec]?: RunsCodec[M] | undefined };

/** A codec that differs from the right one once it is bound. */
function wrong(name: string, caughtBy: string, override: Override, chosen: object = sample): WrongCodec {
  const bind = ({ longest }: { longest: number }) => {
    const right = runsCodec(longest);
    return { ...right, ...override(right) } as BytesToBytes;
  };
  return wrongCodec(name, caughtBy, runsPlugin({ ...runsModule, bind }), { ...sample, ...chosen });
}

/** A codec whose module differs before anything is bound. */
function wrongModule(name: string, caughtBy: string, change: Partial<CodecModule<any, "bytes-bytes">>): WrongCodec {
  return wrongCodec(name, caughtBy, runsPlugin({ ...runsModule, ...change }), sample);
}

function wrongPlugin(name: string, caughtBy: string, change: Partial<CodecPlugin<"bytes-bytes">>): WrongCodec {
  return wrongCodec(name, caughtBy, { ...runsPlugin(), ...change }, sample);
}

/** The right decode, but a failure ends in the bytes that were there before. */
function lenient(right: RunsCodec, source: Bytes, size: { exact: number } | { atMost: number }): Bytes {
  try {
    return right.decode(source, size);
  } catch {
    return new Uint8Array(mostBytes(size));
  }
}

const broken = () => new Error("memory access out of bounds");

export const wrongBytesCodecs: readonly WrongCodec[] = [
  wrongPlugin("has two names that are one", "the plugin is a light value with name, stage and load", {
    aliases: ["runs"],
  }),
  wrongPlugin("names no stage there is", "the plugin is a light value with name, stage and load", {
    stage: "bytes" as "bytes-bytes",
  }),
  wrongPlugin("registers itself when it is loaded", "loading registers nothing and leaves no global behind", {
    async load() {
      registerShared(runsPlugin());
      setTimeout(() => (sharedEntries().plugins.length = 0), 0);
      return runsModule;
    },
  }),
  wrongPlugin("leaves a global behind", "loading registers nothing and leaves no global behind", {
    async load() {
      (globalThis as Record<string, unknown>)[`runs-engine-${Math.random()}`] = {};
      return runsModule;
    },
  }),
  wrongPlugin("forgets a function of its module", "the module has parse, toConfiguration and bind, at every load", {
    load: async () => ({ ...runsModule, toConfiguration: undefined as unknown as typeof runsModule.toConfiguration }),
  }),

  wrongModule("writes to the configuration it parses", "it: its configuration is read and bound", {
    parse(configuration, origin) {
      delete (configuration as { longest?: number }).longest;
      return runsModule.parse(configuration, origin);
    },
  }),
  wrongCodec(
    "uses tools that it says it does not",
    "it: its configuration is read and bound",
    {
      ...runsPlugin({
        ...runsModule,
        async bind({ longest }: { longest: number }, _, tools) {
          await tools.dataType("uint8", { name: "uint8", format: 3, path: "dtype" });
          return runsCodec(longest);
        },
      }),
      usesTools: false,
    },
    sample,
  ),
  wrongModule("takes anything for a configuration", "it: a configuration that is no object is refused", {
    parse: (configuration) => ({ longest: (configuration as { longest?: number } | null)?.longest ?? 255 }),
  }),
  wrongModule("overlooks a field nobody knows", "it: a field nobody knows is refused", {
    parse: (configuration, origin) =>
      runsModule.parse({ longest: (configuration as { longest: number }).longest }, origin),
  }),
  wrongModule("makes a number of what is none", "it: a field of the wrong kind is refused by its path", {
    parse(configuration, origin) {
      runsModule.parse({ ...(configuration as object), longest: 9 }, origin);
      return { longest: Number((configuration as { longest: unknown }).longest) || 255 };
    },
  }),
  wrongModule("says another path than it was given", "it: a field of the wrong kind is refused by its path", {
    parse: (configuration, origin) => runsModule.parse(configuration, { ...origin, path: "codecs[0]" }),
  }),
  wrongModule("loses what it has read", "it: the configuration written says what was read", {
    toConfiguration: () => ({}),
  }),
  wrongModule("writes what it does not read", "it: the configuration written is read back as the same", {
    toConfiguration: ({ longest }) => ({ longest, writer: "wrong" }),
  }),

  wrong(
    "speaks a dialect of its own",
    "it: decodes what another implementation encoded",
    (right) => ({
      encode: (source) => right.encode(source).toReversed(),
      decode: (source, size, out) => right.decode(Uint8Array.from(source).reverse(), size, out),
    }),
    foreign,
  ),
  wrong(
    "encodes otherwise than all others",
    "it: encodes exactly what another implementation does",
    () => runsCodec(1),
    foreign,
  ),
  wrong(
    "says too small a bound for what others write",
    "it: what another implementation encoded is within encodedSize",
    () => ({
      encodedSize: (decoded) => ({ atMost: mostBytes(decoded) }),
    }),
    foreign,
  ),
  wrong("reads only one of its modes' forms", "it: decodes what it encoded, in every mode", (right) => ({
    encodeAsync: async (source, signal) => (await right.encodeAsync(source, signal)).toReversed(),
  })),
  wrong("allocates all that may come out", "it: decodes where only a bound of the size is known", (right) => ({
    decode(source, size, out) {
      const decoded = out ?? new Uint8Array(mostBytes(size));
      decoded.set(right.decode(source, size));
      return decoded;
    },
  })),
  wrong("cannot encode nothing", "it: decodes what it encoded, at sizes from nothing to 200 kB", (right) => ({
    encode(source) {
      if (source.length === 0) throw broken();
      return right.encode(source);
    },
  })),
  wrong("counts in 16 bits", "it: decodes what it encoded, at sizes from nothing to 200 kB", (right) => ({
    decode: (source, size, out) => right.decode(source, size, out).subarray(0, mostBytes(size) & 0xffff || undefined),
  })),
  wrong("tires after a few calls", "it: the same value decodes the same every time", (right) => {
    let calls = 0;
    return {
      decode: (source, size, out) => (++calls > 10 ? new Uint8Array(mostBytes(size)) : right.decode(source, size, out)),
    };
  }),

  wrong("decodes in place", "it: the source of decode is not written to", (right) => ({
    decode(source, size, out) {
      const decoded = right.decode(source, size, out);
      source.fill(0, 0, 4);
      return decoded;
    },
  })),
  wrong("takes the source's buffer away", "it: the source of decode is not written to", (right) => ({
    async decodeAsync(source, size, signal) {
      const decoded = await right.decodeAsync(source, size, signal);
      structuredClone(source.buffer, { transfer: [source.buffer as ArrayBuffer] });
      return decoded;
    },
  })),
  wrong("encodes in place", "it: the source of encode is not written to", (right) => ({
    encode(source) {
      const encoded = right.encode(source);
      source.reverse();
      return encoded;
    },
  })),
  wrong("reads from the start of the source's buffer", "it: a source at an odd offset decodes the same", (right) => ({
    decode: (source, size, out) => right.decode(new Uint8Array(source.buffer, 0, source.length), size, out),
  })),
  wrong("encodes the whole buffer behind a view", "it: a source at an odd offset encodes the same", (right) => ({
    encode: (source) => right.encode(new Uint8Array(source.buffer)),
  })),
  wrong("refuses shared memory", "it: a source on shared memory decodes the same", (right) => ({
    decode(source, size, out) {
      if (!(source.buffer instanceof ArrayBuffer)) throw new TypeError("shared");
      return right.decode(source, size, out);
    },
  })),
  wrong("does not write out", "it: out is written whole and nothing beside it", (right) => ({
    decode: (source, size) => right.decode(source, size),
  })),
  wrong("takes out for zeroed", "it: out is written whole and nothing beside it", (right) => ({
    decode(source, size, out) {
      const decoded = right.decode(source, size);
      decoded.forEach((byte, i) => {
        if (out && byte !== 0) out[i] = byte;
      });
      return out ?? decoded;
    },
  })),
  wrong("writes a block beyond out", "it: out is written whole and nothing beside it", (right) => ({
    decode(source, size, out) {
      if (out) new Uint8Array(out.buffer, out.byteOffset).fill(0);
      return right.decode(source, size, out);
    },
  })),
  wrong(
    "writes beyond out where the input is damaged",
    "it: out is not written beyond its end by damaged input",
    (right) => ({
      decode(source, size, out) {
        try {
          return right.decode(source, size, out);
        } catch (error) {
          if (out) new Uint8Array(out.buffer, out.byteOffset).fill(0);
          throw error;
        }
      },
    }),
  ),
  wrong("works over what it lent", "it: bytes that it lent decode where they lie", ({ decode }) => {
    const memory = new Uint8Array(4096);
    return {
      result: "borrowed",
      decode(source, size, out) {
        memory.fill(0, source.buffer === memory.buffer ? 0 : memory.length);
        const decoded = decode(source, size, out);
        if (out) return out;
        memory.set(decoded);
        return memory.subarray(0, decoded.length);
      },
    };
  }),
  wrong(
    "lends its scratch memory and says fresh",
    "it: result says truly what becomes of the decoded bytes",
    (right) => {
      const scratch = new Uint8Array(2 ** 20);
      return {
        decode(source, size, out) {
          if (out) return right.decode(source, size, out);
          const decoded = right.decode(source, size);
          scratch.set(decoded);
          return scratch.subarray(0, decoded.length);
        },
      };
    },
  ),
  wrongCodec(
    "answers its source and says fresh",
    "it: result says truly what becomes of the decoded bytes",
    runsPlugin({
      ...runsModule,
      bind: () => ({
        encodedSize: (decoded) => decoded,
        encode: (source) => Uint8Array.from(source),
        decode(source, size, out) {
          if (source.length !== mostBytes(size)) throw codecFailed("runs", "wrong length");
          out?.set(source);
          return out ?? source;
        },
      }),
    }),
    { decoded: sample.decoded },
  ),
  wrong(
    "encodes into the same memory each time",
    "it: encoded bytes are the caller's: the next call leaves them alone",
    (right) => {
      const scratch = new Uint8Array(2 ** 20);
      return {
        encode(source) {
          const encoded = right.encode(source);
          scratch.set(encoded);
          return scratch.subarray(0, encoded.length);
        },
      };
    },
  ),
  wrong("says too small a bound", "it: encodedSize bounds what encode gives", () => ({
    encodedSize: (decoded) => ({ atMost: mostBytes(decoded) >> 2 }),
  })),
  wrong("forgets that random bytes grow", "it: encodedSize bounds what encode gives", () => ({
    encodedSize: (decoded) => ({ atMost: mostBytes(decoded) + 8 }),
  })),
  wrong("says a size exactly that it does not keep", "it: encodedSize bounds what encode gives", () => ({
    encodedSize: (decoded) => ({ exact: mostBytes(decoded) * 2 + 8 }),
  })),

  wrong("fills up a truncated value with zeros", "it: a truncated value fails at whatever byte it is cut", (right) => ({
    decode: (source, size) => lenient(right, source, size),
  })),
  wrong("fails without its name", "it: a truncated value fails at whatever byte it is cut", (right) => ({
    decode(source, size, out) {
      try {
        return right.decode(source, size, out);
      } catch (error) {
        throw new ZarrError("codec-failed", (error as Error).message);
      }
    },
  })),
  wrong("is broken by damaged input", "it: a truncated value fails at whatever byte it is cut", (right) => {
    let isBroken = false;
    return {
      decode(source, size, out) {
        if (isBroken && source.length > 20) return new Uint8Array(mostBytes(size));
        try {
          return right.decode(source, size, out);
        } catch (error) {
          isBroken = true;
          throw error;
        }
      },
    };
  }),
  wrong("fails with whatever the engine threw", "it: a value of no bytes fails", (right) => ({
    decode(source, size, out) {
      new DataView(source.buffer, source.byteOffset, source.byteLength).getUint32(0);
      return right.decode(source, size, out);
    },
  })),
  wrong("takes nothing for zeros", "it: a value of no bytes fails", (right) => ({
    decode: (source, size, out) => (source.length ? right.decode(source, size, out) : new Uint8Array(mostBytes(size))),
  })),
  wrong(
    "takes what stands behind the value for data",
    "it: bytes behind the value are refused or change nothing",
    (right) => ({
      decode(source, size, out) {
        try {
          return right.decode(source, size, out);
        } catch (error) {
          if (source.at(-1) !== 0) throw error;
          return Uint8Array.from({ length: mostBytes(size) }, () => 0);
        }
      },
    }),
  ),
  wrong("does not look at its checksum", "it: a flipped bit gives an error or bytes of the right number", () => ({
    decode(source, size) {
      const runs: number[] = [];
      for (let i = 8; i + 1 < source.length; i += 2) {
        for (let count = source[i] ?? 0; count > 0; count--) runs.push(source[i + 1] ?? 0);
      }
      if (runs.length !== mostBytes(size)) throw codecFailed("runs", "the runs have another length");
      return Uint8Array.from(runs);
    },
  })),
  wrong(
    "answers more bytes than were asked for when damaged",
    "it: a flipped bit gives an error or bytes of the right number",
    (right) => ({
      decode(source, size, out) {
        try {
          return right.decode(source, size, out);
        } catch {
          return new Uint8Array(mostBytes(size) + 1);
        }
      },
    }),
  ),
  wrong("traps on some bytes", "it: overwritten bytes give an error or bytes of the right number", (right) => ({
    decode(source, size, out) {
      if (source[9] === 0xff) throw broken();
      return right.decode(source, size, out);
    },
  })),
  wrong("says invalid-argument of damage", "it: random bytes give an error or bytes of the right number", (right) => ({
    decode(source, size, out) {
      try {
        return right.decode(source, size, out);
      } catch (error) {
        throw isZarrError(error) ? new ZarrError("invalid-argument", error.message, { fields: error.fields }) : error;
      }
    },
  })),
  wrong("believes the size in the header", "it: a value that decodes to more than its bound fails", (right) => ({
    decode: (source, size, out) => right.decode(source, "exact" in size && out ? size : { atMost: 2 ** 30 }, out),
  })),
  wrong("believes a header of megabytes", "it: a small value that would fill megabytes fails", (right) => ({
    decode: (source, size, out) =>
      right.decode(source, source.length > 2 ** 14 && !out ? { atMost: 2 ** 30 } : size, out),
  })),
  wrong("cuts what is too long", "it: a value that decodes to more than its bound fails", (right) => ({
    decode: (source, size, out) =>
      out ? right.decode(source, size, out) : right.decode(source, { atMost: 2 ** 30 }).slice(0, mostBytes(size)),
  })),
  wrong("answers less than the exact size", "it: a value that decodes to less than its exact size fails", (right) => ({
    decode: (source, size, out) => right.decode(source, { atMost: mostBytes(size) }, out),
  })),

  wrong("cuts its part elsewhere", "it: decodePart agrees with the full decode", (right) => ({
    decodePart: (source, part, out) => right.decodePart(source, { ...part, offset: part.offset & ~7 }, out),
  })),
  wrong("does not write the part to out", "it: decodePart writes out whole and nothing beside it", (right) => ({
    decodePart: (source, part) => right.decodePart(source, part),
  })),
  wrong("answers a short part behind the end", "it: decodePart of bytes behind the end fails", (right) => ({
    decodePart: (source, part, out) =>
      right.decodePart(source, { ...part, length: Math.min(part.length, 90 - part.offset) }, out),
  })),
  wrong(
    "traps on a damaged part",
    "it: decodePart of damaged input fails or answers bytes of the right number",
    (right) => ({
      decodePart(source, part, out) {
        try {
          return right.decodePart(source, part, out);
        } catch (error) {
          throw part.offset + part.length > 90 ? error : broken();
        }
      },
    }),
  ),
  wrong("sorts the ranges of a partial read", "it: openPartial answers the ranges of the decoded form", (right) => ({
    openPartial(source) {
      const partial = right.openPartial(source);
      return { ...partial, read: async (ranges, signal) => (await partial.read(ranges, signal)).toReversed() };
    },
  })),
  wrong("does not hear the signal of a partial read", "it: openPartial hears the signal", (right) => ({
    openPartial(source) {
      const partial = right.openPartial(source);
      return { ...partial, read: (ranges) => partial.read(ranges) };
    },
  })),

  wrong("disturbs calls at once", "it: calls at once do not disturb each other", (right) => {
    let current: Bytes = new Uint8Array(0);
    return {
      async decodeAsync(source, size, signal) {
        current = source;
        await Promise.resolve();
        return right.decodeAsync(current, size, signal);
      },
    };
  }),
  wrong("does not say from where waiting pays", "it: asyncFrom says from how many bytes waiting pays", () => ({
    asyncFrom: undefined,
  })),
  wrong("does not hear an abort", "it: an aborted decodeAsync rejects with the reason", (right) => ({
    decodeAsync: (source, size) => right.decodeAsync(source, size),
  })),
  wrong("takes an abort for damage", "it: an aborted decodeAsync rejects with the reason", (right) => ({
    decodeAsync: (source, size, signal) =>
      right.decodeAsync(source, size, signal).catch((error: unknown) => {
        throw isZarrError(error) ? error : codecFailed("runs", "the engine stopped", error);
      }),
  })),
  wrong("rejects with an error of its own", "it: an aborted encodeAsync rejects with the reason", (right) => ({
    async encodeAsync(source, signal) {
      if (signal?.aborted) throw new DOMException("The operation was aborted", "AbortError");
      return right.encodeAsync(source);
    },
  })),
  wrongCodec(
    "cannot encode and does not say so",
    "it: refuses to encode with the code unsupported",
    runsPlugin({
      ...runsModule,
      bind: ({ longest }: { longest: number }) => ({
        ...runsCodec(longest),
        encode() {
          throw new Error("not implemented");
        },
      }),
    }),
    foreign,
    { decodeOnly: "a test" },
  ),
];
