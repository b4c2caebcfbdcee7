import { crc32 } from "@zarrkit/engines/crc32";
import type { Key } from "@zarrkit/plugin-api";
import { encodeLocalHeader, headingOf } from "../format/encode-headers.js";
import type { Entry } from "../format/entry.js";
import { method } from "../format/layout.js";
import { refusedEntry } from "../format/refused.js";
import { dataStart, headerLength } from "../read/local-header.js";
import type { Sink } from "../sink.js";
import { entryAt } from "./encode-entry.js";

/** Bytes of a value that are copied at once. */
const piece = 2 ** 23;

/** Copies entries as they are, one after another, to the beginning of another file. Stored values are verified on the way. */
export async function copyEntries(sink: Sink, ordered: readonly Entry[], write: Sink["write"]) {
  const entries = new Map<Key, Entry>();
  let position = 0;
  for (const entry of ordered) {
    const start = dataStart(entry, await sink.read(entry.offset, headerLength(entry)), sink.name);
    const heading = headingOf(entry);
    const local = encodeLocalHeader(heading);
    await write(local, position);
    let sum = 0;
    for (let done = 0; done < entry.compressedSize; done += piece) {
      const bytes = await sink.read(start + done, Math.min(piece, entry.compressedSize - done));
      await write(bytes, position + local.length + done);
      sum = crc32(bytes, sum);
    }
    if (entry.method === method.stored && sum !== entry.crc) {
      throw refusedEntry(
        sink.name,
        entry.key,
        "its CRC-32 is not the one written. It is damaged: write or delete it, then compact again.",
      );
    }
    entries.set(entry.key, entryAt(entry.key, heading, position, local.length));
    position += local.length + entry.compressedSize;
  }
  return { entries, position };
}
