import { type ByteRange, type Bytes, type Key, rangeWithin, ZarrError } from "@zarrkit/plugin-api";
import { blockLength, blocksOf, type Entry } from "./layout.js";
import { answer, type Stores } from "./transaction.js";

/** Blocks asked for at once: 16 MiB, so that reading a large value takes little more memory than the value. */
const atOnce = 64;

export function readEntry({ entries }: Stores, key: Key): Promise<Entry | undefined> {
  return answer<Entry | undefined>(entries.get(key));
}

/** The bytes of a range of a value that was found, in the same transaction. */
export async function readRange(stores: Stores, key: Key, entry: Entry, range: ByteRange): Promise<Bytes> {
  const { offset, length } = rangeWithin(range, entry.size);
  if (entry.bytes) return length === entry.size ? entry.bytes : entry.bytes.slice(offset, offset + length);
  const bytes = new Uint8Array(length);
  const end = offset + length;
  for (let next = offset; next < end; ) {
    const first = Math.floor(next / blockLength);
    const last = Math.min(first + atOnce, Math.ceil(end / blockLength)) - 1;
    const found: Uint8Array[] = await answer(stores.blocks.getAll(blocksOf(key, first, last)));
    if (found.length <= last - first) throw incomplete(key);
    for (const block of found) {
      const start = next % blockLength;
      const piece = block.subarray(start, start + end - next);
      bytes.set(piece, next - offset);
      next += piece.length;
    }
  }
  return bytes;
}

function incomplete(key: Key): ZarrError {
  const problem = "in IndexedDB is damaged: a part of it is missing. Write it again.";
  return new ZarrError("store-failed", `${JSON.stringify(key)} ${problem}`, { fields: { key } });
}
