import { type Bytes, type CallOptions, type Key, until } from "@zarrkit/plugin-api";
import type { Entry } from "../format/entry.js";
import { guessEnd } from "./local-header.js";
import type { Reader } from "./reader.js";

const document = /(^|\/)(zarr\.json|\.zarray|\.zgroup|\.zattrs|\.zmetadata)$/;

/** Whether a key is that of a metadata document. */
export function isDocument(key: Key): boolean {
  return document.test(key);
}

/** Bytes of a run, and bytes between two documents of one. */
const longestRun = 2 ** 18;
const longestGap = 2 ** 12;

/**
 * Reads documents with those that lie beside them, in one request: whoever opens a node soon asks for its children, or
 * for `.zattrs` after `.zarray`, and writers put documents together (RFC-9 wants them first). The last run is kept.
 */
export function createDocuments(entries: ReadonlyMap<Key, Entry>, reader: Reader) {
  let all: readonly Entry[] | undefined;
  let run: { readonly from: number; readonly to: number; readonly bytes: Promise<Bytes> } | undefined;

  async function read(entry: Entry, call?: CallOptions): Promise<Bytes> {
    if (!run || entry.offset < run.from || guessEnd(entry) > run.to) {
      const { from, to } = around(entry);
      const next = { from, to, bytes: reader.span(from, to - from) };
      run = next;
      next.bytes.catch(() => {
        if (run === next) run = undefined;
      });
    }
    const { from, bytes } = run;
    return reader.fromSpan(entry, (await until(call?.signal, bytes)).subarray(entry.offset - from), call);
  }

  /** The stretch of documents that an entry lies in: those after it first, then those before. */
  function around(entry: Entry): { readonly from: number; readonly to: number } {
    all ??= [...entries.values()].filter(({ key }) => isDocument(key)).sort((a, b) => a.offset - b.offset);
    let first = all.indexOf(entry);
    let last = first;
    let from = entry.offset;
    let to = guessEnd(entry);
    for (let next = all[last + 1]; next && belongs(to, next.offset, guessEnd(next) - from); next = all[++last + 1]) {
      to = guessEnd(next);
    }
    for (
      let before = all[first - 1];
      before && belongs(guessEnd(before), from, to - before.offset);
      before = all[--first - 1]
    ) {
      from = before.offset;
    }
    return { from, to };
  }

  return {
    /** The value of a document. */
    read,
    /** Whether an entry is one that is read like this: not if it alone is longer than a run. */
    reads: (entry: Entry) => isDocument(entry.key) && entry.compressedSize < longestRun,
  };
}

function belongs(end: number, begin: number, length: number): boolean {
  return begin - end <= longestGap && length <= longestRun;
}
