import {
  type Bytes,
  type CallOptions,
  type Key,
  keySegments,
  type Store,
  type WriteOptions,
  ZarrError,
} from "@zarrkit/plugin-api";
import { encodeDirectory } from "./format/encode-end.js";
import { requireName } from "./format/encode-headers.js";
import { type Entry, headerOf } from "./format/entry.js";
import { isDocument } from "./read/documents.js";
import { encodeEntry } from "./write/encode-entry.js";
import { Gate } from "./write/gate.js";
import { jsonFirst } from "./write/json-first.js";
import { checkLevel, commentOf, type WriteSettings } from "./write/options.js";

export type { WriteSettings } from "./write/options.js";

/** What takes the archive: a `WritableStream`, that of a download, a file, or a request. */
export type ByteStream = Pick<WritableStream<Uint8Array<ArrayBuffer>>, "getWriter">;

/**
 * A store that writes an archive as one forward stream, for downloads and uploads: it is complete after `close()`. Metadata
 * documents are kept, and sent before the first other value, the root's first, as RFC-9 wants it; they can be read back.
 * A value that was sent cannot: reading one, and so writing a part of a chunk, is `unsupported`. One that is written twice,
 * or deleted, leaves its bytes in the stream. `abort()` ends the stream without a directory.
 */
export function zipStream(stream: ByteStream, options: WriteSettings = {}) {
  checkLevel(options.compress);
  const comment = commentOf(options) ?? new Uint8Array(0);
  const writer = stream.getWriter();
  const gate = new Gate();
  const entries = new Map<Key, Entry>();
  const documents = new Map<Key, Bytes>();
  const waiting = new Set<Key>();
  let position = 0;
  let isOpen = true;
  let areSent = false;
  /** Why the stream broke: then nobody knows what arrived of it, and nothing can follow. */
  let broken: { readonly error: unknown } | undefined;

  async function send(bytes: Bytes): Promise<void> {
    if (broken) throw broken.error;
    try {
      await writer.ready;
      // A copy, since a stream may read it later.
      await writer.write(new Uint8Array(bytes));
    } catch (error) {
      broken = { error };
      throw error;
    }
  }

  async function add(key: Key, bytes: Bytes): Promise<void> {
    const { entry, local, data } = await encodeEntry(key, bytes, position, options.compress);
    await send(local);
    await send(data);
    position = entry.limit;
    entries.set(key, entry);
  }

  async function sendDocuments(): Promise<void> {
    areSent = true;
    for (const { key } of jsonFirst(Array.from(waiting, (key) => ({ key })))) {
      waiting.delete(key);
      await add(key, documents.get(key)!);
    }
  }

  function requireOpen(): void {
    if (!isOpen)
      throw new ZarrError("store-failed", "The archive that was streamed is closed: nothing can be added to it.");
  }

  function has(key: Key): boolean {
    return documents.has(key) || entries.has(key);
  }

  function require(key: Key, { onlyIf, signal }: WriteOptions): void {
    signal?.throwIfAborted();
    requireOpen();
    if (onlyIf === undefined || (onlyIf === "absent" && !has(key))) return;
    if (onlyIf === "absent") {
      throw new ZarrError("conflict", `${JSON.stringify(key)} was written to the stream already.`, { fields: { key } });
    }
    throw new ZarrError("unsupported", `A stream keeps no versions: ${JSON.stringify(key)} cannot be written by one.`, {
      fields: { key },
    });
  }

  return {
    traits: { conditionalWrites: "create", concurrency: 1 },

    async get(key: Key, call?: CallOptions) {
      call?.signal?.throwIfAborted();
      const document = documents.get(key);
      if (document || !entries.has(key)) return document?.slice();
      throw new ZarrError(
        "unsupported",
        `${JSON.stringify(key)} has been sent, and a stream cannot be read: write whole chunks, each once, or write to a file (@zarrkit/store-zip/archive).`,
        { fields: { key } },
      );
    },

    async set(key: Key, bytes: Bytes, call: WriteOptions = {}) {
      keySegments(key);
      requireName(key);
      return gate.alone(async () => {
        require(key, call);
        if (isDocument(key)) documents.set(key, new Uint8Array(bytes));
        if (isDocument(key) && !areSent) return void waiting.add(key);
        if (!areSent) await sendDocuments();
        await add(key, bytes);
      });
    },

    async delete(key: Key, call: WriteOptions = {}) {
      return gate.alone(async () => {
        require(key, call);
        documents.delete(key);
        waiting.delete(key);
        entries.delete(key);
      });
    },

    /** Resolves when everything written before was taken by the stream, documents included. */
    flush: () =>
      gate.alone(async () => {
        if (isOpen) await sendDocuments();
      }),

    /** Sends the directory and closes the stream. */
    close: () =>
      gate.alone(async () => {
        if (!isOpen) return;
        await sendDocuments();
        const headers = jsonFirst(entries.values()).map(headerOf);
        await send(encodeDirectory(headers, position, { comment, always64: options.ozx !== undefined }));
        await writer.close();
        isOpen = false;
      }),

    /** Gives the archive up: the stream is aborted, and what has arrived of it is no archive. */
    async abort(reason?: unknown) {
      isOpen = false;
      await writer.abort(reason);
    },
  } satisfies Store & Record<string, unknown>;
}
