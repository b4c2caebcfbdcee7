import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ZarrError } from "@zarrkit/plugin-api";

/** The absolute path that a `file:` URL or a plain path names; plain paths are taken as they are, "%" and "#" included. */
export function pathOf(url: string): string {
  if (!/^file:/i.test(url)) return resolve(checked(url, url));
  if (/[?#]/.test(url)) throw refused(url, 'holds "?" or "#": in a file URL write them as %3F and %23');
  try {
    return resolve(checked(fileURLToPath(url), url));
  } catch (cause) {
    throw refused(url, `names no file (${(cause as Error).message})`, cause);
  }
}

function checked(path: string, url: string): string {
  if (path === "" || path.includes("\0")) throw refused(url, "names no file");
  return path;
}

function refused(url: string, problem: string, cause?: unknown): ZarrError {
  return new ZarrError("invalid-argument", `${JSON.stringify(url)} ${problem}.`, { cause });
}
