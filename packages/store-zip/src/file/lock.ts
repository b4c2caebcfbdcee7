import { createHash } from "node:crypto";
import { link, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { ZarrError } from "@zarrkit/plugin-api";
import { besides, ownPrefix } from "./durable.js";

interface Note {
  readonly process: number;
  readonly host: string;
  readonly text: string;
}

/**
 * Takes the lock file beside a file, and answers what gives it back. One whose owner has ended, on this machine, is taken
 * away; any other is `conflict`.
 */
export async function takeFileLock(file: string, name: string): Promise<() => Promise<void>> {
  const hash = createHash("sha256").update(basename(file)).digest("hex").slice(0, 24);
  const lock = join(dirname(file), `${ownPrefix}${hash}.lock`);
  // Written whole before it has its name: nobody reads half a note.
  const draft = besides(file);
  const note = JSON.stringify({ process: process.pid, host: hostname(), file: basename(file), id: basename(draft) });
  await writeFile(draft, note);
  try {
    for (;;) {
      if (await tryCreate(draft, lock, note)) return () => unlink(lock);
      const held = await readNote(lock);
      if (held && isRunning(held)) throw conflict(lock, name, held);
      if (held) await takeAway(lock, held.text);
    }
  } finally {
    await unlink(draft);
  }
}

async function tryCreate(draft: string, lock: string, note: string): Promise<boolean> {
  try {
    // Some file systems know no second names.
    await link(draft, lock).catch((error: unknown) => {
      if (!/^(EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS)$/.test(codeOf(error))) throw error;
      return writeFile(lock, note, { flag: "wx" });
    });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function readNote(lock: string): Promise<Note | undefined> {
  const text = await readFile(lock, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return { ...JSON.parse(text), text };
  } catch {
    return { process: NaN, host: "", text };
  }
}

/** Of another machine's processes nothing can be known. */
function isRunning({ process: id, host }: Note): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Only one of several can move the file; who finds that it moved a newer lock puts that back. */
async function takeAway(lock: string, left: string): Promise<void> {
  const aside = besides(lock);
  try {
    await rename(lock, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, "utf8")) !== left) await link(aside, lock).catch(() => {});
  await unlink(aside);
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code);
}

function conflict(lock: string, name: string, { process: id, host }: Note): ZarrError {
  const problem = `is open for writing already, by process ${id} on ${host || "an unknown machine"}: an archive has one writer at a time. Close it there; if that machine is gone, remove ${lock}.`;
  return new ZarrError("conflict", `The archive ${name} ${problem}`, { fields: { archive: name, lock } });
}
