import { basename, dirname } from "node:path";
import { type Bytes, type Key, type Version, type WriteOptions, ZarrError } from "@zarrkit/plugin-api";
import { link, stat, unlink } from "./calls.js";
import { codeOf, isMissing } from "./failure.js";
import { inOrder } from "./in-order.js";
import { withLock } from "./lock.js";
import type { FsOptions } from "./options.js";
import { prune } from "./prune.js";
import { checkRegular, versionOf } from "./read.js";
import { syncDirectories, unsynced } from "./sync.js";
import { replace, writeBeside } from "./write.js";

/** Writes and deletes files below a root that has no separator at its end. Errors of the system pass through. */
export function createWriter(root: string, { fsync = false, lockExpiry = 10_000 }: FsOptions) {
  const dirty = unsynced(root);

  async function done(path: string): Promise<void> {
    if (fsync) await syncDirectories(dirname(path), root);
    else dirty.add(dirname(path), basename(path));
  }

  async function set(key: Key, path: string, bytes: Bytes, { onlyIf, signal }: WriteOptions): Promise<void> {
    const write = (commit: (temporary: string) => Promise<void>) => writeBeside(path, bytes, fsync, signal, commit);
    await inOrder(path, async () => {
      signal?.throwIfAborted();
      if (onlyIf === undefined) await write((temporary) => replace(temporary, path));
      else if (onlyIf === "absent") await write((temporary) => placeNew(key, path, temporary));
      else {
        await withLock(path, key, lockExpiry, { signal }, async (confirm) => {
          await requireVersion(key, path, onlyIf);
          await write(async (temporary) => {
            await requireVersion(key, path, onlyIf);
            await confirm();
            await replace(temporary, path);
          });
        });
      }
      await done(path);
    });
  }

  /** A second name for the file is given only where there is none yet, in one step; some file systems know no second names. */
  async function placeNew(key: Key, path: string, temporary: string): Promise<void> {
    for (;;) {
      try {
        await link(temporary, path);
        return await unlink(temporary);
      } catch (error) {
        if (codeOf(error) === "EEXIST") await requireRoom(key, path);
        else if (/^(EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS)$/.test(codeOf(error))) break;
        else throw error;
      }
    }
    await withLock(path, key, lockExpiry, undefined, async (confirm) => {
      await requireVersion(key, path, "absent");
      await confirm();
      await replace(temporary, path);
    });
  }

  async function remove(key: Key, path: string, { onlyIf, signal }: WriteOptions): Promise<void> {
    await inOrder(path, async () => {
      signal?.throwIfAborted();
      if (onlyIf === undefined) await unlinkIfThere(path);
      else if (onlyIf === "absent") await requireVersion(key, path, onlyIf);
      else {
        await withLock(path, key, lockExpiry, { signal }, async (confirm) => {
          await requireVersion(key, path, onlyIf);
          await confirm();
          await unlinkIfThere(path);
        });
      }
      await prune(dirname(path), root, lockExpiry);
      await done(path);
    });
  }

  return { set, delete: remove, flush: dirty.flush };
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    // Linux says EISDIR for a directory, others EPERM: a directory is no value, so there is nothing to delete.
    if (isMissing(error) || (await currentVersion(path).catch(() => "")) === undefined) return;
    throw error;
  }
}

async function currentVersion(path: string): Promise<Version | undefined> {
  try {
    const stats = await stat(path, { bigint: true });
    return checkRegular(stats, path) ? versionOf(stats) : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Throws if something is at the path: `conflict` for a value, what the system says of writing over one for a directory. */
async function requireRoom(key: Key, path: string): Promise<void> {
  await requireVersion(key, path, "absent");
  const stats = await stat(path, { bigint: true }).catch(() => undefined);
  if (stats) throw Object.assign(new Error(`EISDIR: ${path} is a directory`), { code: "EISDIR" });
}

async function requireVersion(key: Key, path: string, onlyIf: "absent" | { readonly version: Version }): Promise<void> {
  const found = await currentVersion(path);
  const wanted = onlyIf === "absent" ? undefined : onlyIf.version;
  if (found === wanted) return;
  throw new ZarrError(
    "conflict",
    `${JSON.stringify(key)} ${wanted ? `no longer has version ${wanted}` : "exists already"}: somebody else wrote it. Read it and decide again.`,
    { fields: { key, file: path } },
  );
}
