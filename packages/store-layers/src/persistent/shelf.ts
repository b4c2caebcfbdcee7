import { type Bytes, type Key, type Store, type Version, type Writable, ZarrError } from "@zarrkit/plugin-api";
import { covers, type Slice } from "./cover.js";
import { Entries } from "./entries.js";
import { areOfOneState, costOf, type Entry, printHeader } from "./entry.js";
import { Files, freshName } from "./files.js";
import { takeInventory } from "./inventory.js";
import { Ledger } from "./ledger.js";

export interface ShelfOptions {
  /** A path that ends in a slash. */
  readonly folder: string;
  /** Bytes that all may take. */
  readonly bytes: number;
  /** Values never change, so parts without a version are of one state. */
  readonly immutable: boolean;
  /** Told of what failed behind the caller's back. */
  readonly onProblem: (error: unknown) => void;
}

/** What a value or a part of it was when it was read. */
export interface Found {
  readonly offset: number;
  /** `undefined`: there is no value. */
  readonly bytes: Bytes | undefined;
  readonly size: number | undefined;
  readonly version: Version | undefined;
}

/**
 * Parts of values in the files of a writable store, up to a number of bytes; what was not used for longest and is not pinned
 * goes first. An index remembers the order. Files say themselves what they are, so that one which the index does not know,
 * since the page was closed before it was saved, is found again; and one that is gone is a part that is not there. Several
 * pages or processes may share the files.
 */
export class Shelf {
  readonly #entries = new Entries();
  readonly #written = new Map<Entry, Promise<void>>();
  readonly #files: Files;
  readonly #ledger: Ledger;
  #budget: number;
  #opening: Promise<void> | undefined;

  constructor(
    store: Store & Writable,
    readonly options: ShelfOptions,
  ) {
    const { folder, bytes, onProblem } = options;
    const entries = this.#entries;
    this.#files = new Files(store, `${folder}parts/`);
    this.#budget = bytes;
    const book = {
      entries: () => entries,
      has: (name: string) => entries.has(name),
      adopt: (entry: Entry) => this.#adopt(entry),
      settled: async () => {
        await Promise.allSettled(this.#written.values());
        await this.#files.settled();
      },
    };
    this.#ledger = new Ledger(store, folder, book, onProblem);
  }

  /** To be awaited before anything else; reads the index the first time. */
  open(): Promise<void> {
    this.#opening ??= this.#open().catch(this.options.onProblem);
    return this.#opening;
  }

  async #open(): Promise<void> {
    const marks = await takeInventory(this.#ledger, this.#files, {
      has: (name) => this.#entries.has(name),
      adopt: (entry) => this.#adopt(entry),
    });
    this.#evict(0);
    if (marks.length === 0) return;
    await this.#ledger.save();
    await Promise.all(marks.map((key) => this.#ledger.store.delete(key)));
  }

  /** What is kept of a value, all of one state of it. */
  of(key: Key): ReadonlySet<Entry> | undefined {
    return this.#entries.of(key);
  }

  /** The bytes of slices, one after the other; `undefined` when a file is gone. */
  async read(slices: readonly Slice[]): Promise<Bytes | undefined> {
    const pieces = await Promise.all(slices.map((slice) => this.#readSlice(slice)));
    if (pieces.includes(undefined)) return undefined;
    return joined(pieces as Bytes[]);
  }

  async #readSlice({ entry, offset, length }: Slice): Promise<Bytes | undefined> {
    const bytes = await this.#files.read(entry, offset - entry.offset, length).catch(this.options.onProblem);
    if (bytes) return bytes;
    void this.remove(entry);
    return undefined;
  }

  /** The entry was used just now, for the sake of whoever pins it. */
  use(entry: Entry, pin: string | undefined): void {
    this.#entries.use(entry);
    if (pin === undefined) return this.#ledger.used();
    this.#entries.pin(entry, pin);
    this.#ledger.kept();
  }

  /** The entry was found to be as the value is now. */
  confirm(entry: Entry): void {
    entry.checked = Date.now();
    this.#ledger.used();
  }

  /** Keeps what was read, in place of what it makes superfluous; nothing when there is no room. */
  keep(key: Key, { offset, bytes, size, version }: Found): void {
    const checked = Date.now();
    const header = bytes && printHeader({ key, offset, size, version, checked });
    const told = { key, offset, length: bytes?.length ?? 0, size: bytes ? size : -1, version, checked };
    const entry: Entry = { ...told, name: freshName(), header: header?.length ?? 0, pins: new Set() };
    for (const other of [...(this.of(key) ?? [])]) {
      if (areOfOneState(entry, other, this.options.immutable) && !covers(entry, other)) continue;
      for (const pin of other.pins) entry.pins.add(pin);
      void this.remove(other);
    }
    if (!this.#evict(costOf(entry))) return;
    this.#entries.add(entry);
    this.#ledger.kept();
    if (!bytes || !header) return;
    const written = this.#write(entry, header, bytes);
    this.#written.set(entry, written);
    written.catch(this.options.onProblem).finally(() => this.#written.delete(entry));
  }

  async #write(entry: Entry, header: Bytes, bytes: Bytes): Promise<void> {
    const write = () => this.#files.write(entry.name, header, bytes, this.#ledger.mark());
    try {
      await write().catch(async () => {
        // Most likely there is less room than was thought: what is there is all there can be.
        this.#budget = Math.min(this.#budget, this.#entries.cost - costOf(entry));
        if (!this.#evict(0)) throw noRoom(entry.key, this.#budget);
        await this.#files.settled();
        await write();
      });
    } catch (error) {
      this.#entries.remove(entry);
      throw error;
    }
    // Forgotten on its way.
    if (!this.#entries.has(entry.name)) await this.#files.remove(entry.name);
  }

  /** Once the entry's bytes are in its file. */
  written(entry: Entry): Promise<void> {
    return this.#written.get(entry) ?? Promise.resolve();
  }

  /** Once so few bytes are on their way to files that more may come. */
  async room(): Promise<void> {
    if (this.#files.crowded) await this.#files.settled();
  }

  /** Once it is not there any more, here or for who opens the files later. */
  async remove(entry: Entry): Promise<void> {
    if (!this.#entries.remove(entry)) return;
    this.#ledger.removed(entry.name);
    if (entry.header > 0) await this.#files.remove(entry.name).catch(this.options.onProblem);
  }

  async forget(key: Key): Promise<void> {
    await Promise.all([...(this.of(key) ?? [])].map((entry) => this.remove(entry)));
  }

  async clear(): Promise<void> {
    await Promise.all([...this.#entries].map((entry) => this.remove(entry)));
    await this.save();
  }

  unpin(pin: string): void {
    this.#entries.unpin(pin);
    this.#ledger.kept();
  }

  usage() {
    const { cost, size, pinned } = this.#entries;
    return { bytes: cost, entries: size, pinned };
  }

  /** Once all that was kept is in its file, and the index knows it. */
  save(): Promise<void> {
    return this.#ledger.save();
  }

  /** Takes in what another kept, or what a file says it is, unless something else as new is known, or it proves nothing. */
  #adopt(entry: Entry): boolean {
    const whole = entry.size === entry.length || entry.size === -1;
    if (entry.version === undefined && !this.options.immutable && !whole) return false;
    const others = [...(this.of(entry.key) ?? [])].filter(
      (other) => !areOfOneState(entry, other, this.options.immutable),
    );
    if (others.some((other) => other.checked >= entry.checked)) return false;
    for (const other of others) void this.remove(other);
    this.#entries.add(entry);
    return true;
  }

  /** Makes room for so many bytes; false, with nothing removed, when what is pinned leaves none. */
  #evict(cost: number): boolean {
    if (this.#entries.pinned + cost > this.#budget) return false;
    for (const entry of this.#entries) {
      if (this.#entries.cost + cost <= this.#budget) break;
      if (entry.pins.size === 0) void this.remove(entry);
    }
    return true;
  }
}

export function noRoom(key: Key, bytes: number): ZarrError {
  const message = `There is no room to keep ${key}: what is pinned fills the ${bytes} bytes there are. Unpin something, or raise the option bytes.`;
  return new ZarrError("limit-exceeded", message, { fields: { key } });
}

function joined(pieces: readonly Bytes[]): Bytes {
  if (pieces.length === 1) return pieces[0]!;
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
