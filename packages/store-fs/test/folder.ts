import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** An empty folder that goes with the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "zarrkit-fs-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Bytes that say which ones they are. */
export function bytesOf(seed: number, length = 100_000): Uint8Array<ArrayBuffer> {
  return new Uint8Array(length).fill(seed);
}

/** Which bytes these are; NaN for a mixture. Comparing a hundred thousand elements by `expect` takes long. */
export function seedOf(bytes: Uint8Array | undefined, length = 100_000): number | undefined {
  if (!bytes) return undefined;
  const seed = bytes[0] ?? NaN;
  return Buffer.compare(bytes, bytesOf(seed, length)) === 0 ? seed : NaN;
}
