import type { CallOptions, Key } from "@zarrkit/plugin-api";
import { cover } from "./cover.js";
import type { Entry } from "./entry.js";
import type { Shelf } from "./shelf.js";
import { isOutOfReach, type Source } from "./source.js";

/** Milliseconds for which a source that was out of reach is not asked again whether something has changed. */
const rest = 30_000;

/** Finds out whether what is kept is still true, once it is older than `maxAge`. */
export class Comparison {
  #restUntil = 0;

  constructor(
    readonly source: Source,
    readonly shelf: Shelf,
    readonly maxAge: number,
  ) {}

  isDue(entries: Iterable<Entry>): boolean {
    const now = Date.now();
    if (now < this.#restUntil || this.shelf.options.immutable) return false;
    return [...entries].some(({ checked }) => now - checked >= this.maxAge);
  }

  /**
   * Confirms what is true and drops or replaces what is not. A source that is out of reach leaves all as it is. Nothing is
   * kept once `current` says no.
   */
  async run(key: Key, kept: readonly Entry[], call: CallOptions, current: () => boolean): Promise<void> {
    try {
      if (await this.#isTrue(key, kept, call)) kept.forEach((entry) => this.shelf.confirm(entry));
      else if (kept[0]?.size !== -1 && cover(kept, { offset: 0 }, kept[0]?.size)) {
        // It takes the place of the old value, and stays for whom that was pinned.
        const { bytes, version } = await this.source.whole(key, call);
        if (current()) this.shelf.keep(key, { offset: 0, bytes, size: bytes?.length, version });
      } else await this.shelf.forget(key);
    } catch (error) {
      if (!isOutOfReach(error)) throw error;
      this.#restUntil = Date.now() + rest;
    }
  }

  async #isTrue(key: Key, [first]: readonly Entry[], call: CallOptions): Promise<boolean> {
    if (first?.size === -1) return (await this.source.size(key, call)) === undefined;
    if (first?.version === undefined || !this.source.inner.getRangesVersioned) return false;
    // One byte: no condition in a header, which would need a preflight.
    const read = await this.source.ranges(key, [{ offset: 0, length: 1 }], call);
    return read?.version === first.version;
  }
}
