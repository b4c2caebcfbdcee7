import { until } from "@zarrkit/plugin-api";
import { openDatabase } from "./database.js";
import { nameOf } from "./failure.js";

export type Connection = ReturnType<typeof createConnection>;

/**
 * The connection to one database: opened when it is first needed, and again after it was closed. It gives way at once to
 * whoever wants to delete the database or change its layout, so that no tab waits for ours.
 */
export function createConnection(name: string) {
  let opened: Promise<IDBDatabase> | undefined;

  function open(): Promise<IDBDatabase> {
    const opening = openDatabase(name).then((database) => {
      database.onversionchange = () => database.close();
      return database;
    });
    opening.catch(() => {
      if (opened === opening) opened = undefined;
    });
    return opening;
  }

  return {
    /** Begins a transaction and hands it to the task in the same moment, before it could end. */
    async begin<T>(
      mode: IDBTransactionMode,
      durability: IDBTransactionDurability,
      stores: readonly string[],
      signal: AbortSignal | undefined,
      task: (transaction: IDBTransaction) => Promise<T>,
    ): Promise<T> {
      for (let tries = 1; ; tries++) {
        const opening = (opened ??= open());
        const database = await until(signal, opening);
        let transaction: IDBTransaction;
        try {
          transaction = database.transaction(stores, mode, { durability });
        } catch (error) {
          // It was closed: given up to another tab, or by the browser, which clears the site's data.
          if (nameOf(error) !== "InvalidStateError" || tries === 5) throw error;
          if (opened === opening) opened = undefined;
          continue;
        }
        return task(transaction);
      }
    },

    /** Transactions under way come to their end. A later call opens it again. */
    async close(): Promise<void> {
      const closing = opened;
      opened = undefined;
      await closing?.then((database) => database.close()).catch(() => {});
    },
  };
}
