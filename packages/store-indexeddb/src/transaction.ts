import { type CallOptions, onAbort } from "@zarrkit/plugin-api";
import type { Connection } from "./connection.js";
import { blocks, entries } from "./layout.js";

export interface Stores {
  readonly entries: IDBObjectStore;
  readonly blocks: IDBObjectStore;
}

/** What a request answers. Inside a transaction nothing else may be awaited: it would commit meanwhile. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** One state of the database: what the task reads was all there at one moment. */
export function reading<T>(
  connection: Connection,
  options: CallOptions | undefined,
  task: (stores: Stores) => Promise<T>,
): Promise<T> {
  return transact(connection, "readonly", "default", options?.signal, task);
}

/** Resolves when the task's writes are committed; when the task or one of them fails, none is. */
export function writing<T>(
  connection: Connection,
  durability: IDBTransactionDurability,
  options: CallOptions | undefined,
  task: (stores: Stores) => Promise<T>,
): Promise<T> {
  return transact(connection, "readwrite", durability, options?.signal, task);
}

function transact<T>(
  connection: Connection,
  mode: IDBTransactionMode,
  durability: IDBTransactionDurability,
  signal: AbortSignal | undefined,
  task: (stores: Stores) => Promise<T>,
): Promise<T> {
  return connection.begin(mode, durability, [entries, blocks], signal, async (transaction) => {
    const ended = endOf(transaction);
    const leave = onAbort(signal, () => undo(transaction));
    try {
      const stores = { entries: transaction.objectStore(entries), blocks: transaction.objectStore(blocks) };
      const result = await task(stores);
      if (mode === "readwrite") await ended;
      return result;
    } catch (error) {
      undo(transaction);
      signal?.throwIfAborted();
      // The reason of the whole, where a request only says that it was ended.
      throw transaction.error ?? error;
    } finally {
      leave();
    }
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException("It was ended.", "AbortError"));
  });
  // Heard by those that wait for it, and no failure of the page otherwise.
  ended.catch(() => {});
  return ended;
}

/** Does nothing to a transaction that has come to its end. */
function undo(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {}
}
