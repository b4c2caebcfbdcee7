import { inflateRaw } from "@zarrkit/engines/inflate";
import { inflateRawAsync } from "@zarrkit/engines/inflate-async";
import type { Bytes } from "@zarrkit/plugin-api";
import type { Entry } from "../format/entry.js";
import { refusedEntry } from "../format/refused.js";

/** From here another thread gains more than the way there costs. */
const asyncFrom = 65_536;

/** The value of a deflated entry, whose size has been checked: exactly as many bytes as it says, from all of its own. */
export async function inflateEntry(entry: Entry, stored: Bytes, archive: string): Promise<Bytes> {
  const destination = new Uint8Array(entry.size);
  try {
    const away = entry.size < asyncFrom ? undefined : await inflateRawAsync(stored, 0, stored.length, destination);
    const { length, sourceEnd } = away ?? inflateRaw(stored, 0, destination);
    if (length !== entry.size) throw new Error(`it gives ${length} bytes instead of ${entry.size}`);
    if (sourceEnd !== stored.length) throw new Error(`it ends after ${sourceEnd} of ${stored.length} bytes`);
  } catch (error) {
    throw refusedEntry(archive, entry.key, `${(error as Error).message}. It is damaged, or made to do harm.`);
  }
  return destination;
}
