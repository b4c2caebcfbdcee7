import { type Key, keySegments, prefixSegments, ZarrError } from "@zarrkit/plugin-api";

/** What this store writes for itself starts so; it is never listed and is no key. */
export const ownPrefix = ".zarrkit-";

/**
 * The file of a key below the root (without a separator at its end). Keys are taken literally; those that the file system
 * would take for another name, or that name this store's own files, are refused with `invalid-argument`.
 */
export function fileOf(root: string, key: Key, platform: string = process.platform): string {
  return below(root, keySegments(key), key, platform);
}

/** The directory of a prefix. */
export function directoryOf(root: string, prefix: string, platform: string = process.platform): string {
  return below(root, prefixSegments(prefix), prefix, platform);
}

function below(root: string, segments: readonly string[], key: string, platform: string): string {
  for (const segment of segments) {
    const problem = segment.startsWith(ownPrefix)
      ? `starts with ${ownPrefix}, which is reserved`
      : platform === "win32" && notOnWindows.test(segment)
        ? "cannot be a file name on Windows"
        : undefined;
    if (problem) {
      throw new ZarrError(
        "invalid-argument",
        `The key ${JSON.stringify(key)} cannot be a file: a name of it ${problem}.`,
        {
          fields: { key },
        },
      );
    }
  }
  const separator = platform === "win32" ? "\\" : "/";
  return [root, ...segments].join(separator);
}

/**
 * Characters and device names that Windows gives another meaning, and the dots and spaces it cuts off at the end
 * (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
 */
const notOnWindows = /[<>:"\\|?*\x01-\x1f]|[. ]$|^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
