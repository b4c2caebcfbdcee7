import type { Bytes } from "@zarrkit/plugin-api";
import type { Sink } from "../sink.js";

/** Writes a file anew; what is written takes its place when all of it is there. */
export async function replaceFile(
  file: FileSystemFileHandle,
  fill: (write: Sink["write"]) => Promise<void>,
): Promise<void> {
  const writable = await file.createWritable();
  try {
    await fill(async (bytes, position) => {
      // A copy, since it may be read later, and shared memory is refused.
      await writable.write({ type: "write", position, data: new Uint8Array(bytes) });
    });
    await writable.close();
  } catch (error) {
    await writable.abort().catch(() => {});
    throw error;
  }
}

/** Reads a state of a file that stays, whatever happens to the file. */
export function blobReader(blob: Blob) {
  return async (position: number, length: number): Promise<Bytes> =>
    new Uint8Array(await blob.slice(position, position + length).arrayBuffer());
}
