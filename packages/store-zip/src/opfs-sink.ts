import { ZarrError } from "@zarrkit/plugin-api";
import { accessHandleSink } from "./opfs/access-handle.js";
import { withPageErrors } from "./opfs/failure.js";
import { writableSink } from "./opfs/writable.js";
import type { Sink } from "./sink.js";

/**
 * A file of a page, for `openArchive`: of the origin's private file system, or one that the user chose. In a dedicated
 * worker a file of the former is held by a synchronous access handle, and written in place. Elsewhere changes are kept in
 * memory until `flush()`, which writes them through `createWritable`: all or nothing, but the browser copies the file for
 * it. A file that is held already is refused with `conflict`; of files that the user chose a page sees no path, so of two
 * with one name the second is too. Rules: WHATWG File System. Checked on Chromium.
 */
export async function opfsSink(file: FileSystemFileHandle): Promise<Sink> {
  const name = JSON.stringify(file.name);
  const path = await (await navigator.storage.getDirectory()).resolve(file).catch(() => null);
  const release = await takeWebLock(`zarrkit-zip:${path ? path.join("/") : `chosen:${file.name}`}`, name);
  try {
    // Files have access handles in dedicated workers only, and work by them only in the private file system.
    const inner =
      path && "createSyncAccessHandle" in file ? await accessHandleSink(file, name) : writableSink(file, name);
    return withPageErrors({ ...inner, close: () => inner.close().finally(release) });
  } catch (error) {
    release();
    throw error;
  }
}

/** Holds a lock of the origin until the function answered is called; `conflict` where somebody has it. */
function takeWebLock(lock: string, name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(lock, { ifAvailable: true }, (taken) => {
        if (taken) return new Promise<void>((release) => resolve(() => release()));
        throw held(name);
      })
      .catch(reject);
  });
}

function held(name: string): ZarrError {
  const problem = `${name} is open for writing already, here or in another tab: an archive has one writer at a time. Close it there.`;
  return new ZarrError("conflict", `The archive ${problem}`, { fields: { archive: name } });
}
