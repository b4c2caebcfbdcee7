import type { Bytes, Key } from "@zarrkit/plugin-api";
import { type ArchiveOptions, openArchive } from "../src/archive.js";
import { zipStream } from "../src/stream.js";
import { MemoryFile } from "./memory-sink.js";

/** The bytes of an archive that was written to a sink in memory. */
export async function archiveOf(
  entries: Iterable<readonly [Key, Bytes]>,
  options?: ArchiveOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = new MemoryFile();
  const store = await openArchive(file.open(), options);
  for (const [key, bytes] of entries) await store.set(key, bytes);
  await store.close();
  return file.bytes;
}

/** The bytes of an archive that was written as a stream. */
export async function streamOf(
  entries: Iterable<readonly [Key, Bytes]>,
  options?: ArchiveOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const received = new Response(readable).arrayBuffer();
  const store = zipStream(writable, options);
  for (const [key, bytes] of entries) await store.set(key, bytes);
  await store.close();
  return new Uint8Array(await received);
}
