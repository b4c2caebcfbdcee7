import { realpathSync } from "node:fs";
import { dirname, sep } from "node:path";
import { type Key, ZarrError } from "@zarrkit/plugin-api";
import { isMissing } from "./failure.js";

/**
 * Whether a path, with its symbolic links followed, lies below the root. What does not exist lies where its nearest
 * existing directory does. It guards against links that lie in the data, not against somebody who changes directories
 * between this look and the call that follows; synchronous, to keep that time short and serve both kinds of reads.
 */
export function isInside(root: string, path: string): boolean {
  const real = nearest(path);
  const top = nearest(root);
  return real === top || real.startsWith(top.endsWith(sep) ? top : top + sep);
}

/** Throws `access-denied` for a path outside the root. */
export function requireInside(root: string, path: string, key: Key): void {
  if (isInside(root, path)) return;
  throw new ZarrError(
    "access-denied",
    `${JSON.stringify(key)} leads out of ${root} by a symbolic link: open the link's target itself, or allow it with links: "follow".`,
    { fields: { key, file: path } },
  );
}

function nearest(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (!isMissing(error) || path === dirname(path)) throw error;
    return nearest(dirname(path));
  }
}
