import type { Bytes, Key, Version } from "@zarrkit/plugin-api";

/** What is known of a value or of a part of one. `bytes: undefined`: there is none. */
export interface Known {
  readonly bytes: Bytes | undefined;
  readonly version?: Version | undefined;
  /** Bytes of the whole value, where they were told with a part of it. */
  readonly size?: number | undefined;
}

interface Entry extends Known {
  readonly key: Key;
  readonly part: string;
  readonly cost: number;
}

/** What an entry costs beside its bytes: its names and its places in the maps. */
const overhead = 200;

/** Values and parts of values up to a number of bytes; what was not used for longest goes first. */
export class RecentBytes {
  /** From the longest unused to the latest used. */
  readonly #order = new Set<Entry>();
  readonly #byKey = new Map<Key, Map<string, Entry>>();
  #cost = 0;

  constructor(readonly budget: number) {}

  get(key: Key, part: string): Known | undefined {
    const entry = this.#byKey.get(key)?.get(part);
    if (entry) {
      this.#order.delete(entry);
      this.#order.add(entry);
    }
    return entry;
  }

  /** Keeps it unless it is larger than all there is room for. A view keeps its whole buffer alive, so of one a copy is kept. */
  set(key: Key, part: string, { bytes, version, size }: Known): void {
    const cost = overhead + (bytes?.length ?? 0);
    if (cost > this.budget) return;
    this.#remove(this.#byKey.get(key)?.get(part));
    const own = bytes && bytes.length < bytes.buffer.byteLength ? new Uint8Array(bytes) : bytes;
    const entry = { key, part, cost, bytes: own, version, size };
    this.#order.add(entry);
    const parts = this.#byKey.get(key) ?? new Map<string, Entry>();
    this.#byKey.set(key, parts.set(part, entry));
    this.#cost += cost;
    for (const oldest of this.#order) {
      if (this.#cost <= this.budget) break;
      this.#remove(oldest);
    }
  }

  /** Forgets a value and all its parts. */
  drop(key: Key): void {
    for (const entry of this.#byKey.get(key)?.values() ?? []) this.#remove(entry);
  }

  clear(): void {
    this.#order.clear();
    this.#byKey.clear();
    this.#cost = 0;
  }

  #remove(entry: Entry | undefined): void {
    if (!entry || !this.#order.delete(entry)) return;
    const parts = this.#byKey.get(entry.key);
    parts?.delete(entry.part);
    if (parts?.size === 0) this.#byKey.delete(entry.key);
    this.#cost -= entry.cost;
  }
}
