import { ZarrError } from "@zarrkit/plugin-api";
import { isLaidOut, layOut } from "./layout.js";

/**
 * Opens a database, and makes it where there is none; one that somebody made and left empty is laid out too. Rejects with
 * what the browser says, `unsupported` without IndexedDB or for somebody else's database, `store-failed` where another tab
 * holds on to an older state of it.
 */
export async function openDatabase(name: string): Promise<IDBDatabase> {
  for (let version: number | undefined; ; ) {
    const database = await request(name, version);
    try {
      if (isLaidOut(database)) return database;
    } catch (error) {
      database.close();
      throw error;
    }
    version = database.version + 1;
    database.close();
  }
}

/** Without a version: whatever is there, or a new one. */
function request(name: string, version: number | undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory(name).open(name, version);
    let givenUp = false;
    opening.onupgradeneeded = () => {
      if (opening.result.objectStoreNames.length === 0) layOut(opening.result);
    };
    opening.onblocked = () => {
      givenUp = true;
      reject(blocked(name));
    };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      if (givenUp) opening.result.close();
      else resolve(opening.result);
    };
  });
}

function factory(name: string): IDBFactory {
  if (globalThis.indexedDB) return globalThis.indexedDB;
  throw new ZarrError(
    "unsupported",
    `Could not open indexeddb://${encodeURIComponent(name)}: there is no IndexedDB here. Only browsers have it; on Node use a path, which @zarrkit/store-fs opens.`,
    { fields: { database: name } },
  );
}

function blocked(name: string): ZarrError {
  return new ZarrError(
    "store-failed",
    `IndexedDB ${JSON.stringify(name)} must be laid out, but another tab holds it open: close the other tabs of this site, then try again.`,
    { fields: { database: name }, retryable: true },
  );
}
