import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";

/** How names begin that `@zarrkit/store-fs` lists nowhere. */
export const ownPrefix = ".zarrkit-";

/** A path beside another that nothing else uses. */
export function besides(path: string): string {
  return join(dirname(path), `${ownPrefix}${randomBytes(9).toString("hex")}.tmp`);
}

/** Makes the names in a directory durable. Windows syncs no directories. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
