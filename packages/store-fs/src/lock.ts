import { createHash } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, sep } from "node:path";
import { type CallOptions, type Key, ZarrError } from "@zarrkit/plugin-api";
import { link, rename, unlink } from "./calls.js";
import { codeOf, isMissing } from "./failure.js";
import { ownPrefix } from "./file-name.js";
import { besides, withDirectory } from "./write.js";

/**
 * Runs a task while a lock file beside the path is held, against writers of other processes that use versions too. The
 * file names its owner and expires: one left behind by a process that died is taken away. `confirm` is to be called last
 * before anything is changed; it throws `conflict` when our own lock has been taken away.
 */
export async function withLock<T>(
  path: string,
  key: Key,
  expiry: number,
  options: CallOptions | undefined,
  task: (confirm: () => Promise<void>) => Promise<T>,
): Promise<T> {
  // A hash, since the name itself may be as long as names can be.
  const hash = createHash("sha256").update(basename(path)).digest("hex").slice(0, 24);
  const file = `${dirname(path)}${sep}${ownPrefix}${hash}.lock`;
  const id = basename(besides(path));
  for (;;) {
    options?.signal?.throwIfAborted();
    const expires = Date.now() + expiry;
    const note = JSON.stringify({ owner: `process ${process.pid} on ${hostname()}`, id, key, expires });
    if (await tryCreate(file, note)) {
      const isOurs = async () => (await readNote(file))?.text === note;
      try {
        return await task(async () => {
          if (Date.now() < expires && (await isOurs())) return;
          throw new ZarrError(
            "conflict",
            `The lock of ${JSON.stringify(key)} expired before the write was done: try again.`,
            {
              fields: { key, file },
              retryable: true,
            },
          );
        });
      } finally {
        if (await isOurs()) await unlink(file).catch(() => {});
      }
    }
    const held = await readNote(file);
    if (held && held.expires < Date.now()) await takeAway(file, held.text);
    else await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 20));
  }

  async function tryCreate(lock: string, note: string): Promise<boolean> {
    try {
      await withDirectory(lock, () => writeFile(lock, note, { flag: "wx" }));
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      throw error;
    }
  }

  /** A note that is not written yet, or by something else, expires by the file's own time. */
  async function readNote(lock: string): Promise<{ readonly text: string; readonly expires: number } | undefined> {
    try {
      const text = await readFile(lock, "utf8");
      const expires: unknown = text.endsWith("}") ? JSON.parse(text).expires : undefined;
      return { text, expires: typeof expires === "number" ? expires : (await stat(lock)).mtimeMs + expiry };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Only one of several can move the file; who finds that it moved a newer lock puts that back. */
  async function takeAway(lock: string, expired: string): Promise<void> {
    const aside = besides(lock);
    try {
      await rename(lock, aside);
      if ((await readFile(aside, "utf8")) !== expired) await link(aside, lock).catch(() => {});
      await unlink(aside);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}
