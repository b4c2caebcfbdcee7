import type { Entries } from "@zarrkit/conformance";
import { blockLength } from "../src/layout.js";

let databases = 0;

/** A name that no database has. */
export function freshName(): string {
  return `test ${Date.now()}-${databases++}/ü`;
}

/** A new database that holds these values, put there without the store. */
export async function seed(values: Entries): Promise<string> {
  const name = freshName();
  const database = await open(name, (fresh) => {
    fresh.createObjectStore("zarrkit-entries");
    fresh.createObjectStore("zarrkit-blocks");
  });
  const transaction = database.transaction(["zarrkit-entries", "zarrkit-blocks"], "readwrite");
  for (const [key, bytes] of values) {
    const blocks = bytes.length > blockLength;
    const entry = { version: `seed-${key}`, size: bytes.length, ...(!blocks && { bytes }) };
    transaction.objectStore("zarrkit-entries").put(entry, key);
    for (let i = 0; blocks && i * blockLength < bytes.length; i++) {
      const block = bytes.slice(i * blockLength, (i + 1) * blockLength);
      transaction.objectStore("zarrkit-blocks").put(block, [key, i]);
    }
  }
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  database.close();
  return name;
}

/** Opens a database without the store. */
export function open(name: string, layOut: (database: IDBDatabase) => void = () => {}): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => layOut(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function remove(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
