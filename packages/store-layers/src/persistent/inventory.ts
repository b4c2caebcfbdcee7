import type { Key } from "@zarrkit/plugin-api";
import type { Entry } from "./entry.js";
import type { Files } from "./files.js";
import type { Ledger } from "./ledger.js";

/** Where what is found goes. */
interface Finder {
  has(name: string): boolean;
  /** False for what is of no use; its file is then removed. */
  adopt(entry: Entry): boolean;
}

/**
 * Finds what earlier owners of the files kept: what the index tells, and, where it was not saved, what the files themselves say.
 * Answers the marks of those who did not save it, to be deleted once the index is right again.
 */
export async function takeInventory(ledger: Ledger, files: Files, finder: Finder): Promise<readonly Key[]> {
  const { entries, marks } = await ledger.load();
  const unsure = !entries || marks.length > 0;
  const names = unsure ? await files.names() : undefined;
  for (const entry of entries ?? []) {
    if (names && entry.header > 0 && !names.has(entry.name)) continue;
    if (!finder.adopt(entry)) await files.remove(entry.name);
  }
  for (const name of names ?? []) {
    if (finder.has(name)) continue;
    const entry = await files.entryOf(name);
    if (!entry || !finder.adopt(entry)) await files.remove(name);
  }
  return marks;
}
