import type { Key } from "@zarrkit/plugin-api";
import { costOf, type Entry } from "./entry.js";

/** The entries that are known, from the longest unused to the latest used, and what they take together. */
export class Entries {
  readonly #byName = new Map<string, Entry>();
  readonly #byKey = new Map<Key, Set<Entry>>();
  #cost = 0;
  #pinned = 0;

  get cost(): number {
    return this.#cost;
  }

  /** Of that, what is pinned. */
  get pinned(): number {
    return this.#pinned;
  }

  get size(): number {
    return this.#byName.size;
  }

  [Symbol.iterator](): Iterator<Entry> {
    return this.#byName.values();
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** What is kept of a value; all of one state of it. */
  of(key: Key): ReadonlySet<Entry> | undefined {
    return this.#byKey.get(key);
  }

  add(entry: Entry): void {
    this.#byName.set(entry.name, entry);
    const entries = this.#byKey.get(entry.key) ?? new Set();
    this.#byKey.set(entry.key, entries.add(entry));
    this.#cost += costOf(entry);
    if (entry.pins.size > 0) this.#pinned += costOf(entry);
  }

  remove(entry: Entry): boolean {
    if (!this.#byName.delete(entry.name)) return false;
    const entries = this.#byKey.get(entry.key);
    entries?.delete(entry);
    if (entries?.size === 0) this.#byKey.delete(entry.key);
    this.#cost -= costOf(entry);
    if (entry.pins.size > 0) this.#pinned -= costOf(entry);
    return true;
  }

  /** From now on it is the latest used. */
  use(entry: Entry): void {
    if (this.#byName.delete(entry.name)) this.#byName.set(entry.name, entry);
  }

  pin(entry: Entry, pin: string): void {
    if (entry.pins.size === 0 && this.#byName.has(entry.name)) this.#pinned += costOf(entry);
    entry.pins.add(pin);
  }

  unpin(pin: string): void {
    for (const entry of this.#byName.values()) {
      if (entry.pins.delete(pin) && entry.pins.size === 0) this.#pinned -= costOf(entry);
    }
  }
}
