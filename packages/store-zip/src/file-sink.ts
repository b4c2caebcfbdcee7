import { constants } from "node:fs";
import { type FileHandle, mkdir, open, realpath, rename, stat, unlink } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Bytes } from "@zarrkit/plugin-api";
import { besides, syncDirectory } from "./file/durable.js";
import { fileFailure } from "./file/failure.js";
import { takeFileLock } from "./file/lock.js";
import type { Sink } from "./sink.js";

/** More than this in one call some systems cut short without a word. */
const longest = 2 ** 30;

/**
 * A file on disk, for `openArchive`; made if it is not there, and its directories too. It is held by a lock file beside it,
 * `.zarrkit-….lock`, which tells its owner: while that runs, a second is refused with `conflict`.
 */
export async function fileSink(path: string): Promise<Sink> {
  const given = resolve(path);
  const name = JSON.stringify(path);
  const attempt = async <T>(what: string, task: () => Promise<T>) => {
    try {
      return await task();
    } catch (error) {
      throw fileFailure(error, what, name);
    }
  };

  return attempt("open", async () => {
    await mkdir(dirname(given), { recursive: true });
    // The file itself, so that two names of it are one lock, and a link stays one when the file is replaced.
    const file = await realpath(given).catch(() => given);
    const unlock = await takeFileLock(file, name);
    try {
      let handle = await open(file, constants.O_RDWR | constants.O_CREAT);
      await syncDirectory(dirname(file));
      return {
        name,
        size: () => attempt("read", async () => (await handle.stat()).size),
        read: (position, length) => attempt("read", () => readAt(handle, position, length)),
        write: (bytes, position) => attempt("write", () => writeAt(handle, bytes, position)),
        truncate: (size) => attempt("truncate", () => handle.truncate(size)),
        flush: () => attempt("flush", () => handle.sync()),
        replace: (fill) =>
          attempt("replace", async () => {
            const temporary = besides(file);
            try {
              await writeNew(temporary, (await stat(file)).mode, fill);
              // Closed before, since Windows replaces no file that is open.
              await handle.close();
              try {
                await rename(temporary, file);
              } finally {
                handle = await open(file, constants.O_RDWR);
              }
              await syncDirectory(dirname(file));
            } catch (error) {
              await unlink(temporary).catch(() => {});
              throw error;
            }
          }),
        close: () =>
          attempt("close", async () => {
            try {
              await handle.close();
            } finally {
              await unlock();
            }
          }),
      };
    } catch (error) {
      await unlock();
      throw error;
    }
  });
}

async function writeNew(file: string, mode: number, fill: (write: Sink["write"]) => Promise<void>): Promise<void> {
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, mode & 0o777);
  try {
    await fill((bytes, position) => writeAt(handle, bytes, position));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Bytes> {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, Math.min(length - done, longest), position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

async function writeAt(handle: FileHandle, bytes: Bytes, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await handle.write(bytes, done, Math.min(bytes.length - done, longest), position + done)).bytesWritten;
  }
}
