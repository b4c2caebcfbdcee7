import { type Bytes, type Key, type Store, type Version, type Writable, ZarrError } from "@zarrkit/plugin-api";
import { Entries } from "./entries.js";
import { endOf } from "./cover.js";
import { costOf, type Entry, printHeader } from "./entry.js";
import { Files } from "./files.js";
import { IndexFile } from "./index-file.js";

/** Milliseconds until the index is saved after something was kept or removed: a burst is one save. */
const soon = 500;
/** The same when only the order changed, which may be lost: nothing waits for it, no process stays alive for it. */
const later = 10_000;

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
  readonly #files: Files;
  readonly #index: IndexFile;
  readonly #written = new Map<Entry, Promise<void>>();
  /** Names removed since the last save, which another's list must not bring back. */
  readonly #gone = new Set<string>();
  /** Below it lies something while files may be ahead of the index. */
  readonly #marks: string;
  #budget: number;
  #opening: Promise<void> | undefined;
  #mark: { readonly key: Key; readonly made: Promise<void> } | undefined;
  #timer: { readonly delay: number; readonly id: ReturnType<typeof setTimeout> } | undefined;

  constructor(
    readonly store: Store & Writable,
    readonly options: ShelfOptions,
  ) {
    this.#files = new Files(store, `${options.folder}parts/`);
    this.#index = new IndexFile(store, `${options.folder}index`);
    this.#marks = `${options.folder}unsaved/`;
    this.#budget = options.bytes;
  }

  /** To be awaited before anything else; reads the index the first time. */
  open(): Promise<void> {
    this.#opening ??= this.#open().catch(this.options.onProblem);
    return this.#opening;
  }

  async #open(): Promise<void> {
    const index = await this.#index.load();
    const marks: Key[] = [];
    for await (const key of this.store.list?.(this.#marks) ?? []) marks.push(key);
    const unsure = !index || marks.length > 0;
    const names = unsure ? await this.#files.names() : undefined;
    for (const entry of index ?? []) {
      if (!names || entry.header === 0 || names.has(entry.name)) this.#adopt(entry);
    }
    for (const name of names ?? []) {
      if (this.#entries.has(name)) continue;
      const entry = await this.#files.entryOf(name);
      if (entry) this.#adopt(entry);
      else await this.#files.remove(name);
    }
    this.#evict(0);
    if (marks.length === 0) return;
    await this.flush();
    await Promise.all(marks.map((key) => this.store.delete(key)));
  }

  /** What is kept of a value, all of one state of it. */
  of(key: Key): ReadonlySet<Entry> | undefined {
    return this.#entries.of(key);
  }

  /** Some of an entry, counted from the beginning of the value; `undefined` when its file is gone. */
  async read(entry: Entry, offset: number, length: number): Promise<Bytes | undefined> {
    const bytes = await this.#files.read(entry, offset - entry.offset, length).catch(this.options.onProblem);
    if (!bytes) this.remove(entry);
    else this.use(entry);
    return bytes ?? undefined;
  }

  use(entry: Entry): void {
    this.#entries.use(entry);
    this.#changed(later);
  }

  /** The entry was found to be as the value is now. */
  confirm(entry: Entry): void {
    entry.checked = Date.now();
    this.#changed(later);
  }

  /** Keeps what was read, in place of what it makes superfluous; nothing when there is no room. */
  keep(key: Key, { offset, bytes, size, version }: Found): void {
    const checked = Date.now();
    const header = bytes && printHeader({ key, offset, size, version, checked });
    const told = { key, offset, length: bytes?.length ?? 0, size: bytes ? size : -1, version, checked };
    const entry: Entry = { ...told, name: freshName(), header: header?.length ?? 0, pins: new Set() };
    for (const other of [...(this.of(key) ?? [])]) {
      if (this.#agree(entry, other) && !covers(entry, other)) continue;
      for (const pin of other.pins) entry.pins.add(pin);
      this.remove(other);
    }
    if (!this.#evict(costOf(entry))) return;
    this.#entries.add(entry);
    this.#changed();
    if (!bytes || !header) return;
    const written = this.#write(entry, header, bytes);
    this.#written.set(entry, written);
    written.catch(this.options.onProblem).finally(() => this.#written.delete(entry));
  }

  /** Once the entry's bytes are in its file. */
  written(entry: Entry): Promise<void> {
    return this.#written.get(entry) ?? Promise.resolve();
  }

  async #write(entry: Entry, header: Bytes, bytes: Bytes): Promise<void> {
    const write = () => this.#files.write(entry.name, header, bytes);
    try {
      await this.#marked();
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

  #marked(): Promise<void> {
    if (!this.#mark) {
      const key = `${this.#marks}${freshName()}`;
      this.#mark = { key, made: this.store.set(key, new Uint8Array(0)) };
    }
    return this.#mark.made;
  }

  /** Once so few bytes are on their way to files that more may come. */
  async room(): Promise<void> {
    if (this.#files.crowded) await this.#files.settled();
  }

  remove(entry: Entry): Promise<void> {
    if (!this.#entries.remove(entry)) return Promise.resolve();
    this.#gone.add(entry.name);
    this.#changed();
    return entry.header === 0 ? Promise.resolve() : this.#files.remove(entry.name).catch(this.options.onProblem);
  }

  /** Once nothing of the value is kept any more, here or for who opens the files later. */
  async forget(key: Key): Promise<void> {
    await Promise.all([...(this.of(key) ?? [])].map((entry) => this.remove(entry)));
  }

  pin(entry: Entry, name: string): void {
    entry.pins.add(name);
    this.#changed();
  }

  unpin(name: string): void {
    for (const entry of this.#entries) entry.pins.delete(name);
    this.#changed();
  }

  usage() {
    let pinned = 0;
    for (const entry of this.#entries) if (entry.pins.size > 0) pinned += costOf(entry);
    return { bytes: this.#entries.cost, entries: this.#entries.size, pinned };
  }

  async clear(): Promise<void> {
    await Promise.all([...this.#entries].map((entry) => this.remove(entry)));
    await this.flush();
  }

  /** Once all that was kept is in its file, and the index knows it. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer?.id);
    this.#timer = undefined;
    await Promise.allSettled(this.#written.values());
    const gone = [...this.#gone];
    const mark = this.#mark;
    this.#mark = undefined;
    await this.#index.save((there) => {
      for (const entry of there) {
        if (!this.#entries.has(entry.name) && !this.#gone.has(entry.name)) this.#adopt(entry);
      }
      return [...this.#entries];
    });
    for (const name of gone) this.#gone.delete(name);
    if (mark) await this.store.delete(mark.key);
  }

  #changed(delay = soon): void {
    if (this.#timer && this.#timer.delay <= delay) return;
    clearTimeout(this.#timer?.id);
    const id = setTimeout(() => {
      this.flush().catch(this.options.onProblem);
    }, delay);
    if (delay === later) (id as { unref?(): void }).unref?.();
    this.#timer = { delay, id };
  }

  /** Takes in what another kept, or what a file says it is, unless something newer is known. */
  #adopt(entry: Entry): void {
    const vouched =
      entry.version !== undefined || this.options.immutable || entry.size === entry.length || entry.size === -1;
    const others = [...(this.of(entry.key) ?? [])].filter((other) => !this.#agree(entry, other));
    if (!vouched || others.some((other) => other.checked >= entry.checked)) {
      this.#files.remove(entry.name).catch(this.options.onProblem);
      return;
    }
    for (const other of others) this.remove(other);
    this.#entries.add(entry);
  }

  /** Whether two entries of a value are of one state of it. */
  #agree(one: Entry, other: Entry): boolean {
    if (one.size === -1 || other.size === -1 || one.version !== other.version) return false;
    return one.version !== undefined || this.options.immutable;
  }

  /** Makes room for so many bytes; false when what is pinned leaves none. */
  #evict(cost: number): boolean {
    for (const entry of this.#entries) {
      if (this.#entries.cost + cost <= this.#budget) break;
      if (entry.pins.size === 0) this.remove(entry);
    }
    return this.#entries.cost + cost <= this.#budget;
  }
}

/** Whether one entry leaves nothing to another of the same state of the value. */
function covers(entry: Entry, other: Entry): boolean {
  const told = entry.size !== undefined || other.size === undefined;
  return told && entry.offset <= other.offset && endOf(entry) >= endOf(other);
}

export function noRoom(key: Key, bytes: number): ZarrError {
  const message = `There is no room to keep ${key}: what is pinned fills the ${bytes} bytes there are. Unpin something, or raise the option bytes.`;
  return new ZarrError("limit-exceeded", message, { fields: { key } });
}

/** No other page or process makes the same. */
function freshName(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(2));
  return Array.from(numbers, (number) => number.toString(16).padStart(8, "0")).join("");
}
