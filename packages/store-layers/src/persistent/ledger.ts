import { type Key, type Store, type Writable } from "@zarrkit/plugin-api";
import type { Entry } from "./entry.js";
import { freshName } from "./files.js";
import { IndexFile } from "./index-file.js";

/** Milliseconds until the index is saved after something was kept or removed: a burst is one save. */
const soon = 500;
/** The same when only the order changed, which may be lost: nothing waits for it, no process stays alive for it. */
const later = 10_000;

/** What the ledger keeps the book of. */
export interface Book {
  /** In the order they were used. */
  entries(): Iterable<Entry>;
  has(name: string): boolean;
  /** Takes in what another page or process kept; false when something else is known of that value. */
  adopt(entry: Entry): boolean;
  /** Once all files are there that entries speak of. */
  settled(): Promise<void>;
}

/** Saves the index now and then, and leaves a mark while files may be ahead of it. */
export class Ledger {
  readonly #index: IndexFile;
  readonly #marks: string;
  /** Names removed since the last save, which another's list must not bring back. */
  readonly #gone = new Set<string>();
  #mark: { readonly key: Key; readonly made: Promise<void> } | undefined;
  #saving: Promise<void> = Promise.resolve();
  #timer: { readonly delay: number; readonly id: ReturnType<typeof setTimeout> } | undefined;

  constructor(
    readonly store: Store & Writable,
    folder: string,
    readonly book: Book,
    readonly onProblem: (error: unknown) => void,
  ) {
    this.#index = new IndexFile(store, `${folder}index`);
    this.#marks = `${folder}unsaved/`;
  }

  /** The entries that were saved, and the marks of those who may have kept more; `undefined`: no index can be read. */
  async load(): Promise<{ readonly entries: readonly Entry[] | undefined; readonly marks: readonly Key[] }> {
    const entries = await this.#index.load();
    const marks: Key[] = [];
    for await (const key of this.store.list?.(this.#marks) ?? []) marks.push(key);
    return { entries, marks };
  }

  /** To be awaited before a file is written that the index does not know. */
  mark(): Promise<void> {
    if (!this.#mark) {
      const key = `${this.#marks}${freshName()}`;
      this.#mark = { key, made: this.store.set(key, new Uint8Array(0)) };
    }
    return this.#mark.made;
  }

  removed(name: string): void {
    this.#gone.add(name);
    this.#schedule(soon);
  }

  kept(): void {
    this.#schedule(soon);
  }

  used(): void {
    this.#schedule(later);
  }

  /** Once the index knows all that was kept. One save at a time. */
  save(): Promise<void> {
    clearTimeout(this.#timer?.id);
    this.#timer = undefined;
    const save = () => this.#save();
    this.#saving = this.#saving.then(save, save);
    return this.#saving;
  }

  async #save(): Promise<void> {
    await this.book.settled();
    const gone = [...this.#gone];
    const mark = this.#mark;
    this.#mark = undefined;
    await this.#index.save((there) => {
      const unknown = there.filter(({ name }) => !this.book.has(name) && !this.#gone.has(name));
      // What another knows better stays in the list for whoever opens it next.
      const foreign = unknown.filter((entry) => !this.book.adopt(entry));
      return [...foreign, ...this.book.entries()];
    });
    for (const name of gone) this.#gone.delete(name);
    if (mark) await this.store.delete(mark.key);
  }

  #schedule(delay: number): void {
    if (this.#timer && this.#timer.delay <= delay) return;
    clearTimeout(this.#timer?.id);
    const id = setTimeout(() => {
      this.save().catch(this.onProblem);
    }, delay);
    if (delay === later) (id as { unref?(): void }).unref?.();
    this.#timer = { delay, id };
  }
}
