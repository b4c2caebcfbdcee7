import type { Bytes } from "@zarrkit/plugin-api";
import type { Sink } from "../sink.js";
import { blobReader, replaceFile } from "./replace.js";

interface Change {
  readonly position: number;
  readonly bytes: Bytes;
}

/** A file that is changed by replacing it: changes wait in memory for the next `flush`. */
export function writableSink(file: FileSystemFileHandle, name: string): Sink {
  let changes: Change[] = [];
  /** The length that the file will have; `undefined` until a change. */
  let length: number | undefined;
  /** Bytes of the file that are kept: what is cut off by `truncate` and grows again is not. */
  let kept = Infinity;

  async function size(): Promise<number> {
    return length ?? (await file.getFile()).size;
  }

  return {
    name,
    isAtomic: true,
    size,
    async read(position, wanted) {
      const blob = await file.getFile();
      const end = Math.min(position + wanted, length ?? blob.size);
      const bytes = new Uint8Array(Math.max(0, end - position));
      bytes.set(await blobReader(blob)(position, Math.max(0, Math.min(end, kept) - position)));
      for (const change of changes) {
        const from = Math.max(position, change.position);
        const to = Math.min(end, change.position + change.bytes.length);
        if (from < to) bytes.set(change.bytes.subarray(from - change.position, to - change.position), from - position);
      }
      return bytes;
    },
    async write(bytes, position) {
      length = Math.max(await size(), position + bytes.length);
      changes.push({ position, bytes: new Uint8Array(bytes) });
    },
    async truncate(to) {
      length = to;
      kept = Math.min(kept, to);
      changes = changes
        .filter(({ position }) => position < to)
        .map(({ position, bytes }) => ({ position, bytes: bytes.subarray(0, to - position) }));
    },
    async flush() {
      if (length === undefined) return;
      const to = length;
      const writable = await file.createWritable({ keepExistingData: true });
      try {
        await writable.truncate(Math.min(kept, to));
        for (const { position, bytes } of changes)
          await writable.write({ type: "write", position, data: bytes as Uint8Array<ArrayBuffer> });
        await writable.close();
      } catch (error) {
        await writable.abort().catch(() => {});
        throw error;
      }
      changes = [];
      length = undefined;
      kept = Infinity;
    },
    async replace(fill) {
      await replaceFile(file, fill);
      changes = [];
      length = undefined;
      kept = Infinity;
    },
    async close() {},
  };
}
