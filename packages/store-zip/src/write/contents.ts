import { type Bytes, type Key, ZarrError } from "@zarrkit/plugin-api";
import { encodeDirectory } from "../format/encode-end.js";
import { type Entry, headerOf } from "../format/entry.js";
import type { Loaded } from "../read/load-directory.js";
import { headerLength } from "../read/local-header.js";
import type { Sink } from "../sink.js";
import { copyEntries } from "./copy-entries.js";
import { encodeEntry } from "./encode-entry.js";
import { jsonFirst } from "./json-first.js";

export interface ContentsOptions {
  readonly comment: Bytes;
  readonly always64: boolean;
  readonly compress: number | undefined;
  /** Whether the directory must be written even if no value is. */
  readonly isChanged: boolean;
}

/** Header and data up to this are one write. */
const joinedUpTo = 65_536;

/** The contents of an archive that is written to. Its calls must not overlap; the first directory is none for a new one. */
export function createContents(sink: Sink, found: Loaded | undefined, options: ContentsOptions) {
  let entries = new Map<Key, Entry>(found?.entries);
  let folders = found?.folders ?? [];
  /** Where the next bytes go: after all that is there, also after what a broken append left. */
  let end = found ? found.end + found.trailing : 0;
  let directoryLength = found?.length ?? 0;
  let trailing = found?.trailing ?? 0;
  let isChanged = options.isChanged;
  let sorted: readonly Key[] | undefined;

  function headers(of: ReadonlyMap<Key, Entry>, others: readonly Bytes[]): Bytes[] {
    return [...jsonFirst(of.values()).map(headerOf), ...others];
  }

  function changed(): void {
    isChanged = true;
    sorted = undefined;
  }

  return {
    get entries(): ReadonlyMap<Key, Entry> {
      return entries;
    },

    get keys(): readonly Key[] {
      return (sorted ??= [...entries.keys()].sort());
    },

    get deadBytes(): number {
      const live = [...entries.values()].reduce((sum, entry) => sum + headerLength(entry) + entry.compressedSize, 0);
      return end - live - directoryLength;
    },

    /** Adds a value after everything that is there. */
    async set(key: Key, bytes: Bytes): Promise<void> {
      const { entry, local, data } = await encodeEntry(key, bytes, end, options.compress);
      if (data.length <= joinedUpTo) await sink.write(joined(local, data), end);
      else {
        await sink.write(local, end);
        await sink.write(data, end + local.length);
      }
      end = entry.limit;
      entries.set(key, entry);
      changed();
    },

    delete(key: Key): void {
      if (entries.delete(key)) changed();
    },

    /** Writes a directory after everything that is there. What it names is durable before it is, so that none names what is not. */
    async flush(): Promise<void> {
      if (!isChanged) return;
      if (!sink.isAtomic) await sink.flush();
      const directory = encodeDirectory(headers(entries, folders), end, options);
      await sink.write(directory, end);
      // At once: what is there may be read, also if it does not become durable.
      end += directory.length;
      directoryLength = directory.length;
      // A write that failed before may have reached further.
      if ((await sink.size()) > end) await sink.truncate(end);
      await sink.flush();
      trailing = 0;
      isChanged = false;
    },

    /** Cuts off what a broken append left; answers how many bytes that were. */
    async repair(): Promise<number> {
      const removed = trailing;
      if (removed === 0) return 0;
      await sink.truncate(end - removed);
      await sink.flush();
      end -= removed;
      trailing = 0;
      return removed;
    },

    /** Writes the values alone, documents first, to another sink, or in this one's place. */
    async compact(into: Sink | undefined): Promise<void> {
      if (into && (await into.size()) > 0) throw notEmpty(into);
      if (!into && !sink.replace) throw irreplaceable(sink);
      let copied = new Map<Key, Entry>();
      let position = 0;
      let directory: Bytes = new Uint8Array(0);
      const fill = async (write: Sink["write"]) => {
        ({ entries: copied, position } = await copyEntries(sink, jsonFirst(inPlace(entries)), write));
        directory = encodeDirectory(headers(copied, []), position, options);
        await write(directory, position);
      };
      if (into) {
        await fill((bytes, at) => into.write(bytes, at));
        return into.flush();
      }
      await sink.replace?.(fill);
      entries = copied;
      folders = [];
      directoryLength = directory.length;
      end = position + directoryLength;
      trailing = 0;
      isChanged = false;
    },
  };
}

export type Contents = ReturnType<typeof createContents>;

function inPlace(entries: ReadonlyMap<Key, Entry>): Entry[] {
  return [...entries.values()].sort((a, b) => a.offset - b.offset);
}

function joined(first: Bytes, second: Bytes): Bytes {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

function notEmpty(sink: Sink): ZarrError {
  return new ZarrError("invalid-argument", `${sink.name} is not empty: an archive is compacted into a new file.`);
}

function irreplaceable(sink: Sink): ZarrError {
  const problem = `${sink.name} cannot be replaced in one step: hand compact() another, empty sink.`;
  return new ZarrError("unsupported", problem, { fields: { archive: sink.name } });
}
