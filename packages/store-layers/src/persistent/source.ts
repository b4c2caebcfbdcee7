import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  isZarrError,
  type Key,
  type Store,
  type Version,
  type VersionedRanges,
  ZarrError,
} from "@zarrkit/plugin-api";

/** The store that is kept a copy of, asked in whatever way tells versions. */
export class Source {
  /** Whether it has told the versions of whole values so far. */
  #tellsVersions: boolean;

  constructor(readonly inner: Store) {
    this.#tellsVersions = inner.getVersioned !== undefined;
  }

  async whole(key: Key, call: CallOptions): Promise<{ bytes: Bytes | undefined; version: Version | undefined }> {
    if (this.#tellsVersions) {
      try {
        const found = await this.inner.getVersioned?.(key, call);
        return { bytes: found?.bytes, version: found?.version };
      } catch (error) {
        if (!isZarrError(error, "unsupported")) throw error;
        this.#tellsVersions = false;
      }
    }
    return { bytes: await this.inner.get(key, call), version: undefined };
  }

  async ranges(
    key: Key,
    ranges: readonly ByteRange[],
    { version, ...call }: CallOptions & { readonly version?: Version | undefined },
  ): Promise<VersionedRanges | undefined> {
    const { inner } = this;
    if (inner.getRangesVersioned) return inner.getRangesVersioned(key, ranges, { ...call, version });
    const pieces = inner.getRanges
      ? await inner.getRanges(key, ranges, call)
      : await Promise.all(ranges.map(async (range) => inner.getRange?.(key, range, call)));
    const there = pieces?.every((piece) => piece !== undefined);
    return there ? { pieces: pieces as Bytes[], version: undefined } : undefined;
  }

  async size(key: Key, call: CallOptions): Promise<number | undefined> {
    return this.inner.size ? this.inner.size(key, call) : (await this.inner.get(key, call))?.length;
  }
}

/** Whether a source did not answer, as against answering that something is wrong. */
export function isOutOfReach(error: unknown): error is ZarrError {
  return isZarrError(error, "store-failed") && error.retryable;
}

/** What the source answers; when it is out of reach, an error that says what is missing here and what to do. */
export async function reach<T>(key: Key, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!isOutOfReach(cause)) throw cause;
    const message = `${key} is not kept here, and its source is out of reach: ${cause.message} Read it once while the source is in reach, best through prefetch().`;
    const fields = { ...cause.fields, key, kept: false };
    throw new ZarrError(cause.code, message, { fields, cause, retryable: true });
  }
}
