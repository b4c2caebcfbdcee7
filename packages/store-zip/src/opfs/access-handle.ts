import type { Bytes } from "@zarrkit/plugin-api";
import type { Sink } from "../sink.js";
import { pageFailure } from "./failure.js";
import { blobReader, replaceFile } from "./replace.js";

/** What the DOM types of the main thread leave out: access handles are for dedicated workers. */
interface SyncHandle {
  read(into: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

type WorkerFileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncHandle> };

/** A file of the origin's private file system, held by its one access handle. */
export async function accessHandleSink(file: FileSystemFileHandle, name: string): Promise<Sink> {
  const take = () =>
    (file as WorkerFileHandle).createSyncAccessHandle().catch((error: unknown) => {
      throw pageFailure(error, "open", name);
    });
  let handle: SyncHandle | undefined = await take();
  let readBlob: ((position: number, length: number) => Promise<Bytes>) | undefined;
  const held = () => handle ?? raise();

  return {
    name,
    size: async () => held().getSize(),
    async read(position, length) {
      // While the file is replaced its handle is closed: a writable and a handle exclude each other.
      if (readBlob) return readBlob(position, length);
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, held().read(bytes, { at: position }));
    },
    async write(bytes, position) {
      for (let done = 0; done < bytes.length; ) {
        const written = held().write(bytes.subarray(done), { at: position + done });
        if (written === 0) throw new DOMException("nothing more could be written", "QuotaExceededError");
        done += written;
      }
    },
    truncate: async (size) => held().truncate(size),
    flush: async () => held().flush(),
    async replace(fill) {
      held().flush();
      held().close();
      handle = undefined;
      readBlob = blobReader(await file.getFile());
      try {
        await replaceFile(file, fill);
      } finally {
        readBlob = undefined;
        handle = await take();
      }
    },
    async close() {
      handle?.close();
      handle = undefined;
    },
  };
}

function raise(): never {
  throw new DOMException("its access handle is closed", "InvalidStateError");
}
