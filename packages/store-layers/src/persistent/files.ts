import { type Bytes, rangeWithin, type Store, type Writable } from "@zarrkit/plugin-api";
import { type Entry, parseHeader } from "./entry.js";

/** A header is shorter: keys and versions are. */
const longestHeader = 16_384;
/** Bytes on their way to files, above which whoever brings more has to wait. */
const muchPending = 2 ** 26;

/** The files of entries, below a folder of a writable store. A file is written once and never changed. */
export class Files {
  /** Files on their way, to be read from here. */
  readonly #pending = new Map<string, { readonly file: Bytes; readonly written: Promise<void> }>();
  readonly #busy = new Set<Promise<unknown>>();
  #pendingBytes = 0;

  /** @param folder a path that ends in a slash */
  constructor(
    readonly store: Store & Writable,
    readonly folder: string,
  ) {}

  /** Many names in one folder are slow on some disks. */
  #keyOf(name: string): string {
    return `${this.folder}${name.slice(0, 2)}/${name}`;
  }

  get crowded(): boolean {
    return this.#pendingBytes > muchPending;
  }

  /** Writes once `ready`; from now on the file can be read. */
  write(name: string, header: Bytes, bytes: Bytes, ready: Promise<void>): Promise<void> {
    const file = new Uint8Array(header.length + bytes.length);
    file.set(header);
    file.set(bytes, header.length);
    this.#pendingBytes += file.length;
    const set = () => this.store.set(this.#keyOf(name), file);
    const written = ready.then(set).finally(() => {
      this.#pending.delete(name);
      this.#pendingBytes -= file.length;
    });
    this.#pending.set(name, { file, written });
    return this.#during(written);
  }

  #during<T>(task: Promise<T>): Promise<T> {
    const over = () => void this.#busy.delete(task);
    this.#busy.add(task);
    task.then(over, over);
    return task;
  }

  /** Some of the part that an entry keeps, counted from its beginning; `undefined` when its file is gone or cut short. */
  async read({ name, header, length: kept }: Entry, offset: number, length: number): Promise<Bytes | undefined> {
    if (length === 0) return new Uint8Array(0);
    const range = { offset: header + offset, length };
    const pending = this.#pending.get(name)?.file;
    const key = this.#keyOf(name);
    const part = !pending && this.store.getRange && length < kept ? await this.store.getRange(key, range) : undefined;
    const file = pending ?? (part ? undefined : await this.store.get(key));
    const bytes = file ? cut(file, range) : part;
    return bytes?.length === length ? bytes : undefined;
  }

  /** Once no file of that name is there or on its way. */
  remove(name: string): Promise<void> {
    const remove = () => this.store.delete(this.#keyOf(name));
    return this.#during(this.#pending.get(name)?.written.then(remove, remove) ?? remove());
  }

  /** Once all that was to be written or removed has been, or failed. */
  async settled(): Promise<void> {
    while (this.#busy.size > 0) await Promise.allSettled(this.#busy);
  }

  /** Names of the files that are there; `undefined` where the store cannot list. */
  async names(): Promise<Set<string> | undefined> {
    if (!this.store.list) return undefined;
    const names = new Set<string>();
    for await (const key of this.store.list(this.folder)) {
      const name = key.slice(this.folder.length).replace(/^..\//, "");
      if (/^[0-9a-f]{16}$/.test(name)) names.add(name);
    }
    return names;
  }

  /** The entry that a file says it is. */
  async entryOf(name: string): Promise<Entry | undefined> {
    const { store } = this;
    const key = this.#keyOf(name);
    if (!store.getRange || !store.size) {
      const file = await store.get(key);
      return file && parseHeader(name, file, file.length);
    }
    const [start, size] = [await store.getRange(key, { offset: 0, length: longestHeader }), await store.size(key)];
    return start && size !== undefined ? parseHeader(name, start, size) : undefined;
  }
}

function cut(file: Bytes, range: { offset: number; length: number }): Bytes {
  const { offset, length } = rangeWithin(range, file.length);
  return file.subarray(offset, offset + length);
}

/** No other page or process makes the same. */
export function freshName(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(2));
  return Array.from(numbers, (number) => number.toString(16).padStart(8, "0")).join("");
}
