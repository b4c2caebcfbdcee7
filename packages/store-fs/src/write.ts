import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { dirname, sep } from "node:path";
import type { Bytes } from "@zarrkit/plugin-api";
import { close, fsync, futimes, mkdir, open, rename, unlink, write } from "./calls.js";
import { releaseDescriptor, takeDescriptor } from "./descriptors.js";
import { codeOf } from "./failure.js";
import { ownPrefix } from "./file-name.js";
import { longestRead } from "./read.js";

const createFlags = fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_EXCL;
const thread = randomBytes(6).toString("hex");
let files = 0;

/** A path beside another that nothing else in the world uses. */
export function besides(path: string): string {
  return `${dirname(path)}${sep}${ownPrefix}${thread}-${(files++).toString(36)}.tmp`;
}

/**
 * Writes the bytes beside their place and lets `commit` move the file there. Whatever happens before, and if `commit`
 * throws, the place keeps what it had.
 */
export async function writeBeside(
  path: string,
  bytes: Bytes,
  sync: boolean,
  signal: AbortSignal | undefined,
  commit: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = besides(path);
  const descriptor = await takeDescriptor(signal, () => withDirectory(temporary, () => open(temporary, createFlags)));
  try {
    try {
      await fill(descriptor, bytes, sync);
    } finally {
      // Network file systems say only here that the disk or a quota is full.
      await close(descriptor).finally(releaseDescriptor);
    }
    signal?.throwIfAborted();
    await commit(temporary);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

/** Creates a file, and its directories: again, where a `delete` has just removed one that became empty. */
export async function withDirectory<T>(path: string, create: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await create();
    } catch (error) {
      if (codeOf(error) !== "ENOENT" || tries === 20) throw error;
      await makeDirectory(dirname(path));
    }
  }
}

/** Node's own recursive mkdir never ends where a file system says ENOENT in a directory that is there (/proc). */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return;
    if (codeOf(error) !== "ENOENT" || path === dirname(path)) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path).catch((again: unknown) => {
      if (codeOf(again) !== "EEXIST") throw again;
    });
  }
}

async function fill(descriptor: number, bytes: Bytes, sync: boolean): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += await write(descriptor, bytes, done, Math.min(bytes.length - done, longestRead), done);
  }
  const now = uniqueTime();
  // Mounts that give every file another owner refuse this; there, versions are as fine as the system's clock.
  await futimes(descriptor, now, now).catch(() => {});
  if (sync) await fsync(descriptor);
}

let lastTime = 0;

/**
 * Seconds, never twice the same: file systems stamp several writes with one tick, and hand freed inodes out again. Steps of
 * two microseconds survive the rounding of seconds to a double.
 */
function uniqueTime(): number {
  lastTime = Math.max(lastTime + 2, Math.round((performance.timeOrigin + performance.now()) * 1000));
  return lastTime / 1e6;
}

/** Onto a file that another process has open, Windows refuses for a moment. */
export async function replace(from: string, to: string): Promise<void> {
  for (let wait = 1; ; wait *= 2) {
    try {
      return await rename(from, to);
    } catch (error) {
      const passing = process.platform === "win32" && /^(EPERM|EACCES|EBUSY)$/.test(codeOf(error));
      if (!passing || wait > 1000) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
