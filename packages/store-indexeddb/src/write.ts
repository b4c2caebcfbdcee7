import { type Bytes, type Key, type Version, type WriteOptions, ZarrError } from "@zarrkit/plugin-api";
import { blockLength, blocksOf, type Entry } from "./layout.js";
import { readEntry } from "./read.js";
import type { Stores } from "./transaction.js";

const page = /* @__PURE__ */ crypto.getRandomValues(new Uint32Array(3)).join("-");
let written = 0;

/** Puts a value in the place of the one that was there, all in one transaction. */
export async function writeValue(
  stores: Stores,
  key: Key,
  bytes: Bytes,
  onlyIf: WriteOptions["onlyIf"],
): Promise<void> {
  await requireState(stores, key, onlyIf);
  const size = bytes.length;
  // No other write of any page has it, now or later.
  const version = `${page}-${++written}`;
  stores.blocks.delete(blocksOf(key));
  if (size <= blockLength) {
    stores.entries.put({ version, size, bytes: copyOf(bytes) } satisfies Entry, key);
    return;
  }
  stores.entries.put({ version, size } satisfies Entry, key);
  for (let offset = 0; offset < size; offset += blockLength) {
    stores.blocks.put(copyOf(bytes.subarray(offset, offset + blockLength)), [key, offset / blockLength]);
  }
}

/** Of a view the whole buffer behind it would be stored, and shared memory is refused. */
function copyOf(bytes: Bytes): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

export async function deleteValue(stores: Stores, key: Key, onlyIf: WriteOptions["onlyIf"]): Promise<void> {
  await requireState(stores, key, onlyIf);
  stores.entries.delete(key);
  stores.blocks.delete(blocksOf(key));
}

/** Waits until this is committed, and with it all that was written before, when the transaction is a strict one. */
export async function writeMark(stores: Stores): Promise<void> {
  // Under no value's key: none is empty.
  stores.blocks.put(new Uint8Array(0), ["", 0]);
}

/** Throws `conflict` unless the value is as the caller expects it. */
async function requireState(stores: Stores, key: Key, onlyIf: WriteOptions["onlyIf"]): Promise<void> {
  if (onlyIf === undefined) return;
  const found = (await readEntry(stores, key))?.version;
  const expected = onlyIf === "absent" ? undefined : onlyIf.version;
  if (found !== expected) throw changed(key, expected, found);
}

function changed(key: Key, expected: Version | undefined, found: Version | undefined): ZarrError {
  const told = (version: Version | undefined) => (version === undefined ? "no value" : `version ${version}`);
  return new ZarrError(
    "conflict",
    `${JSON.stringify(key)} was expected to have ${told(expected)}, but has ${told(found)}: read it again.`,
    { fields: { key } },
  );
}
