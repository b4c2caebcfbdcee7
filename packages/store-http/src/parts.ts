import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  isZarrError,
  type Key,
  onAbort,
  rangeWithin,
  type Version,
  ZarrError,
} from "@zarrkit/plugin-api";
import { withoutSecrets } from "./address.js";
import { isEncoded } from "./body.js";
import { contentRange, cut, type Part, rangeHeader, readPart } from "./part.js";
import type { Send } from "./sender.js";
import { readWhole } from "./whole.js";

export interface Several {
  readonly pieces: Bytes[];
  readonly version: Version | undefined;
  readonly size: number | undefined;
}

const empty: Part = { bytes: new Uint8Array(0) };

/** Parts of values, and their sizes. */
export function createParts(send: Send, address: (key: Key) => string, suffixRanges: boolean, wholeLimit: number) {
  let suffixesWork = suffixRanges;
  let rangesWork = true;
  /** Sizes seen, for ends of values. */
  const sizes = new Map<Key, number>();

  /** The size; all bytes where no size is told (HEAD refused, Content-Encoding, no Content-Length); `undefined`: no value. */
  async function measure(key: Key, options?: CallOptions): Promise<number | Bytes | undefined> {
    // The range has the server leave the value unencoded, and needs no preflight. Chromium fails it where a server encodes
    // regardless; no size, and even no value, may only mean that the server does not care for HEAD.
    const ask = { ...options, key, range: "bytes=0-", dispensable: true };
    const head = await send({ ...ask, method: "HEAD" }, toldSize).catch(orElse(NaN));
    const size = head || (await send(ask, toldSize).catch(orElse(NaN)));
    if (Number.isNaN(size)) return readAll(key, options);
    if (sizes.size > 10_000) sizes.clear();
    if (size !== undefined) sizes.set(key, size);
    return size;
  }

  function readAll(key: Key, options?: CallOptions): Promise<Bytes | undefined> {
    return send({ ...options, key }, (answer) => readWhole(answer, wholeLimit, true));
  }

  async function readSuffix(key: Key, range: ByteRange, options?: CallOptions): Promise<Part | undefined> {
    for (let known = sizes.get(key); ; known = undefined) {
      const measured = known ?? (await measure(key, options));
      if (measured === undefined) return undefined;
      if (typeof measured !== "number") return { bytes: cut(measured, range), size: measured.length };
      const within = rangeWithin(range, measured);
      if (within.length === 0) return empty;
      // To the end, whatever that is: a size that is no longer true shows in the length of the answer.
      const ask = { ...options, key, range: `bytes=${within.offset}-` };
      const part = await send(ask, (answer) => readPart(answer, within, wholeLimit)).catch((error: unknown) => {
        sizes.delete(key);
        if (known === undefined) throw error;
        return empty;
      });
      if (!part) return undefined;
      if (part.bytes.length === within.length) return { ...part, size: measured };
      sizes.delete(key);
      if (known === undefined) throw changed(key, `sent ${part.bytes.length} bytes for the last ${within.length}`);
    }
  }

  async function read(key: Key, range: ByteRange, options?: CallOptions): Promise<Part | undefined> {
    const suffix = "suffix" in range;
    if ((suffix ? range.suffix : range.length) === 0)
      return (await size(key, options)) === undefined ? undefined : empty;
    if (suffix && !suffixesWork) return readSuffix(key, range, options);
    const found = await send({ ...options, key, range: rangeHeader(range) }, async (answer) => ({
      part: await readPart(answer, range, wholeLimit),
    }));
    const part = found?.part;
    if (found && !part) {
      suffixesWork = false;
      return readSuffix(key, range, options);
    }
    if (part?.rangeIgnored) rangesWork = false;
    if (part?.unproven) {
      const bytes = await size(key, options);
      if (bytes === undefined || rangeWithin(range, bytes).length !== part.bytes.length) {
        throw changed(key, `sent ${part.bytes.length} bytes for ${rangeHeader(range)} of ${bytes}`);
      }
    }
    return part;
  }

  async function size(key: Key, options?: CallOptions): Promise<number | undefined> {
    const measured = await measure(key, options);
    return typeof measured === "number" ? measured : measured?.length;
  }

  function changed(key: Key, what: string): ZarrError {
    const url = withoutSecrets(address(key));
    return new ZarrError("conflict", `${url} ${what}: it may have changed meanwhile. Read once more.`, {
      fields: { key, url },
      retryable: true,
    });
  }

  /** The ranges, all of one version where versions can be seen. */
  async function readSeveral(
    key: Key,
    ranges: readonly ByteRange[],
    options?: CallOptions,
  ): Promise<Several | undefined> {
    ranges.forEach(checkRange);
    options?.signal?.throwIfAborted();
    if (!rangesWork && ranges.length > 1) {
      const whole = await readAll(key, options);
      return whole && { pieces: ranges.map((range) => cut(whole, range)), version: undefined, size: whole.length };
    }
    const parts = await allOrNone(options?.signal, (signal) =>
      ranges.map((range) => read(key, range, { ...options, signal })),
    );
    const found = parts.filter((part) => part !== undefined);
    const versions = new Set(found.flatMap((part) => part.version ?? []));
    const [size, ...otherSizes] = new Set(found.flatMap((part) => part.size ?? []));
    if (versions.size > 1 || otherSizes.length > 0 || (found.length > 0 && found.length < parts.length)) {
      throw changed(key, "answered ranges of several versions");
    }
    if (found.length < parts.length) return undefined;
    return { pieces: found.map((part) => part.bytes), version: [...versions][0], size };
  }

  return {
    size,

    async getRange(key: Key, range: ByteRange, options?: CallOptions): Promise<Bytes | undefined> {
      return (await read(key, checkRange(range), options))?.bytes;
    },

    async getRanges(key: Key, ranges: readonly ByteRange[], options?: CallOptions): Promise<Bytes[] | undefined> {
      return (await readSeveral(key, ranges, options))?.pieces;
    },

    async getRangesVersioned(
      key: Key,
      ranges: readonly ByteRange[],
      options?: CallOptions & { readonly version?: Version | undefined },
    ): Promise<Several | undefined> {
      const found = await readSeveral(key, ranges, options);
      // Where no version can be seen any more, nothing contradicts the one asked for.
      const { version } = options ?? {};
      if (version !== undefined && found?.version !== undefined && found.version !== version) {
        throw changed(key, "is of another version than was asked for");
      }
      return found;
    },
  };
}

/** The size that headers tell; NaN if they tell none. */
function toldSize({ response }: { readonly response: Response }): number {
  const { headers, status } = response;
  // Of all values only an empty one has no bytes from 0 on.
  const announced = status === 416 ? 0 : Number(headers.get("content-length") ?? NaN);
  return isEncoded(headers) ? NaN : (contentRange(response).total ?? announced);
}

/** For a call that another can take the place of, unless the server is busy, or the caller has lost interest. */
function orElse<T>(answer: T): (error: unknown) => T {
  return (error) => {
    if (isZarrError(error) && !(error.retryable && error.fields.status)) return answer;
    throw error;
  };
}

/** All results; the first failure aborts the other calls. */
async function allOrNone<T>(
  signal: AbortSignal | undefined,
  start: (signal: AbortSignal) => Promise<T>[],
): Promise<T[]> {
  const controller = new AbortController();
  const leave = onAbort(signal, () => controller.abort(signal?.reason));
  try {
    return await Promise.all(start(controller.signal));
  } finally {
    controller.abort();
    leave();
  }
}
